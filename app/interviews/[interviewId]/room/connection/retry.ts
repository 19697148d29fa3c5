/**
 * How long to wait before trying again: the first time between 0.1 and 1 s, so that a room
 * full of people does not come back at the same moment, then growing to a cap.
 */
const FIRST_MEAN_MS = 550;
const SPREAD = 0.82;
/** A laptop that was away for an hour should not look dead for long once it is back. */
export const LONGEST_RETRY_MS = 10_000;
/** 2^5 times the first is past the cap. */
const LAST_DOUBLING = 5;

/** @param random between 0 and 1 */
export function retryDelayMs(attempt: number, random: number): number {
  const mean = FIRST_MEAN_MS * 2 ** Math.min(attempt, LAST_DOUBLING);
  return Math.min(LONGEST_RETRY_MS, mean * (1 + (random * 2 - 1) * SPREAD));
}
