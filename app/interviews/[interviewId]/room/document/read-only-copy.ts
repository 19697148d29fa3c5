import { useEffect, useState } from "react";
import * as Y from "yjs";
import { openRoots, type Plane } from "@/lib/room-document/roots";

function copyOf(doc: Y.Doc, plane: Plane): Y.Doc {
  const copy = new Y.Doc();
  openRoots(copy, plane);
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/**
 * The document an editor binds to. Whoever may only read gets a copy that follows the room: an
 * editor removes what it cannot show, and a reader's editor must never do that to the others.
 */
export function useBoundDocument(doc: Y.Doc, plane: Plane, isReadOnly: boolean): Y.Doc {
  const [bound] = useState(() => (isReadOnly ? copyOf(doc, plane) : doc));
  useEffect(() => {
    if (bound === doc) return;
    // What came between making the copy and listening.
    Y.applyUpdate(bound, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(bound)));
    const follow = (update: Uint8Array): void => Y.applyUpdate(bound, update);
    doc.on("update", follow);
    return () => doc.off("update", follow);
  }, [bound, doc]);
  return bound;
}
