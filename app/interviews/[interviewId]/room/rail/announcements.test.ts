import { expect, test } from "vitest";
import { type Clock, startClock, stepClock } from "@/lib/domain/clock";
import type { Plan } from "@/lib/domain/plan";
import { announcementOf, milestoneOf } from "./announcements";

const MINUTE = 60_000;
const START = 1_000_000;
const plan: Plan = [
  { phaseId: "p1", name: "Clarify", minutes: 5, isScored: true },
  { phaseId: "p2", name: "Frame", minutes: 4, isScored: true },
];

function between(clock: Clock, from: number, to: number, later: Clock = clock): string | null {
  return announcementOf(milestoneOf(clock, from), milestoneOf(later, to), later, plan, to);
}

const clock = startClock(plan, START);

function step(command: Parameters<typeof stepClock>[1], now: number): Clock {
  const stepped = stepClock(clock, command, now);
  if (!stepped.ok) throw new Error(stepped.code);
  return stepped.value;
}

test("the first look says which phase is open and what is left of it", () => {
  const heard = announcementOf(null, milestoneOf(clock, START), clock, plan, START);
  expect(heard).toBe("Clarify: 5 minutes left.");
});

test("nothing is said while nothing changes", () => {
  expect(between(clock, START, START + MINUTE)).toBeNull();
});

test("the last minute of a phase and its end are said once each", () => {
  const lastMinute = START + 4 * MINUTE;
  expect(between(clock, lastMinute - 1, lastMinute)).toBe("Clarify: 1 minute left.");
  expect(between(clock, lastMinute, lastMinute + 1_000)).toBeNull();
  expect(between(clock, START + 5 * MINUTE, START + 5 * MINUTE + 1)).toBe(
    "Clarify has used its time.",
  );
});

test("a new phase, a pause and a resume are said", () => {
  const now = START + MINUTE;
  expect(between(clock, now, now, step({ type: "advance", from: 0 }, now))).toBe(
    "Frame: 4 minutes left.",
  );
  const paused = step({ type: "pause" }, now);
  expect(between(clock, now, now, paused)).toBe("The clock is paused.");
  expect(between(paused, now, now, clock)).toBe("The clock runs again. Clarify: 4 minutes left.");
});

test("the last five minutes of the interview are said", () => {
  const second = step({ type: "advance", from: 0 }, START + MINUTE);
  const long: Clock = { ...second, budgetMs: [MINUTE, 20 * MINUTE] };
  const nearEnd = START + 16 * MINUTE;
  expect(between(long, nearEnd - 1, nearEnd, long)).toBe("5 minutes left of the whole interview.");
});
