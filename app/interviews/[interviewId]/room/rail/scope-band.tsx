"use client";

import type { Clock } from "@/lib/domain/clock";
import { MINUTE_MS } from "@/lib/domain/plan";
import { scopeLeftMs } from "@/lib/domain/scope-window";
import { formatRemaining } from "./format-time";
import { useTicking } from "./use-ticking";

/**
 * A quiet line in the first minutes: only scope belongs here, and until when. It goes by the clock,
 * so it waits while the clock is paused and disappears by itself. Above the phases there is room for
 * the line alone; in the side panel it says what that means.
 */
export function ScopeBand({
  window: { minutes, says },
  clock,
  now,
  isExplained = false,
}: {
  window: { minutes: number; says: string };
  clock: Clock;
  now: () => number;
  isExplained?: boolean | undefined;
}) {
  const left = useTicking(() => {
    const ms = scopeLeftMs(minutes * MINUTE_MS, clock, now());
    return ms > 0 ? formatRemaining(ms) : "";
  });
  if (left === "") return null;
  return (
    <section
      aria-label={isExplained ? "What the first minutes are for" : "Scope first"}
      className="shrink-0 border-line border-b border-l-2 border-l-accent bg-sunken px-3 py-2 text-xs"
    >
      <p className="tabular font-medium">
        Scope first, until minute {minutes} <span className="text-ink-2">({left} left)</span>
      </p>
      {isExplained ? <p className="text-ink-2">{says}</p> : null}
    </section>
  );
}
