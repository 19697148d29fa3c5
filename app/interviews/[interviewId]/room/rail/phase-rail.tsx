"use client";

import { type Clock, paceOf, remainingMs, spentMs } from "@/lib/domain/clock";
import { MINUTE_MS, type Plan } from "@/lib/domain/plan";
import { PhaseRow } from "./phase-row";

/**
 * The phases as a vertical track, each with what was planned, what it had, and a fill that grows.
 * Before the start there is no clock and every row shows its plan.
 */
export function PhaseRail({
  plan,
  clock,
  now,
}: {
  plan: Plan;
  clock: Clock | null;
  now: () => number;
}) {
  return (
    <ol aria-label="Phases" className="m-0 flex list-none flex-col p-0">
      {plan.map((phase, index) => (
        <PhaseRow
          key={phase.phaseId}
          index={index}
          label={phaseLabel(plan, index)}
          name={phase.name}
          isCurrent={clock?.phase === index}
          isPaused={clock?.status === "paused"}
          budgetMs={clock?.budgetMs[index] ?? phase.minutes * MINUTE_MS}
          spent={() => (clock ? spentMs(clock, index, now()) : 0)}
          remaining={() => (clock ? remainingMs(clock, index, now()) : phase.minutes * MINUTE_MS)}
          pace={() => (clock ? paceOf(clock, index, now()) : "on-time")}
        />
      ))}
    </ol>
  );
}

/** Scored phases are numbered from 1; bookends have no number. */
function phaseLabel(plan: Plan, index: number): string {
  if (!plan[index]?.isScored) return "·";
  return String(plan.slice(0, index + 1).filter((phase) => phase.isScored).length);
}
