import { describe, expect, test } from "vitest";
import {
  type Clock,
  paceOf,
  remainingMs,
  settledMs,
  startClock,
  stepClock,
  totalRemainingMs,
} from "./clock";
import { MINUTE_MS, type Plan } from "./plan";

const plan: Plan = [5, 4, 8].map((minutes, i) => ({
  phaseId: `p${i}`,
  name: `Phase ${i}`,
  minutes,
  isScored: true,
}));
const START = 1_800_000_000_000;

function step(clock: Clock, command: Parameters<typeof stepClock>[1], now: number): Clock {
  const result = stepClock(clock, command, now);
  if (!result.ok) throw new Error(result.code);
  return result.value;
}

describe("the clock", () => {
  test("a double click on Advance moves one phase, not two", () => {
    const first = step(startClock(plan, START), { type: "advance", from: 0 }, START + 1000);
    expect(first.phase).toBe(1);
    expect(stepClock(first, { type: "advance", from: 0 }, START + 1000)).toEqual({
      ok: false,
      code: "stale-phase",
    });
  });

  test("[C4] a phase that runs over keeps counting and does not move on by itself", () => {
    const clock = startClock(plan, START);
    const late = START + 6 * MINUTE_MS;
    expect(clock.phase).toBe(0);
    expect(remainingMs(clock, 0, late)).toBe(-MINUTE_MS);
    expect(paceOf(clock, 0, late)).toBe("over");
  });

  test("time stands still while paused, and what was spent before is kept", () => {
    const paused = step(startClock(plan, START), { type: "pause" }, START + MINUTE_MS);
    expect(remainingMs(paused, 0, START + 30 * MINUTE_MS)).toBe(4 * MINUTE_MS);
    const resumed = step(paused, { type: "resume" }, START + 30 * MINUTE_MS);
    expect(remainingMs(resumed, 0, START + 31 * MINUTE_MS)).toBe(3 * MINUTE_MS);
  });

  test("going back goes on where the phase was left", () => {
    let clock = startClock(plan, START);
    clock = step(clock, { type: "advance", from: 0 }, START + 2 * MINUTE_MS);
    clock = step(clock, { type: "back", from: 1 }, START + 3 * MINUTE_MS);
    expect(clock.phase).toBe(0);
    expect(remainingMs(clock, 0, START + 4 * MINUTE_MS)).toBe(2 * MINUTE_MS);
    expect(settledMs(clock, START + 4 * MINUTE_MS)).toEqual([3 * MINUTE_MS, MINUTE_MS, 0]);
  });

  test("advancing while paused stays paused", () => {
    const paused = step(startClock(plan, START), { type: "pause" }, START + MINUTE_MS);
    const next = step(paused, { type: "advance", from: 0 }, START + 2 * MINUTE_MS);
    expect(next).toMatchObject({ status: "paused", phase: 1 });
    expect(remainingMs(next, 1, START + 9 * MINUTE_MS)).toBe(4 * MINUTE_MS);
  });

  test("minutes can be added and removed, but a phase keeps at least one", () => {
    const clock = startClock(plan, START);
    const longer = step(clock, { type: "adjust", phase: 0, minutes: 1 }, START);
    expect(remainingMs(longer, 0, START)).toBe(6 * MINUTE_MS);
    expect(totalRemainingMs(longer, START)).toBe(18 * MINUTE_MS);
    expect(stepClock(clock, { type: "adjust", phase: 1, minutes: -4 }, START)).toEqual({
      ok: false,
      code: "out-of-range",
    });
    expect(stepClock(clock, { type: "adjust", phase: 9, minutes: 1 }, START).ok).toBe(false);
  });

  test("the warning begins one minute before the budget is used up", () => {
    const clock = startClock(plan, START);
    expect(paceOf(clock, 0, START + 4 * MINUTE_MS - 1)).toBe("on-time");
    expect(paceOf(clock, 0, START + 4 * MINUTE_MS)).toBe("ending");
    expect(paceOf(clock, 0, START + 5 * MINUTE_MS)).toBe("ending");
    expect(paceOf(clock, 0, START + 5 * MINUTE_MS + 1)).toBe("over");
  });

  test("a phase of one minute warns in its second half, not from its first second", () => {
    const [first, ...rest] = plan;
    if (!first) throw new Error("The plan has no phase.");
    const clock = startClock([{ ...first, minutes: 1 }, ...rest], START);
    expect(paceOf(clock, 0, START)).toBe("on-time");
    expect(paceOf(clock, 0, START + MINUTE_MS / 2 - 1)).toBe("on-time");
    expect(paceOf(clock, 0, START + MINUTE_MS / 2)).toBe("ending");
  });

  test("a clock that steps backwards gives no time back", () => {
    expect(remainingMs(startClock(plan, START), 0, START - MINUTE_MS)).toBe(5 * MINUTE_MS);
  });

  test("the first phase has none before it and the last none after it", () => {
    const clock = startClock(plan, START);
    expect(stepClock(clock, { type: "back", from: 0 }, START)).toMatchObject({
      code: "first-phase",
    });
    expect(stepClock({ ...clock, phase: 2 }, { type: "advance", from: 2 }, START)).toMatchObject({
      code: "last-phase",
    });
  });
});
