/**
 * The typed graph behind the canvas: components, arrows between them, and notes.
 *
 * It is read from bindings alone (what an arrow is attached to, which shape a label is in), never
 * from positions: after two people have moved the two ends of an arrow at once, its line may be off
 * for a moment, while what it means is not.
 */
import { type EdgeKind, inferEdgeKind } from "../domain/content/edge-kind";
import type { CanvasElement } from "../room-document/elements";

/** The canvas in drawing order, as `readElements` gives it. */
export type BoardElements = readonly CanvasElement[];

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
  /** What somebody said flows here, else what its ends suggest; null when neither tells. */
  kind: EdgeKind | null;
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

type Elements = ReadonlyMap<string, CanvasElement>;

export function boardGraph(elements: BoardElements): BoardGraph {
  const byId = new Map(elements.map((element) => [element.id, element]));
  const labels = labelsByContainer(elements, byId);
  const arrows = elements.filter(({ type }) => type === "arrow");
  const attached = new Set(
    arrows.flatMap(({ startBinding, endBinding }) => [
      startBinding?.elementId,
      endBinding?.elementId,
    ]),
  );

  const nodes: BoardNode[] = [];
  const notes: string[] = [];
  for (const element of elements) {
    const shape = nodeShape(element, byId);
    if (!shape) continue;
    const isAttached = attached.has(element.id);
    const label = shape === "text" ? oneLine(element) : (labels.get(element.id) ?? "");
    if (shape === "text" && !isAttached) {
      if (label) notes.push(label);
      continue;
    }
    const stencil = element.customData?.stencil ?? null;
    // A shape without words, stencil or arrow is a background or a doodle.
    if (!label && !stencil && !isAttached) continue;
    nodes.push({ id: element.id, label, stencil, shape, frame: frameName(element, byId) });
  }

  const stencils = new Map(nodes.map(({ id, stencil }) => [id, stencil]));
  const edges: BoardEdge[] = [];
  const looseArrows: string[] = [];
  for (const arrow of arrows) {
    const { id, startBinding, endBinding, startArrowhead, endArrowhead } = arrow;
    const start = startBinding?.elementId;
    const end = endBinding?.elementId;
    if (!start || !end || !stencils.has(start) || !stencils.has(end)) {
      looseArrows.push(id);
      continue;
    }
    const isReversed = startArrowhead !== null && endArrowhead === null;
    const [from, to] = isReversed ? [end, start] : [start, end];
    edges.push({
      id,
      from,
      to,
      label: labels.get(id) ?? "",
      kind: arrow.customData?.edge ?? suggestedKind(stencils.get(from), stencils.get(to)),
      isTwoWay: (startArrowhead === null) === (endArrowhead === null),
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

function suggestedKind(
  from: string | null | undefined,
  to: string | null | undefined,
): EdgeKind | null {
  return from && to ? inferEdgeKind(from, to) : null;
}

function nodeShape(element: CanvasElement, elements: Elements): BoardNode["shape"] | null {
  switch (element.type) {
    case "rectangle":
    case "ellipse":
    case "diamond":
      return element.type;
    case "text":
      return containerOf(element, elements) ? null : "text";
    case "arrow":
    case "line":
    case "freedraw":
    case "frame":
      return null;
    default:
      return element.type satisfies never;
  }
}

function labelsByContainer(all: BoardElements, elements: Elements): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const element of all) {
    const container = containerOf(element, elements);
    if (!container) continue;
    // Two people labelling one shape at once leave two labels; neither is dropped.
    const words = [labels.get(container.id), oneLine(element)].filter(Boolean);
    labels.set(container.id, words.join(" "));
  }
  return labels;
}

/** A label whose shape was deleted meanwhile has no container, and is free text from then on. */
function containerOf(element: CanvasElement, elements: Elements): CanvasElement | undefined {
  return element.type === "text" && element.containerId
    ? elements.get(element.containerId)
    : undefined;
}

/** The original text, which has no breaks where the shape was too narrow for a line. */
function oneLine({ originalText }: CanvasElement): string {
  return (originalText ?? "").replace(/\s+/g, " ").trim();
}

function frameName({ frameId }: CanvasElement, elements: Elements): string | null {
  return frameId === null ? null : (elements.get(frameId)?.name ?? null);
}
