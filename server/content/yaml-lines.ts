import { type Document, isMap, isPair, isScalar, isSeq, type LineCounter, type Node } from "yaml";
import type { Path } from "./content-problem";

/**
 * Finds the line of what a path leads to: where its name stands, if it has one, and the nearest
 * thing around it where it is missing.
 */
export function lineFinder(document: Document, lines: LineCounter): (path: Path) => number {
  return (path) => Math.max(1, lines.linePos(offsetOf(document.contents, path)).line);
}

function offsetOf(contents: Node | null, path: Path): number {
  let node: unknown = contents;
  let offset = startOf(contents) ?? 0;
  for (const step of path) {
    const next = childOf(node, step);
    if (next === undefined) break;
    offset = startOf(isPair(next) ? next.key : next) ?? offset;
    node = isPair(next) ? next.value : next;
  }
  return offset;
}

function childOf(node: unknown, step: PropertyKey): unknown {
  if (isMap(node)) {
    return node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  }
  return isSeq(node) && typeof step === "number" ? node.items[step] : undefined;
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
