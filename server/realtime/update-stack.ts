import * as Y from "yjs";

/**
 * How many updates are merged into one. Merging costs the square of their number; at this many it
 * is some 2 µs for each keystroke, and a page of typing stays one short update.
 */
const FAN_IN = 64;
/** A merged update is merged once more; further up they would be too large to merge between two messages. */
const LEVELS = 3;

/** Yjs updates (V1) in their order, merged as they gather, so that their number grows slowly. */
export class UpdateStack {
  /** The oldest, most merged level last. */
  readonly #levels: Uint8Array[][] = Array.from({ length: LEVELS }, () => []);
  #bytes = 0;

  /** Of all that was pushed; an upper bound of what is kept. */
  get bytes(): number {
    return this.#bytes;
  }

  get updates(): Uint8Array[] {
    return this.#levels.toReversed().flat();
  }

  push(update: Uint8Array): void {
    this.#bytes += update.byteLength;
    this.#pushTo(0, update);
  }

  #pushTo(index: number, update: Uint8Array): void {
    const level = this.#levels[index];
    if (!level) return;
    level.push(update);
    if (level.length < FAN_IN || index === LEVELS - 1) return;
    this.#pushTo(index + 1, Y.mergeUpdates(level.splice(0)));
  }
}
