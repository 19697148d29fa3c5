import type { EdgeKind } from "@/lib/domain/content/edge-kind";

/** The kinds of arrows in words, in the order of a legend. */
export const EDGE_WORDS: Record<EdgeKind, { label: string; says: string }> = {
  request: { label: "Request", says: "Asked and answered while somebody waits." },
  data: { label: "Data", says: "Moves in its own time: events, tables, features, models." },
  control: { label: "Control", says: "Starts, stops, scales or replaces something." },
  feedback: { label: "Feedback", says: "What happened comes back to be learned from." },
};

/** How an arrow of a kind is drawn outside the canvas, so that it is told apart without any colour. */
export interface EdgeStroke {
  /** The pattern of the line; null for an unbroken one. */
  dashes: string | null;
  /** The head as path data, its tip at 0, 0 and pointing right. */
  head: string;
  fill: "line" | "paper" | "none";
  /** How far back from the tip the line ends, so that it does not show through a hollow head. */
  headLength: number;
}

export const EDGE_STROKES: Record<EdgeKind, EdgeStroke> = {
  request: { dashes: null, head: "M-8-4L0 0L-8 4z", fill: "line", headLength: 6 },
  data: { dashes: "6 4", head: "M-7-4L0 0L-7 4", fill: "none", headLength: 0 },
  control: { dashes: "1.5 3.5", head: "M-10 0L-5-4L0 0L-5 4z", fill: "paper", headLength: 10 },
  feedback: { dashes: "6 4", head: "M-8-4L0 0L-8 4z", fill: "paper", headLength: 8 },
};
