/**
 * The typed graph behind the canvas: components, arrows between them, and notes.
 *
 * It is read from bindings alone (what an arrow is attached to, which shape a label is in), never
 * from positions: after two people have moved the two ends of an arrow at once, its line may be off
 * for a moment, while what it means is not.
 */

/** The canvas as `toJSON()` of its root gives it: element id to stored properties. */
export type BoardElements = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface BoardNode {
  id: string;
  /** What is written in the shape, on one line; empty when nothing is. */
  label: string;
  /** Which stencil it was made from; null for a shape drawn by hand. */
  stencil: string | null;
  shape: "rectangle" | "ellipse" | "diamond" | "text";
  /** The name of the frame around it. */
  frame: string | null;
}

export interface BoardEdge {
  id: string;
  from: string;
  to: string;
  label: string;
  /** Has a head at both ends, or at neither, so the direction says nothing. */
  isTwoWay: boolean;
}

export interface BoardGraph {
  /** In drawing order. */
  nodes: readonly BoardNode[];
  edges: readonly BoardEdge[];
  /** Free text that nothing is attached to. */
  notes: readonly string[];
  /** Arrows that are not attached at both ends, so nobody knows what they connect. */
  looseArrows: readonly string[];
}

type Properties = BoardElements[string];

const SHAPES: ReadonlySet<string> = new Set(["rectangle", "ellipse", "diamond"]);

export function boardGraph(elements: BoardElements): BoardGraph {
  const ordered = Object.entries(elements).sort(byDrawingOrder);
  const labels = labelsByContainer(ordered, elements);
  const arrows = ordered.filter(([, element]) => element.type === "arrow");
  const attached = new Set(
    arrows.flatMap(([, element]) => [
      boundElement(element.startBinding),
      boundElement(element.endBinding),
    ]),
  );

  const nodes: BoardNode[] = [];
  const notes: string[] = [];
  for (const [id, element] of ordered) {
    const isShape = SHAPES.has(String(element.type));
    const isFreeText = element.type === "text" && !isLabel(element, elements);
    if (!isShape && !isFreeText) continue;
    const label = isShape ? (labels.get(id) ?? "") : textOf(element);
    const stencil = stencilOf(element);
    if (isFreeText && !attached.has(id)) {
      if (label) notes.push(label);
      continue;
    }
    // A shape without words, stencil or arrow is a background or a doodle.
    if (!label && !stencil && !attached.has(id)) continue;
    nodes.push({
      id,
      label,
      stencil,
      shape: element.type as BoardNode["shape"],
      frame: frameName(element.frameId, elements),
    });
  }

  const known = new Set(nodes.map(({ id }) => id));
  const edges: BoardEdge[] = [];
  const looseArrows: string[] = [];
  for (const [id, element] of arrows) {
    const start = boundElement(element.startBinding);
    const end = boundElement(element.endBinding);
    if (start === null || end === null || !known.has(start) || !known.has(end)) {
      looseArrows.push(id);
      continue;
    }
    const startHead = element.startArrowhead != null;
    const endHead = element.endArrowhead != null;
    const isReversed = startHead && !endHead;
    edges.push({
      id,
      from: isReversed ? end : start,
      to: isReversed ? start : end,
      label: labels.get(id) ?? "",
      isTwoWay: startHead === endHead,
    });
  }
  return { nodes, edges, notes, looseArrows };
}

/** What to call a component in a sentence. */
export function nodeName(node: BoardNode): string {
  if (node.label) return node.label;
  if (node.stencil) return node.stencil.replaceAll("-", " ");
  return `Unnamed ${node.shape}`;
}

function labelsByContainer(
  ordered: readonly [string, Properties][],
  elements: BoardElements,
): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const [, element] of ordered) {
    if (!isLabel(element, elements)) continue;
    const container = String(element.containerId);
    const text = textOf(element);
    // Two people labelling one shape at once leave two labels; neither is dropped.
    const earlier = labels.get(container);
    labels.set(container, earlier ? `${earlier} ${text}` : text);
  }
  return labels;
}

/** A label whose shape was deleted meanwhile is free text from then on. */
function isLabel(element: Properties, elements: BoardElements): boolean {
  return (
    element.type === "text" &&
    typeof element.containerId === "string" &&
    Object.hasOwn(elements, element.containerId)
  );
}

function textOf(element: Properties): string {
  const { txt } = element;
  if (typeof txt !== "object" || txt === null) return "";
  // The original text has no breaks where the shape was too narrow for a line.
  const text = "originalText" in txt && txt.originalText ? txt.originalText : "";
  return String(text).replace(/\s+/g, " ").trim();
}

function stencilOf(element: Properties): string | null {
  const { customData } = element;
  if (typeof customData !== "object" || customData === null) return null;
  return "stencil" in customData && typeof customData.stencil === "string"
    ? customData.stencil
    : null;
}

function boundElement(binding: unknown): string | null {
  if (typeof binding !== "object" || binding === null || !("elementId" in binding)) return null;
  return typeof binding.elementId === "string" ? binding.elementId : null;
}

function frameName(frameId: unknown, elements: BoardElements): string | null {
  const frame = typeof frameId === "string" ? elements[frameId] : undefined;
  return frame?.type === "frame" && typeof frame.name === "string" ? frame.name : null;
}

function byDrawingOrder([idA, a]: [string, Properties], [idB, b]: [string, Properties]): number {
  const indexA = typeof a.index === "string" ? a.index : "";
  const indexB = typeof b.index === "string" ? b.index : "";
  if (indexA !== indexB) return indexA < indexB ? -1 : 1;
  return idA < idB ? -1 : 1;
}
