/**
 * The clock on the page: what is left, changing exactly when the shown second does. Each tick
 * is planned anew from the server's time, so no delay adds up.
 */
import { useEffect, useLayoutEffect, useState } from "react";
import { type Clock, type Pace, paceOf, remainingMs, totalRemainingMs } from "@/lib/domain/clock";
import { nextTickMs } from "./next-tick";

export interface Countdown {
  /** Left of the open phase; negative once it runs over. */
  phaseMs: number;
  /** Left of the whole interview; negative once it runs over. */
  totalMs: number;
  pace: Pace;
  isRunning: boolean;
}

/** @param serverNow the room's, the same function for the life of the page */
export function useCountdown(clock: Clock, serverNow: () => number): Countdown {
  const [now, setNow] = useState(serverNow);

  // Before anything is painted: the last tick may be older than the new clock.
  useLayoutEffect(() => setNow(Math.max(serverNow(), startOf(clock))), [clock, serverNow]);

  useEffect(() => {
    if (clock.status !== "running") return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = () => {
      clearTimeout(timer);
      const at = serverNow();
      setNow(at);
      timer = setTimeout(tick, nextTickMs(remainingMs(clock, clock.phase, at)));
    };
    tick();
    // Hidden pages get their timers late.
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [clock, serverNow]);

  return {
    phaseMs: remainingMs(clock, clock.phase, now),
    totalMs: totalRemainingMs(clock, now),
    pace: paceOf(clock, clock.phase, now),
    isRunning: clock.status === "running",
  };
}

function startOf(clock: Clock): number {
  return clock.status === "running" ? clock.since : clock.pausedAt;
}
