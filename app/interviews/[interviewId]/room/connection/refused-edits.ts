import type * as Y from "yjs";
import type { RefusalCode } from "@/lib/protocol/refusals";
import { documentJson } from "@/lib/room-document/document-json";
import { excalidrawFile } from "@/lib/room-document/excalidraw-file";
import { toMarkdown } from "@/lib/room-document/markdown";
import { elementsOf, type Plane } from "@/lib/room-document/roots";
import type { RefusedEdits } from "./room-state";

/**
 * The person's own version of a plane, in forms they can open elsewhere. A refused edit is
 * often one the readers do not know, so what cannot be read is left out, never thrown.
 */
export function refusedEdits(
  doc: Y.Doc,
  plane: Plane,
  code: RefusalCode,
  count: number,
): RefusedEdits {
  return {
    code,
    count,
    at: Date.now(),
    text: readText(doc, plane),
    canvas: readCanvas(doc, plane),
  };
}

function readText(doc: Y.Doc, plane: Plane): string {
  try {
    return toMarkdown(documentJson(doc, plane));
  } catch {
    // Content outside the schema; the raw text is better than nothing.
    return [...doc.share.values()].map((root) => JSON.stringify(root.toJSON())).join("\n");
  }
}

function readCanvas(doc: Y.Doc, plane: Plane): string | null {
  if (plane !== "shared") return null;
  try {
    return JSON.stringify(excalidrawFile(elementsOf(doc)), null, 2);
  } catch {
    // Likewise: as it is stored, for somebody to repair by hand.
    return JSON.stringify(elementsOf(doc).toJSON(), null, 2);
  }
}
