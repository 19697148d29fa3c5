import * as encoding from "lib0/encoding";
import * as Y from "yjs";

/** Yjs' number for a run of text, and the bit for "stands after". */
const TEXT = 4;
const HAS_LEFT = 0x80;

/**
 * The update a tab sends when its author types one more letter after its own last one, written by
 * hand so that a load client needs no document.
 */
export function appendedLetter(
  author: number,
  clock: number,
  parent: { client: number; clock: number },
): Uint8Array {
  const encoder = encoding.createEncoder();
  // One author, one struct, from this clock on.
  for (const each of [1, 1, author, clock]) encoding.writeVarUint(encoder, each);
  if (clock === 0) {
    encoding.writeUint8(encoder, TEXT);
    for (const each of [0, parent.client, parent.clock]) encoding.writeVarUint(encoder, each);
  } else {
    encoding.writeUint8(encoder, TEXT | HAS_LEFT);
    for (const each of [author, clock - 1]) encoding.writeVarUint(encoder, each);
  }
  encoding.writeVarString(encoder, "abcdefghijklmnopqrstuvwxyz"[clock % 26] ?? "a");
  // Nothing deleted.
  encoding.writeVarUint(encoder, 0);
  return encoding.toUint8Array(encoder);
}

export function randomAuthor(): number {
  return new Y.Doc().clientID;
}
