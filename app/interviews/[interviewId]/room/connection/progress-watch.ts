/** Longer than any commit on a healthy server; people should not see "Not saved" flicker. */
export const STUCK_AFTER_MS = 4_000;

/** Notices when something waits and nothing has moved for a while. */
export class ProgressWatch {
  #isStuck = false;
  #onStuck: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onStuck: () => void) {
    this.#onStuck = onStuck;
  }

  get isStuck(): boolean {
    return this.#isStuck;
  }

  /** There was progress, or something has begun to wait. */
  moved(isWaiting: boolean): void {
    clearTimeout(this.#timer);
    this.#isStuck = false;
    if (!isWaiting) return;
    this.#timer = setTimeout(() => {
      this.#isStuck = true;
      this.#onStuck();
    }, STUCK_AFTER_MS);
  }
}
