import { describe, expect, test } from "vitest";
import { describeRemaining, formatBudget, formatRemaining, formatSpent } from "./format-time";

describe("time left", () => {
  test("a second stays on screen until it has passed", () => {
    expect(formatRemaining(252_000)).toBe("4:12");
    expect(formatRemaining(251_001)).toBe("4:12");
    expect(formatRemaining(251_000)).toBe("4:11");
  });

  test("past zero it counts up with a plus", () => {
    expect(formatRemaining(0)).toBe("0:00");
    expect(formatRemaining(-999)).toBe("0:00");
    expect(formatRemaining(-1_000)).toBe("+0:01");
    expect(formatRemaining(-40_500)).toBe("+0:40");
  });

  test("is said in words for ears", () => {
    expect(describeRemaining(252_000)).toBe("4 minutes 12 seconds left");
    expect(describeRemaining(60_000)).toBe("1 minute left");
    expect(describeRemaining(1_000)).toBe("1 second left");
    expect(describeRemaining(0)).toBe("0 seconds left");
    expect(describeRemaining(-100_000)).toBe("1 minute 40 seconds over");
  });
});

test("time had shows full seconds only", () => {
  expect(formatSpent(228_999)).toBe("3:48");
  expect(formatSpent(-5)).toBe("0:00");
});

test("a budget of whole minutes is a plain number", () => {
  expect(formatBudget(480_000)).toBe("8");
  expect(formatBudget(510_000)).toBe("8:30");
});
