import { retryDelayMs } from "./retry";

/** Tries again, each time after a longer wait; one thing at a time. */
export class Backoff {
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Something has just failed, and not been followed by a success. */
  get isWorn(): boolean {
    return this.#attempt > 0;
  }

  /** Counts a failure without waiting for it. */
  wear(): void {
    this.#attempt += 1;
  }

  again(action: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, retryDelayMs(this.#attempt, Math.random()));
    this.#attempt += 1;
  }

  reset(): void {
    this.#attempt = 0;
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }
}
