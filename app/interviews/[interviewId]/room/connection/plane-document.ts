import * as Y from "yjs";
import { openRoots, type Plane } from "@/lib/room-document/roots";
import { newClientId } from "./identities";

/** An empty document to be filled from the server or from this device, never seeded. */
export function newPlaneDocument(plane: Plane): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = newClientId();
  openRoots(doc, plane);
  return doc;
}

/**
 * As if it were local, as the server does: of remote updates Yjs tidies text formats up with
 * edits of its own, and somebody who only reads must not write.
 */
export function applyQuietly(
  doc: Y.Doc,
  updates: readonly Uint8Array[],
  origin: symbol,
  encoding: 1 | 2 = 1,
): void {
  if (updates.length === 0) return;
  const apply = encoding === 2 ? Y.applyUpdateV2 : Y.applyUpdate;
  doc.transact(() => {
    for (const update of updates) apply(doc, update, origin);
  }, origin);
}
