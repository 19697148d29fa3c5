"use client";

import { warnBeforeMs } from "@/lib/domain/clock";
import type { Plan } from "@/lib/domain/plan";
import { PhaseRow } from "./phase-row";

/** The phases as a vertical track, each with what was planned, what it had, and a fill that grows. */
export function PhaseRail({
  plan,
  budgetMs,
  spentMs,
  current,
  isPaused,
}: {
  plan: Plan;
  /** Budget of each phase as it stands now. */
  budgetMs: readonly number[];
  /** What a phase has had until now. */
  spentMs: (phase: number) => number;
  /** The phase that is open; null when the interview is over. */
  current: number | null;
  isPaused: boolean;
}) {
  return (
    <ol aria-label="Phases" className="m-0 flex list-none flex-col p-0">
      {plan.map((phase, index) => {
        const budget = budgetMs[index] ?? 0;
        return (
          <PhaseRow
            key={phase.phaseId}
            index={index}
            label={phaseLabel(plan, index)}
            name={phase.name}
            isCurrent={current === index}
            isPaused={isPaused}
            budgetMs={budget}
            spentMs={() => spentMs(index)}
            isEnding={() => current === index && budget - spentMs(index) <= warnBeforeMs(budget)}
          />
        );
      })}
    </ol>
  );
}

/** Scored phases are numbered from 1; bookends have no number. */
function phaseLabel(plan: Plan, index: number): string {
  if (!plan[index]?.isScored) return "·";
  return String(plan.slice(0, index + 1).filter((phase) => phase.isScored).length);
}
