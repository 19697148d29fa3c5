/** The first minutes of an interview, in which only scope belongs. */
import { type Clock, settledMs } from "./clock";

/**
 * What is left of the window, in milliseconds of the clock; never negative. It counts what all
 * phases have had, so a pause stops it and a step back to an earlier phase gives nothing back.
 */
export function scopeLeftMs(windowMs: number, clock: Clock, now: number): number {
  const had = settledMs(clock, now).reduce((sum, ms) => sum + ms, 0);
  return Math.max(0, windowMs - had);
}
