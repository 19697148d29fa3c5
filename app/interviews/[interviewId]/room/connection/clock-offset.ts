/**
 * How far the server's clock is from this device's, from questions and their answers.
 *
 * An answer that was stamped between sending and receiving bounds the offset from both sides;
 * the shorter the round trip, the narrower the bounds. The estimate is the middle of what all
 * recent answers allow, so it is never worse than the one with the shortest round trip.
 *
 * Local times are monotonic (`performance.now()`): nobody can set them while we look.
 */

export interface ClockSample {
  sentAt: number;
  receivedAt: number;
  /** Epoch milliseconds. */
  serverNow: number;
}

interface Bounds {
  low: number;
  high: number;
}

/** Enough that some are quick on a bad line; old ones leave before quartz drift counts. */
const MAX_SAMPLES = 16;

export class ClockOffset {
  #bounds: Bounds[] = [];
  #offset: number | null = null;

  add({ sentAt, receivedAt, serverNow }: ClockSample): void {
    const latest = { low: serverNow - receivedAt, high: serverNow - sentAt };
    this.#bounds = [...this.#bounds, latest].slice(-MAX_SAMPLES);
    const low = Math.max(...this.#bounds.map((bounds) => bounds.low));
    const high = Math.min(...this.#bounds.map((bounds) => bounds.high));
    // One of the clocks has moved between the answers: only the newest one counts.
    if (low > high) this.#bounds = [latest];
    const agreed = low > high ? latest : { low, high };
    this.#offset = (agreed.low + agreed.high) / 2;
  }

  /** The device slept, and its monotonic clock with it: earlier answers no longer count. */
  slept(missedMs: number): void {
    this.#bounds = [];
    if (this.#offset !== null) this.#offset += missedMs;
  }

  /** Null before the first answer. */
  get offset(): number | null {
    return this.#offset;
  }
}
