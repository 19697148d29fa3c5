"use client";

import clsx from "clsx";
import { Pause, Play, TriangleAlert } from "lucide-react";
import { phaseColour } from "@/app/_components/phase-colour";
import { formatBudget, formatRemaining, formatSpent } from "./format-time";
import { useTicking } from "./use-ticking";

/** Fine enough to look like growing, coarse enough to be drawn a few times a minute. */
const FILL_STEPS = 200;

export function PhaseRow({
  index,
  label,
  name,
  isCurrent,
  isPaused,
  budgetMs,
  spentMs,
  isEnding: readEnding,
}: {
  index: number;
  label: string;
  name: string;
  isCurrent: boolean;
  isPaused: boolean;
  budgetMs: number;
  /** What the phase has had until now. */
  spentMs: () => number;
  /** Whether its last minute has begun, or is over. */
  isEnding: () => boolean;
}) {
  const had = useTicking(() => formatSpent(spentMs()));
  const fill = useTicking(() => {
    const share = budgetMs > 0 ? Math.min(1, spentMs() / budgetMs) : 0;
    return Math.round(share * FILL_STEPS) / FILL_STEPS;
  });
  const over = useTicking(() => {
    const text = formatRemaining(budgetMs - spentMs());
    return text.startsWith("+") ? text : "";
  });
  const isEnding = useTicking(readEnding);
  const isBegun = had !== "0:00";
  const isOver = over !== "";
  return (
    <li
      aria-current={isCurrent ? "step" : undefined}
      className={clsx(
        "relative overflow-hidden border-line border-b px-3 py-1.5",
        isCurrent && "bg-surface",
      )}
    >
      <span
        aria-hidden
        className="absolute inset-y-0 left-0 opacity-18 transition-[width]"
        style={{
          width: `${fill * 100}%`,
          background: fillColour(index, isCurrent && isOver, isEnding),
        }}
      />
      {isCurrent ? <span aria-hidden className="absolute inset-y-0 left-0 w-1 bg-accent" /> : null}
      <span className="relative flex gap-2">
        <span aria-hidden className="tabular w-3 shrink-0 text-center text-ink-2 text-sm">
          {label}
        </span>
        <span className="min-w-0 flex-1">
          <span
            className={clsx(
              "block text-sm leading-snug",
              isCurrent ? "font-bold" : "font-medium",
              !isCurrent && !isBegun && "text-ink-2",
            )}
          >
            {name}
          </span>
          <span className="tabular flex flex-wrap items-center gap-x-1.5 text-ink-2 text-xs">
            {isCurrent ? (
              isPaused ? (
                <Pause size={12} aria-label="Paused" />
              ) : (
                <Play size={12} aria-label="Now" />
              )
            ) : null}
            <span>
              {isBegun ? (
                <>
                  <span className="sr-only">had </span>
                  {had} <span aria-hidden>/</span>
                  <span className="sr-only">of</span>{" "}
                </>
              ) : null}
              {formatBudget(budgetMs)} min
            </span>
            {isOver ? (
              <span className="inline-flex items-center gap-1 font-medium text-bad">
                <TriangleAlert size={12} aria-hidden />
                {over}
                <span className={isCurrent ? undefined : "sr-only"}>over</span>
              </span>
            ) : isEnding ? (
              <span className="inline-flex items-center gap-1 font-medium text-warn">
                <TriangleAlert size={12} aria-hidden />
                ending
              </span>
            ) : null}
          </span>
        </span>
      </span>
    </li>
  );
}

/** Warnings are for the phase that is open; what is over is history, told in words. */
function fillColour(index: number, isOver: boolean, isEnding: boolean): string {
  if (isOver) return "var(--bad)";
  return isEnding ? "var(--warn)" : phaseColour(index);
}
