/**
 * The canvas as an `.excalidraw` file, which Excalidraw opens anywhere. What the room does not
 * store (versions, back-references) is derived; the same canvas gives the same file.
 */
import { type CanvasElement, readElement } from "./elements";

interface BoundElement {
  id: string;
  type: "arrow" | "text";
}

export type FileElement = CanvasElement & {
  version: number;
  versionNonce: number;
  updated: number;
  isDeleted: false;
  boundElements: BoundElement[] | null;
};

export interface ExcalidrawFile {
  type: "excalidraw";
  version: 2;
  source: "dryrun";
  elements: FileElement[];
  appState: { viewBackgroundColor: string; gridSize: number | null };
  files: Record<string, never>;
}

/** Anything that lists elements by id: the canvas's Y.Map, or a map taken from a recording. */
export interface StoredElements {
  entries(): Iterable<[string, { entries(): Iterable<[string, unknown]> }]>;
}

/** Drawing order: by fractional index, then by id, as every browser in the room sorts. */
export function compareElements(
  a: { id: string; index: string | null },
  b: { id: string; index: string | null },
): number {
  const [left, right] = [a.index ?? "", b.index ?? ""];
  if (left !== right) return left < right ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** All elements that can be drawn, in drawing order. */
export function readElements(stored: StoredElements): CanvasElement[] {
  return [...stored.entries()]
    .map(([id, properties]) => readElement(id, properties))
    .filter((element) => element !== null)
    .sort(compareElements);
}

/** Which arrows and labels hang on which element, from the arrows' and labels' own side. */
export function boundElementsOf(
  elements: readonly CanvasElement[],
): ReadonlyMap<string, BoundElement[]> {
  const bound = new Map<string, BoundElement[]>();
  const bind = (target: string | null | undefined, entry: BoundElement): void => {
    if (target === null || target === undefined) return;
    const entries = bound.get(target) ?? [];
    if (!entries.some((known) => known.id === entry.id)) entries.push(entry);
    bound.set(target, entries);
  };
  for (const element of elements) {
    if (element.type === "text") bind(element.containerId, { id: element.id, type: "text" });
    if (element.type !== "arrow") continue;
    bind(element.startBinding?.elementId, { id: element.id, type: "arrow" });
    bind(element.endBinding?.elementId, { id: element.id, type: "arrow" });
  }
  return bound;
}

export function excalidrawFile(stored: StoredElements): ExcalidrawFile {
  const elements = readElements(stored);
  const bound = boundElementsOf(elements);
  return {
    type: "excalidraw",
    version: 2,
    source: "dryrun",
    elements: elements.map((element) => ({
      ...element,
      version: 1,
      versionNonce: 1,
      updated: 1,
      isDeleted: false,
      boundElements: bound.get(element.id) ?? null,
    })),
    appState: { viewBackgroundColor: "#ffffff", gridSize: null },
    files: {},
  };
}
