import { expect, test } from "vitest";
import { type ClockCommand, startClock, stepClock } from "./clock";
import { MINUTE_MS } from "./plan";
import { scopeLeftMs } from "./scope-window";

const START = 1_000_000;
const WINDOW = 5 * MINUTE_MS;
const plan = ["intro", "scope", "data"].map((phaseId) => ({
  phaseId,
  name: phaseId,
  minutes: 5,
  isScored: true,
}));

function after(steps: [ClockCommand, number][]) {
  return steps.reduce(
    (clock, [command, at]) => {
      const next = stepClock(clock, command, at);
      if (!next.ok) throw new Error(next.code);
      return next.value;
    },
    startClock(plan, START),
  );
}

test("the window runs down with the clock and stays at nothing", () => {
  const clock = startClock(plan, START);
  expect(scopeLeftMs(WINDOW, clock, START)).toBe(WINDOW);
  expect(scopeLeftMs(WINDOW, clock, START + 2 * MINUTE_MS)).toBe(3 * MINUTE_MS);
  expect(scopeLeftMs(WINDOW, clock, START + 60 * MINUTE_MS)).toBe(0);
});

test("a pause takes nothing of it", () => {
  const paused = after([[{ type: "pause" }, START + MINUTE_MS]]);
  expect(scopeLeftMs(WINDOW, paused, START + 30 * MINUTE_MS)).toBe(4 * MINUTE_MS);
});

test("it goes on through a change of phase, and a step back gives nothing back", () => {
  const back = after([
    [{ type: "advance", from: 0 }, START + MINUTE_MS],
    [{ type: "back", from: 1 }, START + 3 * MINUTE_MS],
  ]);
  expect(scopeLeftMs(WINDOW, back, START + 4 * MINUTE_MS)).toBe(MINUTE_MS);
});
