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

/** All of them as one transaction, so that whoever listens hears of one change. */
export function applyTogether(
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

/**
 * Applies what the server sent. Yjs reports as one what that changes here, and so may add what this
 * device's own edits make of it: words arriving in a paragraph that was deleted here are deleted with it,
 * and an update that others waited for lets go of everything that built on it. That is the server's only
 * where there are no such edits.
 *
 * @param hasUnconfirmed whether the document holds edits that the server has not confirmed
 * @returns what the server has for certain, less what the document already held
 */
export function applyConfirmed(
  doc: Y.Doc,
  updates: readonly Uint8Array[],
  origin: symbol,
  encoding: 1 | 2,
  hasUnconfirmed: boolean,
): readonly Uint8Array[] {
  const news: Uint8Array[] = [];
  const listen = (update: Uint8Array) => news.push(update);
  const wasWaiting = isWaitingForEdits(doc);
  doc.on("update", listen);
  applyTogether(doc, updates, origin, encoding);
  doc.off("update", listen);
  if (!hasUnconfirmed && !wasWaiting && !isWaitingForEdits(doc)) return news;
  return encoding === 2 ? updates.map((each) => Y.convertUpdateFormatV2ToV1(each)) : updates;
}

/** Some of what was applied builds on edits that never came. */
function isWaitingForEdits({ store }: Y.Doc): boolean {
  return store.pendingStructs !== null || store.pendingDs !== null;
}
