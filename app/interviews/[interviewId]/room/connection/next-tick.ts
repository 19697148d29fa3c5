const SECOND_MS = 1_000;
/** Timers may fire a little early; a tick before its second would show the old one for another. */
const MARGIN_MS = 5;

/** Until the shown second changes: whole seconds are rounded up before zero, and down after it. */
export function nextTickMs(remainingMs: number): number {
  const untilWhole = ((remainingMs % SECOND_MS) + SECOND_MS) % SECOND_MS;
  return (untilWhole === 0 ? SECOND_MS : untilWhole) + MARGIN_MS;
}
