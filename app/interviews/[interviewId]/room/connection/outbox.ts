/**
 * Edits of one sender that are not acknowledged yet, in the order they were made.
 *
 * Numbers follow each other without a gap, so the server can tell a repeated edit from
 * a new one, and a missing one from both.
 */
import type { SenderId } from "@/lib/domain/ids";
import { MAX_PART_BYTES, MAX_UPDATE_BYTES, MAX_UPDATES_PER_FRAME } from "@/lib/protocol/messages";

export interface OutboxEntry {
  seq: number;
  /** Yjs update, format V1. */
  update: Uint8Array;
}

export type Frame =
  | { kind: "updates"; firstSeq: number; lastSeq: number; updates: Uint8Array[] }
  /** One update that is larger than a frame. */
  | { kind: "parts"; lastSeq: number; parts: Uint8Array[] }
  /** One update that no server takes. */
  | { kind: "too-large"; lastSeq: number };

export class Outbox {
  #entries: OutboxEntry[];
  #lastSeq: number;
  #sentThrough: number;

  /** @param entries kept from another tab's life; numbers without a gap */
  constructor(
    readonly sender: SenderId,
    entries: readonly OutboxEntry[] = [],
  ) {
    this.#entries = [...entries];
    this.#lastSeq = entries.at(-1)?.seq ?? 0;
    this.#sentThrough = this.acknowledgedThrough;
  }

  get waiting(): number {
    return this.#entries.length;
  }

  get entries(): readonly OutboxEntry[] {
    return this.#entries;
  }

  get acknowledgedThrough(): number {
    return this.#lastSeq - this.#entries.length;
  }

  add(update: Uint8Array): OutboxEntry {
    this.#lastSeq += 1;
    const entry = { seq: this.#lastSeq, update };
    this.#entries.push(entry);
    return entry;
  }

  /** @returns whether anything was waiting for this */
  acknowledge(throughSeq: number): boolean {
    const count = Math.min(throughSeq - this.acknowledgedThrough, this.#entries.length);
    if (count <= 0) return false;
    this.#entries.splice(0, count);
    this.#sentThrough = Math.max(this.#sentThrough, this.acknowledgedThrough);
    return true;
  }

  /** Everything that is not acknowledged is to be sent again. */
  rewind(): void {
    this.#sentThrough = this.acknowledgedThrough;
  }

  /** Gives up everything after `seq`; what is up to there still waits for its acknowledgement. */
  cutAfter(seq: number): OutboxEntry[] {
    const kept = Math.max(0, seq - this.acknowledgedThrough);
    const cut = this.#entries.splice(kept);
    this.#lastSeq -= cut.length;
    this.#sentThrough = Math.min(this.#sentThrough, this.#lastSeq);
    return cut;
  }

  /** The next edits to send, at most a frame full of them; null when all are on their way. */
  nextFrame(): Frame | null {
    const unsent = this.#entries.slice(
      this.#sentThrough - this.acknowledgedThrough,
      this.#sentThrough - this.acknowledgedThrough + MAX_UPDATES_PER_FRAME,
    );
    const first = unsent[0];
    if (!first) return null;
    const frame = frameOf(first, unsent);
    this.#sentThrough = frame.lastSeq;
    return frame;
  }
}

function frameOf(first: OutboxEntry, unsent: readonly OutboxEntry[]): Frame {
  const { seq, update } = first;
  if (update.byteLength > MAX_UPDATE_BYTES) return { kind: "too-large", lastSeq: seq };
  if (update.byteLength > MAX_PART_BYTES) {
    const parts: Uint8Array[] = [];
    for (let at = 0; at < update.byteLength; at += MAX_PART_BYTES)
      parts.push(update.subarray(at, at + MAX_PART_BYTES));
    return { kind: "parts", lastSeq: seq, parts };
  }
  const updates: Uint8Array[] = [];
  let bytes = 0;
  for (const entry of unsent) {
    bytes += entry.update.byteLength;
    if (bytes > MAX_PART_BYTES) break;
    updates.push(entry.update);
  }
  return { kind: "updates", firstSeq: seq, lastSeq: seq + updates.length - 1, updates };
}
