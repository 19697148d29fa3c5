/**
 * The local copy of a browser, in IndexedDB.
 *
 * Writes queue up and go in one transaction per turn, so fast typing costs few of them and
 * their order is kept. After the first failed write nothing more is written for this tab: an
 * outbox with a hole in it could never be sent.
 */
import type { IDBPTransaction } from "idb";
import * as Y from "yjs";
import type { InterviewId, SenderId, UserId } from "@/lib/domain/ids";
import type { Plane } from "@/lib/room-document/roots";
import { type DeviceDatabase, type DeviceSchema, openDeviceDatabase } from "./device-database";
import type { LoadedCopy, LocalCopy, StoredOutbox } from "./local-copy";
import type { OutboxEntry } from "./outbox";
import type { RefusedEdits } from "./room-state";
import { browserTabLocks, type TabLocks } from "./tab-locks";

/** Joining this many updates takes milliseconds; reading as many separately takes longer. */
export const COMPACT_AFTER = 500;

const STORES = ["updates", "outbox", "refused"] as const;
type Write = IDBPTransaction<DeviceSchema, typeof STORES, "readwrite">;
type WriteStep = (tx: Write) => Promise<unknown>;

export function planeKey(interviewId: InterviewId, plane: Plane): string {
  return `${interviewId}/${plane}`;
}

export function openIndexedDbCopy(options: {
  userId: UserId;
  interviewId: InterviewId;
  plane: Plane;
  locks?: TabLocks;
}): LocalCopy {
  const locks = options.locks ?? browserTabLocks();
  return new IndexedDbCopy(options.userId, planeKey(options.interviewId, options.plane), locks);
}

/** Forgets one interview, for a person who has no part in it any more. */
export async function wipeInterview(userId: UserId, interviewId: InterviewId): Promise<void> {
  const planes: Plane[] = ["shared", "private"];
  const db = await openDeviceDatabase(userId, () => undefined);
  const tx = db.transaction(STORES, "readwrite");
  for (const plane of planes) {
    const key = planeKey(interviewId, plane);
    for (const name of ["updates", "refused"] as const) {
      const store = tx.objectStore(name);
      for (const row of await store.index("plane").getAllKeys(key)) await store.delete(row);
    }
    await tx.objectStore("outbox").delete(outboxOf(key));
  }
  await tx.done;
  db.close();
}

/** All edits of a plane, or of one sender in it, up to a number. */
function outboxOf(plane: string, sender?: SenderId, throughSeq = Number.POSITIVE_INFINITY) {
  return sender === undefined
    ? IDBKeyRange.bound([plane, 0, 0], [plane, Number.POSITIVE_INFINITY, 0])
    : IDBKeyRange.bound([plane, sender, 0], [plane, sender, throughSeq]);
}

class IndexedDbCopy implements LocalCopy {
  #plane: string;
  #locks: TabLocks;
  #db: Promise<DeviceDatabase | null>;
  #isKept = true;
  #listeners: (() => void)[] = [];
  #mine = new Set<SenderId>();
  #queue: WriteStep[] = [];
  #draining: Promise<void> | null = null;
  /** Confirmed updates written since they were last joined. */
  #loose = 0;

