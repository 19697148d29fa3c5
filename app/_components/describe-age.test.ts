import { expect, test } from "vitest";
import { describeAge } from "./describe-age";

const MINUTE = 60_000;

test("an age is said in the largest unit that fits", () => {
  expect(describeAge(20_000)).toBe("just now");
  expect(describeAge(5 * MINUTE)).toBe("5 minutes ago");
  expect(describeAge(120 * MINUTE)).toBe("2 hours ago");
  expect(describeAge(24 * 60 * MINUTE)).toBe("yesterday");
});

test("a moment ahead is said as such", () => {
  expect(describeAge(-90 * MINUTE)).toBe("in 2 hours");
  expect(describeAge(-24 * 60 * MINUTE)).toBe("tomorrow");
});
