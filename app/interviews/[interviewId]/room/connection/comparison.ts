/**
 * When a plane is compared with the server's, and when a difference is believed: it may have been
 * a matter of order the first time, and is repaired once a line.
 */

/** A plane that has not changed for this long is compared with the server's. */
export const COMPARE_WHEN_IDLE_MS = 30_000;
/** Before a difference is believed it is looked at again. */
export const COMPARE_AGAIN_MS = 1_000;

export class Comparison {
  readonly #compare: () => void;
  /** How often in a row the content was found to differ. */
  #differences = 0;
  #hasBeenRepaired = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param compare begins an exchange, which ends in `settle` */
  constructor(compare: () => void) {
    this.#compare = compare;
  }

  /** The difference is real: the document has to be fetched anew. */
  get isDifferent(): boolean {
    return this.#differences > 1;
  }

  /** A new line: nothing is known of it. */
  begin(): void {
    this.#differences = 0;
    this.#hasBeenRepaired = false;
  }

  settle(differs: boolean, isRepaired: boolean): void {
    this.#hasBeenRepaired ||= isRepaired;
    this.#differences = differs && !this.#hasBeenRepaired ? this.#differences + 1 : 0;
    if (this.#differences > 0) this.#in(this.#differences === 1 ? COMPARE_AGAIN_MS : 0);
  }

  whenIdle(): void {
    this.#in(COMPARE_WHEN_IDLE_MS);
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }

  #in(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#compare, delayMs);
  }
}
