import { type LogRow, rebuildDocument } from "@/lib/recording/rebuild";
import type { LogTarget, WaitingItem } from "../log-batch";
import type { StoredPlane } from "../plane-document";

/** One plane's log in memory: what waits is stored when a test says so. */
export class FakeLog {
  readonly log: number;
  readonly rows: LogRow[] = [];
  readonly #senders = new Map<number, { author: number; lastSeq: number }>();
  readonly #clients = new Map<number, number>();
  #waiting: { target: LogTarget; item: WaitingItem }[] = [];

  constructor(log: number, starter: Uint8Array) {
    this.log = log;
    this.rows.push({ number: 1, data: starter });
  }

  get waitingCount(): number {
    return this.#waiting.length;
  }

  append(target: LogTarget, item: WaitingItem): void {
    this.#waiting.push({ target, item });
  }

  /** Stores the oldest `count` items as one commit: a row for each author, in their order. */
  commit(count = this.#waiting.length): void {
    const taken = this.#waiting.splice(0, count);
    const [first] = taken;
    if (!first) return;
    const authors = [...new Set(taken.map(({ item }) => item.author))].sort((a, b) => a - b);
    for (const author of authors) {
      const parts = taken.filter(({ item }) => item.author === author).map(({ item }) => item.data);
      const data = Buffer.concat(parts);
      if (data.byteLength > 0) this.rows.push({ number: this.rows.length + 1, data });
    }
    for (const { item } of taken) this.#note(item);
    first.target.committed(taken.length, this.rows.length);
  }

  /** The database refuses this log: nothing that waits is stored. */
  fail(): void {
    const [first] = this.#waiting;
    this.#waiting = [];
    first?.target.failed();
  }

  /** What a room that loads now is given. */
  stored(): StoredPlane {
    const { doc, number } = rebuildDocument(null, this.rows);
    return {
      log: this.log,
      doc,
      number,
      senders: [...this.#senders].map(([sender, state]) => ({ sender, ...state })),
      clients: [...this.#clients].map(([clientId, author]) => ({ clientId, author })),
      keyframeBytes: 0,
      bytesSince: this.rows.reduce((sum, row) => sum + row.data.byteLength, 0),
    };
  }

  #note({ sender, author, firstSeq, lastSeq, clients }: WaitingItem): void {
    const seen = this.#senders.get(sender)?.lastSeq ?? 0;
    if (firstSeq !== seen + 1) throw new Error(`Sender ${sender} has a gap after ${seen}`);
    this.#senders.set(sender, { author, lastSeq });
    for (const { clientId, author: owner } of clients)
      if (!this.#clients.has(clientId)) this.#clients.set(clientId, owner);
  }
}
