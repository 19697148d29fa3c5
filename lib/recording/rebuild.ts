/**
 * A log to the document it tells of: the newest keyframe, then the rows after it.
 *
 * Pure, and the one way from stored rows to a document: a room that loads, a test
 * that compares, and the replay all come through here.
 */
import * as Y from "yjs";
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

/**
 * @param rows in the order of their numbers, the first one following the keyframe (or 1 without one); of
 *   whole commits, whose entries share their time: they are in the order of their authors, so the first of
 *   them may build on the last
 * @throws when a number is missing, or when an edit needs one that is not there: such a log is
 *   damaged, and half a document must never be taken for the whole
 */
export function rebuildDocument(keyframe: Keyframe | null, rows: Iterable<LogRow>): Rebuilt {
  const doc = new Y.Doc();
  let number = 0;
  doc.transact(() => {
    if (keyframe) {
      Y.applyUpdateV2(doc, keyframe.data);
      number = keyframe.number;
    }
    for (const row of rows) {
      if (row.number !== number + 1)
        throw new Error(`The log goes from number ${number} to ${row.number}`);
      for (const item of decodeLogItems(row.data))
        if (item.type === "edit") Y.applyUpdate(doc, item.update);
      number = row.number;
    }
  });
  if (doc.store.pendingStructs || doc.store.pendingDs)
    throw new Error(`The log up to number ${number} lacks edits that later ones build on`);
  return { doc, number };
}
