import { createContext, type RefObject } from "react";

/** What the rest of the room can do with the shared document while it is open. */
export interface OpenDocumentHandle {
  /**
   * Writes a line of its own at the caret, or under the current phase when nobody has put the caret
   * anywhere yet. One step to undo; the focus stays where it is.
   *
   * @returns the phase it was written under; null when the document has no place for it
   */
  insertLine(line: string): string | null;
}

/**
 * Where the pane of the shared document leaves its handle. A context, since the pane comes later than
 * the room and through loaders that pass no refs.
 */
export const OpenDocument = createContext<RefObject<OpenDocumentHandle | null> | null>(null);
