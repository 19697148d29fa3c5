/**
 * Lays a reference canvas out: boxes in the order of the flow, the online plane and the offline one
 * apart, arrows around the boxes, and a place for every label.
 *
 * Few components go from left to right. Most cases have twenty and more, which in one row would be
 * four screens wide, so these go from top to bottom, as a page is read.
 */
import type { ElkExtendedEdge, ElkNode, LayoutOptions } from "elkjs/lib/elk-api";
import { inferEdgeKind, isOffline } from "@/lib/domain/content/edge-kind";
import type { ReferenceCanvas } from "@/lib/domain/content/interviewer-material";
import {
  DRAWING_TYPE,
  type DrawnEdge,
  type DrawnNode,
  type ReferenceDrawing,
} from "@/lib/domain/content/reference-drawing";
import type { Stencil } from "@/lib/domain/content/stencil";
import { planesOf } from "./canvas-planes";
import { type TextBlock, textBlock } from "./canvas-text";
import { arrange } from "./elk";

/** Most of a system answers somebody, so its story starts there. */
const STARTS_WITH = "client";
/** As many as fit beside each other on a page of 1280 px. */
const MAX_LEFT_TO_RIGHT = 5;
/**
 * Made a little smaller, this fits the 890 px that a page of 1280 px has beside its list of contents,
 * and the words can still be read.
 */
const READABLE_WIDTH = 1045;
const MIN_NODE_HEIGHT = 40;
/** White around a label on its line. */
const LABEL_PADDING = 3;
/** Around everything, with room for the name of a plane. */
const MARGIN = 26;

const LAYERED: LayoutOptions = {
  "elk.algorithm": "layered",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.partitioning.activate": "true",
  "elk.padding": `[top=${MARGIN},left=${MARGIN},bottom=${MARGIN},right=${MARGIN}]`,
  "elk.spacing.nodeNode": "18",
  "elk.spacing.edgeNode": "12",
  "elk.spacing.edgeEdge": "10",
  "elk.layered.spacing.nodeNodeBetweenLayers": "18",
  "elk.layered.spacing.edgeNodeBetweenLayers": "12",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "10",
  // Wastes least width where many arrows pass by each other.
  "elk.layered.nodePlacement.strategy": "LINEAR_SEGMENTS",
};

/** A label longer than this goes on the next line. */
interface Widths {
  node: number;
  edge: number;
}

const ROOMY: Widths = { node: 110, edge: 80 };
const NARROW: Widths = { node: 100, edge: 66 };

/** From the shortest drawing to the narrowest; the first that fits the page is taken. */
const WAYS: readonly { widths: Widths; options: LayoutOptions }[] = [
  { widths: ROOMY, options: {} },
  { widths: NARROW, options: {} },
  {
    widths: ROOMY,
    options: {
      "elk.layered.layering.strategy": "COFFMAN_GRAHAM",
      "elk.layered.layering.coffmanGraham.layerBound": "4",
    },
  },
  { widths: NARROW, options: { "elk.layered.layering.strategy": "MIN_WIDTH" } },
  {
    widths: NARROW,
    options: {
      "elk.layered.layering.strategy": "COFFMAN_GRAHAM",
      "elk.layered.layering.coffmanGraham.layerBound": "3",
    },
  },
];

type Words = Pick<Stencil, "id" | "label" | "family">;

/** @param stencils every component, by id */
export async function layOutCanvas(
  canvas: ReferenceCanvas,
  stencils: ReadonlyMap<string, Words>,
): Promise<ReferenceDrawing> {
  let narrowest: ReferenceDrawing | undefined;
  for (const way of WAYS) {
    const drawing = await drawn(canvas, stencils, way);
    if (!narrowest || drawing.width < narrowest.width) narrowest = drawing;
    if (narrowest.width <= READABLE_WIDTH) return narrowest;
  }
  if (!narrowest) throw new Error("There is no way to lay a canvas out.");
  return narrowest;
}

async function drawn(
  { nodes, edges }: ReferenceCanvas,
  stencils: ReadonlyMap<string, Words>,
  { widths, options }: (typeof WAYS)[number],
): Promise<ReferenceDrawing> {
  const boxes = nodes.map(({ stencil, note }) =>
    sizedNode(
      stencils.get(stencil) ?? { id: stencil, label: stencil, family: "io" },
      note ?? null,
      widths.node,
    ),
  );
  const lines = edges.map((edge) => ({
    ...edge,
    text: textBlock(edge.label, "edge", widths.edge),
  }));
  const laidOut = await arrange({
    id: "canvas",
    layoutOptions: {
      ...LAYERED,
      ...options,
      "elk.direction": nodes.length <= MAX_LEFT_TO_RIGHT ? "RIGHT" : "DOWN",
    },
    children: boxes.map(({ id, w, h }) => ({
      id,
      width: w,
      height: h,
      layoutOptions: {
        "elk.partitioning.partition": isOffline(id) ? "1" : "0",
        ...(id === STARTS_WITH ? { "elk.layered.layering.layerConstraint": "FIRST" } : {}),
      },
    })),
    edges: lines.map(({ from, to, text }, place) => ({
      id: `edge-${place}`,
      sources: [from],
      targets: [to],
      labels: [
        {
          text: text.lines.join(" "),
          width: text.width + 2 * LABEL_PADDING,
          height: text.height + 2 * LABEL_PADDING,
          layoutOptions: { "elk.edgeLabels.inline": "true" },
        },
      ],
    })),
  });

  const placed = new Map(laidOut.children?.map((child) => [child.id, child]));
  const drawnNodes = boxes.map((box) => ({ ...box, ...placeOf(placed.get(box.id)) }));
  const routes = new Map(laidOut.edges?.map((edge) => [edge.id, edge]));
  const width = Math.ceil(laidOut.width ?? 0);
  const height = Math.ceil(laidOut.height ?? 0);
  const drawnEdges = lines.map((line, place) => drawnEdge(line, routes.get(`edge-${place}`)));
  return {
    nodes: drawnNodes,
    edges: drawnEdges,
    planes: planesOf(drawnNodes, drawnEdges, { width, height }),
    width,
    height,
  };
}

function sizedNode({ id, label, family }: Words, note: string | null, maxWidth: number): DrawnNode {
  const { icon, iconGap, padding } = DRAWING_TYPE;
  const text = textBlock(label, "label", maxWidth);
  const small = note === null ? null : textBlock(note, "note", maxWidth);
  const textHeight = text.height + (small?.height ?? 0);
  return {
    id,
    label,
    lines: text.lines,
    icon: id,
    family,
    note,
    noteLines: small?.lines ?? [],
    x: 0,
    y: 0,
    w: padding + icon + iconGap + Math.max(text.width, small?.width ?? 0) + padding,
    h: Math.max(MIN_NODE_HEIGHT, textHeight + 2 * padding),
  };
}

function placeOf(child: ElkNode | undefined): { x: number; y: number } {
  return { x: child?.x ?? 0, y: child?.y ?? 0 };
}

function drawnEdge(
  { from, to, label, text }: { from: string; to: string; label: string; text: TextBlock },
  route: ElkExtendedEdge | undefined,
): DrawnEdge {
  const section = route?.sections?.[0];
  const [words] = route?.labels ?? [];
  return {
    from,
    to,
    kind: inferEdgeKind(from, to),
    label,
    lines: text.lines,
    labelAt: {
      x: words?.x ?? 0,
      y: words?.y ?? 0,
      w: words?.width ?? 0,
      h: words?.height ?? 0,
    },
    points: section
      ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint].map(({ x, y }) => ({
          x,
          y,
        }))
      : [],
  };
}
