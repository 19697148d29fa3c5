/**
 * A reference canvas that has been laid out: plain numbers and words, which any page can draw.
 * Everything is in pixels from the top left.
 */
import type { EdgeKind } from "./edge-kind";
import type { StencilId } from "./identifiers";
import type { StencilFamily } from "./stencil";

export interface Rect {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface DrawnNode extends Rect {
  id: StencilId;
  label: string;
  /** The label as it is broken to fit its box. */
  lines: readonly string[];
  icon: StencilId;
  family: StencilFamily;
  note: string | null;
  noteLines: readonly string[];
}

export interface DrawnEdge {
  from: StencilId;
  to: StencilId;
  kind: EdgeKind;
  label: string;
  lines: readonly string[];
  /** The box of the label, which lies on the line. */
  labelAt: Rect;
  /** From the edge of the one box to the edge of the other, with level and upright pieces only. */
  points: readonly { x: number; y: number }[];
}

/** The part of the drawing that works while somebody waits, or the other. */
export interface DrawnPlane extends Rect {
  name: string;
  /** Where the name stands without lying on anything. */
  nameAt: Rect;
}

export interface ReferenceDrawing {
  nodes: readonly DrawnNode[];
  edges: readonly DrawnEdge[];
  /** Empty when everything is of one plane. */
  planes: readonly DrawnPlane[];
  width: number;
  height: number;
}

/** How the words of a drawing are set; the page draws with the same numbers. */
export const DRAWING_TYPE = {
  label: { size: 13, weight: 500, lineHeight: 17 },
  note: { size: 11, weight: 400, lineHeight: 15 },
  edge: { size: 11, weight: 400, lineHeight: 15 },
  plane: { size: 12, weight: 500, lineHeight: 16 },
  /** The icon at the left of a box, and the room around icon and words. */
  icon: 18,
  iconGap: 8,
  padding: 10,
} as const;
