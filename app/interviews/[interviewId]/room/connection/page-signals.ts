/**
 * What the browser tells about the world outside: the page is seen again, the network came or
 * went, the laptop woke up. Without a browser only waking is noticed.
 */
export interface PageSignals {
  /** The network may have come or gone, or the page was away: what was true before may not be. */
  onDoubt: () => void;
  /** @param missedMs what the monotonic clock did not count */
  onWake: (missedMs: number) => void;
}

const LOOK_EVERY_MS = 2_000;
/** A timer this late was not merely busy. */
const LATE_MS = 10_000;
/** Clocks that disagree by this much over one look did not just drift. */
const MISSED_MS = 1_000;

/** @returns stops listening */
export function listenToPage({ onDoubt, onWake }: PageSignals): () => void {
  let wall = Date.now();
  let monotonic = performance.now();
  const look = () => {
    const wallPassed = Date.now() - wall;
    const missedMs = wallPassed - (performance.now() - monotonic);
    wall = Date.now();
    monotonic = performance.now();
    if (Math.abs(missedMs) > MISSED_MS) onWake(missedMs);
    else if (wallPassed > LOOK_EVERY_MS + LATE_MS) onWake(0);
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  const seen = () => {
    if (document.visibilityState !== "visible") return;
    look();
    onDoubt();
  };
  const hasPage = typeof document !== "undefined";
  if (hasPage) {
    document.addEventListener("visibilitychange", seen);
    window.addEventListener("online", onDoubt);
    window.addEventListener("offline", onDoubt);
  }
  return () => {
    clearInterval(timer);
    if (!hasPage) return;
    document.removeEventListener("visibilitychange", seen);
    window.removeEventListener("online", onDoubt);
    window.removeEventListener("offline", onDoubt);
  };
}
