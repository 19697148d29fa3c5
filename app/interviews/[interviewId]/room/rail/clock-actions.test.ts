import { expect, test } from "vitest";
import { type Clock, startClock } from "@/lib/domain/clock";
import type { Plan } from "@/lib/domain/plan";
import { clockActions } from "./clock-actions";

const plan: Plan = [
  { phaseId: "p1", name: "Clarify", minutes: 1, isScored: true },
  { phaseId: "p2", name: "Frame", minutes: 60, isScored: true },
];
const first = startClock(plan, 0);
const last: Clock = { ...first, phase: 1 };

test("advance and back name the phase on screen, so that a double click moves one phase", () => {
  expect(clockActions(first, plan)["next-phase"]).toMatchObject({
    label: "Next: Frame",
    command: { type: "advance", from: 0 },
    isPossible: true,
  });
  expect(clockActions(last, plan)["previous-phase"].command).toEqual({ type: "back", from: 1 });
});

test("what the plan has no room for is shown as impossible", () => {
  expect(clockActions(first, plan)["previous-phase"].isPossible).toBe(false);
  expect(clockActions(first, plan)["remove-minute"].isPossible).toBe(false);
  expect(clockActions(last, plan)["next-phase"].isPossible).toBe(false);
  expect(clockActions(last, plan)["add-minute"].isPossible).toBe(false);
});

test("a paused clock can be resumed", () => {
  const paused: Clock = { ...first, status: "paused", pausedAt: 5 };
  expect(clockActions(first, plan)["toggle-pause"].command).toEqual({ type: "pause" });
  expect(clockActions(paused, plan)["toggle-pause"].command).toEqual({ type: "resume" });
});
