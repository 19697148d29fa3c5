/**
 * How far apart commits are. A commit costs the process and the database the same for one edit as
 * for ten, so under load a short wait saves more CPU than it costs anybody: nothing for a few rooms,
 * 5 ms at a thousand edits a second, 10 ms from two thousand on.
 */

/** Rates are counted over about this long: shorter than a burst of typing, longer than a commit. */
const WINDOW_MS = 100;
/** Milliseconds between commits, for each edit that arrives in a millisecond. */
const DISTANCE_PER_RATE = 5;
const MAX_DISTANCE_MS = 10;
/** Timers are no finer. */
const MIN_WAIT_MS = 1;

export class CommitPace {
  /** Edits a millisecond. */
  #rate = 0;
  #takenAt = Number.NEGATIVE_INFINITY;

  /** @param now milliseconds of a clock that never goes back */
  taken(count: number, now: number): void {
    this.#rate = this.#rate * Math.exp((this.#takenAt - now) / WINDOW_MS) + count / WINDOW_MS;
    this.#takenAt = now;
  }

  /** How long the next commit should still wait; 0 for not at all. */
  waitMs(now: number): number {
    const distance = Math.min(MAX_DISTANCE_MS, this.#rate * DISTANCE_PER_RATE);
    const wait = distance - (now - this.#takenAt);
    return wait < MIN_WAIT_MS ? 0 : wait;
  }
}
