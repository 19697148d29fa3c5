/**
 * What is committed of a plane, while the one document in memory may already hold more.
 *
 * Kept as bytes that a join sends as they are: a whole state, and the updates since. As long as
 * nothing waits for its commit the document itself is what is committed, and serves differences;
 * so the bytes are made when they are first needed and renewed when they have grown stale. In a
 * room where nobody has written yet the bytes are all there is: a document takes ten times as much.
 */
import * as Y from "yjs";
import { contentHash } from "@/lib/room-document/content-hash";
import { openRoots, type Plane } from "@/lib/room-document/roots";
import { UpdateStack } from "./update-stack";

/** While nobody joins, renewing the whole state saves memory only. */
const STALE_SHARE = 1 / 2;
const MIN_STALE_BYTES = 32 * 1024;

/**
 * Who joins is sent the edits since the whole state as well, each with a header of its own. Encoding a
 * state anew costs the server a fifth of what a page spends on reading it (2 and 10 ms for 260,000
 * keystrokes), so whoever joins is worth it long before the edits are as many bytes.
 */
const STALE_SHARE_AT_JOIN = 1 / 16;
const MIN_STALE_BYTES_AT_JOIN = 1024;

/** A whole state above this takes too long to be made a document again between two messages. */
const MAX_ASLEEP_BYTES = 16 * 1024;

/** Clocks that an edit brings its authors to. */
export type Clocks = readonly (readonly [client: number, clock: number])[];

interface Kept {
  /** Yjs update format V2. */
  whole: Uint8Array;
  since: UpdateStack;
  clocks: Map<number, number>;
}

export interface SyncedState {
  update: Uint8Array;
  encoding: 1 | 2;
  /** Format V1, after `update`. */
  since: Uint8Array[];
  stateVector: Uint8Array;
}

export class DurableState {
  readonly #plane: Plane;
  /** Null while only the bytes are kept. */
  #doc: Y.Doc | null;
  #kept: Kept | null = null;
  #hasBeenEdited = false;
  /** Edits in the document that are not committed. */
  #ahead = 0;
  #hash: string | null = null;

  /** @param doc holds what is committed; from here on it is asked for by `doc` each time */
  constructor(doc: Y.Doc, plane: Plane) {
    openRoots(doc, plane);
    this.#doc = doc;
    this.#plane = plane;
  }

  get doc(): Y.Doc {
    this.#doc ??= this.#wake();
    return this.#doc;
  }

  /** How far an author's edits go in the document; asking does not wake it. */
  clockOf(client: number): number {
    if (this.#doc) return Y.getState(this.#doc.store, client);
    return this.#kept?.clocks.get(client) ?? 0;
  }

  /** The document holds nothing that is not committed. */
  get isWhole(): boolean {
    return this.#ahead === 0;
  }

  /** To be called before the document takes an edit in. */
  beforeEdit(): void {
    if (this.isWhole) this.#keep();
    this.#hasBeenEdited = true;
  }

  /** The document has taken an edit in. */
  staged(): void {
    this.#ahead += 1;
  }

  committed(update: Uint8Array, clocks: Clocks): void {
    this.#ahead -= 1;
    this.#hash = null;
    const kept = this.#keep();
    kept.since.push(update);
    for (const [client, clock] of clocks) kept.clocks.set(client, clock);
    if (this.isWhole && this.#isStale(STALE_SHARE, MIN_STALE_BYTES)) this.#kept = null;
  }

  /** What a copy with this state vector lacks; null when it is none. */
  sync(stateVector: Uint8Array): SyncedState | null {
    let known: number;
    try {
      known = Y.decodeStateVector(stateVector).size;
    } catch {
      // Not a state vector: the caller's answer to the sender says so.
      return null;
    }
    // V2 is smaller for a whole document; for a few edits V1 is.
    if (known > 0 && this.isWhole)
      return {
        update: Y.encodeStateAsUpdate(this.doc, stateVector),
        encoding: 1,
        since: [],
        stateVector: Y.encodeStateVector(this.doc),
      };
    if (known === 0 && this.isWhole && this.#isStale(STALE_SHARE_AT_JOIN, MIN_STALE_BYTES_AT_JOIN))
      this.#kept = null;
    const { whole, since, clocks } = this.#keep();
    if (!this.#hasBeenEdited && whole.byteLength <= MAX_ASLEEP_BYTES) this.#sleep();
    return {
      update: known > 0 ? Y.diffUpdateV2(whole, stateVector) : whole,
      encoding: 2,
      since: since.updates,
      stateVector: Y.encodeStateVector(clocks),
    };
  }

  /** The whole committed state, format V2. */
  encode(): Uint8Array {
    if (this.#kept?.since.bytes === 0) return this.#kept.whole;
    if (!this.isWhole) return this.#withCopy(Y.encodeStateAsUpdateV2);
    this.#kept = null;
    return this.#keep().whole;
  }

  contentHash(): string {
    this.#hash ??= this.isWhole ? contentHash(this.doc) : this.#withCopy(contentHash);
    return this.#hash;
  }

  destroy(): void {
    this.#doc?.destroy();
  }

  #sleep(): void {
    this.#doc?.destroy();
    this.#doc = null;
  }

  #wake(): Y.Doc {
    const doc = new Y.Doc();
    openRoots(doc, this.#plane);
    const whole = this.#kept?.whole;
    if (whole) doc.transact(() => Y.applyUpdateV2(doc, whole));
    return doc;
  }

  /** The edits since the whole state have become too large a share of it. */
  #isStale(share: number, minBytes: number): boolean {
    if (!this.#kept) return false;
    const { whole, since } = this.#kept;
    return since.bytes > Math.max(minBytes, whole.byteLength * share);
  }

  #keep(): Kept {
    this.#kept ??= {
      whole: Y.encodeStateAsUpdateV2(this.doc),
      since: new UpdateStack(),
      clocks: Y.decodeStateVector(Y.encodeStateVector(this.doc)),
    };
    return this.#kept;
  }

  /** For the rare case that something whole is wanted in the middle of a burst of edits. */
  #withCopy<T>(use: (copy: Y.Doc) => T): T {
    const copy = new Y.Doc();
    const { whole, since } = this.#keep();
    copy.transact(() => {
      Y.applyUpdateV2(copy, whole);
      for (const update of since.updates) Y.applyUpdate(copy, update);
    });
    const result = use(copy);
    copy.destroy();
    return result;
  }
}
