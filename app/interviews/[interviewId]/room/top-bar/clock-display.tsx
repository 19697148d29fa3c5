"use client";

import clsx from "clsx";
import { Pause, TriangleAlert } from "lucide-react";
import { type Clock, paceOf, remainingMs, totalRemainingMs } from "@/lib/domain/clock";
import type { Plan } from "@/lib/domain/plan";
import { describeRemaining, formatRemaining } from "../rail/format-time";
import { useTicking } from "../rail/use-ticking";

/** The phase, what is left of it as the loudest thing on the screen, and what is left of everything. */
export function ClockDisplay({
  clock,
  plan,
  now,
}: {
  clock: Clock;
  plan: Plan;
  now: () => number;
}) {
  const left = useTicking(() => formatRemaining(remainingMs(clock, clock.phase, now())));
  const leftInWords = useTicking(() => describeRemaining(remainingMs(clock, clock.phase, now())));
  const total = useTicking(() => formatRemaining(totalRemainingMs(clock, now())));
  const pace = useTicking(() => paceOf(clock, clock.phase, now()));
  const isOver = left.startsWith("+");
  const isTotalOver = total.startsWith("+");
  return (
    <div className="flex min-w-0 items-center gap-3">
      <span className="hidden max-w-56 truncate font-medium text-sm md:inline">
        {plan[clock.phase]?.name}
      </span>
      <span
        role="timer"
        aria-label={`${plan[clock.phase]?.name ?? "Phase"}: ${leftInWords}`}
        className={clsx(
          "tabular flex items-center gap-1.5 font-bold text-xl",
          isOver ? "text-bad" : pace === "ending" && "text-warn",
        )}
      >
        {clock.status === "paused" ? (
          <Pause size={20} aria-hidden />
        ) : isOver || pace === "ending" ? (
          <TriangleAlert size={16} aria-hidden />
        ) : null}
        {left}
        {isOver ? <span className="font-medium text-sm">over</span> : null}
      </span>
      {clock.status === "paused" ? (
        <span className="font-medium text-ink-2 text-sm">Paused</span>
      ) : null}
      <span className="tabular hidden text-ink-2 text-sm whitespace-nowrap sm:inline">
        {isTotalOver ? `${total} over in all` : `${total} left in all`}
      </span>
    </div>
  );
}
