/** What waits to be stored, and how it is joined into one statement. */
import type { LogAppend, LogClientOwner } from "../db/log-entries";

/** What a room hands over: one sender's next edits. */
export interface WaitingItem {
  author: number;
  sender: number;
  firstSeq: number;
  lastSeq: number;
  data: Uint8Array;
  clients: readonly LogClientOwner[];
}

/** One log of a live room, for as long as the room is sure of it. */
export interface LogTarget {
  readonly log: number;
  /** The oldest `count` items that waited are stored; `number` is the log's newest of them. */
  committed(count: number, number: number): void;
  /** The log cannot go on: what waited of it is dropped, and the room must be loaded again. */
  failed(): void;
}

/** Bookkeeping of one waiting item, beside its bytes. */
export const ITEM_OVERHEAD_BYTES = 200;

export interface Waiting {
  target: LogTarget;
  item: WaitingItem;
}

/** What one statement stores for one log and sender. */
export interface Batched {
  target: LogTarget;
  append: LogAppend;
  /** Items that were joined into it. */
  count: number;
}

/** What an item counts for while it waits. */
export function costOf(item: WaitingItem): number {
  return item.data.byteLength + ITEM_OVERHEAD_BYTES;
}

/** Joins items that follow each other, one append per log and sender, in the order of arrival. */
export function toBatch(taken: readonly Waiting[]): Batched[] {
  const bySender = new Map<LogTarget, Map<number, Waiting[]>>();
  for (const waiting of taken) {
    const senders = bySender.get(waiting.target) ?? new Map<number, Waiting[]>();
    bySender.set(waiting.target, senders);
    const sameSender = senders.get(waiting.item.sender);
    if (sameSender) sameSender.push(waiting);
    else senders.set(waiting.item.sender, [waiting]);
  }
  const batch: Batched[] = [];
  for (const [target, senders] of bySender) {
    for (const group of senders.values()) {
      const items = group.map((waiting) => waiting.item);
      const [first, last] = [items[0], items.at(-1)];
      if (!first || !last) continue;
      const append = {
        log: target.log,
        author: first.author,
        sender: first.sender,
        firstSeq: first.firstSeq,
        lastSeq: last.lastSeq,
        data: items.length === 1 ? first.data : Buffer.concat(items.map((item) => item.data)),
        clients: items.flatMap((item) => item.clients),
      };
      batch.push({ target, append, count: items.length });
    }
  }
  return batch;
}
