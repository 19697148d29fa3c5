/**
 * The roots of a room's Yjs documents and the version of what may be in them.
 *
 * Two planes, two documents: the shared one holds the document and the canvas, the
 * private one the interviewers' notes. Neither ever holds a root of the other.
 */
import * as Y from "yjs";
import { mendUndoneNeighbours } from "./undo-neighbours";

/** Raised when an older page could not show, or would destroy, what a newer one writes. */
export const SCHEMA_VERSION = 1;

export type Plane = "shared" | "private";

/** The two surfaces a person sees; the notes are the private plane's document. */
export type Surface = "document" | "canvas";

export const DOCUMENT_ROOT = "document";
export const ELEMENTS_ROOT = "elements";
export const NOTES_ROOT = "notes";

/** The Yjs author of starter content, owned by the system; no client may write under it. */
export const STARTER_CLIENT_ID = 1;

export function documentRoot(plane: Plane): string {
  return plane === "shared" ? DOCUMENT_ROOT : NOTES_ROOT;
}

/** The rich text of a plane: the shared document, or the interviewers' notes. */
export function documentOf(doc: Y.Doc, plane: Plane): Y.XmlFragment {
  return doc.getXmlFragment(documentRoot(plane));
}

/** The canvas: element id to a map of that element's properties (see `elements.ts`). */
export function elementsOf(doc: Y.Doc): Y.Map<Y.Map<unknown>> {
  return doc.getMap<Y.Map<unknown>>(ELEMENTS_ROOT);
}

/**
 * Yjs tidies up marks when edits of others arrive, as an edit of its own that no author knows of:
 * each copy would write it, read-only ones too, and differ from the rest until all had told all.
 * What it removes is without effect, so nobody does it here.
 */
function leaveAsIs(transaction: Y.Transaction): void {
  transaction._needFormattingCleanup = false;
}

/** A document whose roots are not known yet. What others' edits tell is in it, and nothing of its own. */
export function bareDocument(): Y.Doc {
  const doc = new Y.Doc();
  doc.on("afterTransaction", leaveAsIs);
  return doc;
}

/**
 * Prepares a document of the plane; every copy, in a browser or on the server, goes through here
 * before it takes its first update. A root that was never asked for has no type and reads as empty.
 */
export function openRoots(doc: Y.Doc, plane: Plane): void {
  mendUndoneNeighbours();
  doc.on("afterTransaction", leaveAsIs);
  documentOf(doc, plane);
  if (plane === "shared") elementsOf(doc);
}