  constructor(userId: UserId, plane: string, locks: TabLocks) {
    this.#plane = plane;
    this.#locks = locks;
    this.#db = openDeviceDatabase(userId, () => this.#notKept()).catch(() => {
      this.#notKept();
      return null;
    });
  }

  get isKept(): boolean {
    return this.#isKept;
  }

  onKept(listener: () => void): void {
    this.#listeners.push(listener);
  }

  async load(): Promise<LoadedCopy> {
    return this.#read({ updates: [], refused: [] }, async (db) => {
      const tx = db.transaction(["updates", "refused"]);
      const updates = await tx.objectStore("updates").index("plane").getAll(this.#plane);
      const refused = await tx.objectStore("refused").index("plane").getAll(this.#plane);
      this.#loose = updates.length;
      if (this.#loose > COMPACT_AFTER) this.#compact();
      return {
        updates: updates.map((row) => row.update),
        refused: refused.map((row) => row.edits),
      };
    });
  }

  claim(sender: SenderId): void {
    this.#mine.add(sender);
    // Its name is random, so nobody else can hold it.
    void this.#locks.tryHold(this.#lockName(sender));
  }

  /** One tab at a time: edits of dead tabs build on each other and should come into one hand. */
  adopt(): Promise<StoredOutbox[]> {
    return this.#locks.alone(this.#lockName("adopting"), () => this.#adoptAll());
  }

  #adoptAll(): Promise<StoredOutbox[]> {
    return this.#read([], async (db) => {
      const firstAt = new Map<SenderId, number>();
      for (const { sender, at } of await db.getAll("outbox", outboxOf(this.#plane)))
        if (!this.#mine.has(sender)) firstAt.set(sender, Math.min(at, firstAt.get(sender) ?? at));
      const oldestFirst = [...firstAt].sort(([, a], [, b]) => a - b).map(([sender]) => sender);
      const adopted: StoredOutbox[] = [];
      for (const sender of oldestFirst) {
        if (!(await this.#locks.tryHold(this.#lockName(sender)))) continue;
        this.#mine.add(sender);
        // Read after the lock is held: until then its tab may still have been writing.
        const rows = await db.getAll("outbox", outboxOf(this.#plane, sender));
        const entries = withoutHoles(rows.map(({ seq, update }) => ({ seq, update })));
        if (entries.length > 0) adopted.push({ sender, entries });
      }
      return adopted;
    });
  }

  keepEdit(sender: SenderId, { seq, update }: OutboxEntry): void {
    const row = { plane: this.#plane, sender, seq, at: Date.now(), update };
    this.#write((tx) => tx.objectStore("outbox").put(row));
  }

  confirm(sender: SenderId, throughSeq: number): void {
    const range = outboxOf(this.#plane, sender, throughSeq);
    this.#write(async (tx) => {
      const outbox = tx.objectStore("outbox");
      for (const { update } of await outbox.getAll(range))
        await tx.objectStore("updates").add({ plane: this.#plane, update });
      await outbox.delete(range);
    });
    this.#countLoose();
  }

  addConfirmed(update: Uint8Array): void {
    this.#write((tx) => tx.objectStore("updates").add({ plane: this.#plane, update }));
    this.#countLoose();
  }

  dropEdits(sender: SenderId, throughSeq: number): void {
    const range = IDBKeyRange.bound(
      [this.#plane, sender, throughSeq],
      [this.#plane, sender, Number.POSITIVE_INFINITY],
      true,
    );
    this.#write((tx) => tx.objectStore("outbox").delete(range));
  }

  replaceConfirmed(state: Uint8Array): void {
    this.#write(async (tx) => {
      await this.#deleteAll(tx, "updates");
      await tx.objectStore("updates").add({ plane: this.#plane, update: state });
    });
  }

  keepRefused(edits: RefusedEdits): void {
    this.#write((tx) => tx.objectStore("refused").add({ plane: this.#plane, edits }));
  }

  dropRefused(): void {
    this.#write((tx) => this.#deleteAll(tx, "refused"));
  }

  async settled(): Promise<void> {
    while (this.#draining) await this.#draining;
  }

  async close(): Promise<void> {
    await this.settled();
    (await this.#db)?.close();
    this.#locks.releaseAll();
  }

  #lockName(sender: SenderId | "adopting"): string {
    return `dryrun/${this.#plane}/${sender}`;
  }

  async #deleteAll(tx: Write, name: "updates" | "refused"): Promise<void> {
    const store = tx.objectStore(name);
    for (const key of await store.index("plane").getAllKeys(this.#plane)) await store.delete(key);
  }

  #countLoose(): void {
    this.#loose += 1;
    if (this.#loose > COMPACT_AFTER) this.#compact();
  }

  /** Through a document and not by merging updates: that grows with the square of their number. */
  #compact(): void {
    this.#loose = 1;
    this.#write(async (tx) => {
      const store = tx.objectStore("updates");
      const doc = new Y.Doc();
      const rows = await store.index("plane").getAll(this.#plane);
      doc.transact(() => {
        for (const { update } of rows) Y.applyUpdate(doc, update);
      });
      // Another tab may have stored what builds on edits of ours that are still on their way.
      if (doc.store.pendingStructs || doc.store.pendingDs) return;
      await this.#deleteAll(tx, "updates");
      await store.add({ plane: this.#plane, update: Y.encodeStateAsUpdate(doc) });
    });
  }

  async #read<T>(fallback: T, read: (db: DeviceDatabase) => Promise<T>): Promise<T> {
    try {
      const db = await this.#db;
      return db && this.#isKept ? await read(db) : fallback;
    } catch {
      // A copy that cannot be read is no copy; the server's state is fetched whole.
      this.#notKept();
      return fallback;
    }
  }

  #write(step: WriteStep): void {
    if (!this.#isKept) return;
    this.#queue.push(step);
    this.#draining ??= this.#drain();
  }

  async #drain(): Promise<void> {
    const db = await this.#db;
    while (db && this.#isKept && this.#queue.length > 0) {
      const steps = this.#queue.splice(0);
      try {
        // Relaxed durability loses at most what a power cut catches in the air.
        const tx = db.transaction(STORES, "readwrite", { durability: "relaxed" });
        const done = tx.done;
        // A step that fails says so itself; the transaction then fails a second time, unheard.
        done.catch(() => undefined);
        for (const step of steps) await step(tx);
        await done;
      } catch {
        // No room left, or the browser took the database away: the tab works on without a copy.
        this.#notKept();
      }
    }
    this.#queue = [];
    this.#draining = null;
  }

  #notKept(): void {
    if (!this.#isKept) return;
    this.#isKept = false;
    for (const listener of this.#listeners) listener();
  }
}

/** Edits up to the first missing number: what comes after could never be sent. */
function withoutHoles(entries: readonly OutboxEntry[]): OutboxEntry[] {
  const first = entries[0]?.seq ?? 0;
  return entries.filter((entry, i) => entry.seq === first + i);
}
