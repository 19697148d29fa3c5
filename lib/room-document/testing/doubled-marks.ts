import * as Y from "yjs";
import { documentOf, openRoots } from "../roots";

/** A copy that is told of everything and writes under this clientID. */
export function copyOf(clientId: number, ...updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  openRoots(doc, "shared");
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

/**
 * A line, and two edits that make its first word bold, of people who did not know of each other: the second
 * one's marks are without effect, and Yjs by itself would take them away.
 */
export function doubledMarks(): { start: Uint8Array; marks: readonly [Uint8Array, Uint8Array] } {
  const author = copyOf(10);
  documentOf(author, "shared").insert(0, [new Y.XmlText("hello world")]);
  const start = Y.encodeStateAsUpdate(author);
  const bold = (clientId: number): Uint8Array => {
    const doc = copyOf(clientId, start);
    const before = Y.encodeStateVector(doc);
    (documentOf(doc, "shared").get(0) as Y.XmlText).format(0, 5, { bold: {} });
    return Y.encodeStateAsUpdate(doc, before);
  };
  return { start, marks: [bold(20), bold(30)] };
}
