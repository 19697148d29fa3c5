/**
 * A log to the document it tells of: the newest keyframe, then the rows after it.
 *
 * Pure, and the one way from stored rows to a document: a room that loads, a test
 * that compares, and the replay all come through here.
 */
import * as Y from "yjs";
import { bareDocument } from "../room-document/roots";
import { decodeLogItems } from "./log-entry";

export interface Keyframe {
  number: number;
  /** Whole state, Yjs update format V2. */
  data: Uint8Array;
}

export interface LogRow {
  number: number;
  data: Uint8Array;
}

export interface Rebuilt {
  doc: Y.Doc;
  /** Number of the last row that is in the document. */
  number: number;
}

/** Rows to a document, in as many steps as there is time for. */
export class Rebuild {
  readonly doc = bareDocument();
  #number = 0;

  constructor(keyframe: Keyframe | null) {
    if (!keyframe) return;
    Y.applyUpdateV2(this.doc, keyframe.data);
    this.#number = keyframe.number;
  }

  /**
   * @param rows in the order of their numbers, the first one following what was added before
   * @throws when a number is missing
   */
  add(rows: Iterable<LogRow>): void {
    this.doc.transact(() => {
      for (const row of rows) {
        if (row.number !== this.#number + 1)
          throw new Error(`The log goes from number ${this.#number} to ${row.number}`);
        for (const item of decodeLogItems(row.data))
          if (item.type === "edit") Y.applyUpdate(this.doc, item.update);
        this.#number = row.number;
      }
    });
  }

  /**
   * What the rows so far tell of, if they end with a whole commit: its entries share their time and are in
   * the order of their authors, so the first of them may build on the last.
   *
   * @throws when an edit needs one that is not there: such a log is damaged, and half a document must
   *   never be taken for the whole
   */
  finish(): Rebuilt {
    const { doc } = this;
    if (doc.store.pendingStructs || doc.store.pendingDs)
      throw new Error(`The log up to number ${this.#number} lacks edits that later ones build on`);
    return { doc, number: this.#number };
  }
}

/**
 * @param rows in the order of their numbers, the first one following the keyframe (or 1 without one); of
 *   whole commits
 * @throws when the log is damaged, see `Rebuild`
 */
export function rebuildDocument(keyframe: Keyframe | null, rows: Iterable<LogRow>): Rebuilt {
  const rebuild = new Rebuild(keyframe);
  rebuild.add(rows);
  return rebuild.finish();
}
