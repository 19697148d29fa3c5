/** The bands of a drawing: what works while somebody waits, and what works in its own time. */

import { isOffline } from "@/lib/domain/content/edge-kind";
import {
  DRAWING_TYPE,
  type DrawnEdge,
  type DrawnNode,
  type DrawnPlane,
  type Rect,
} from "@/lib/domain/content/reference-drawing";
import { textWidth } from "./canvas-text";

const NAMES = {
  online: "Online: while somebody waits",
  offline: "Offline: in its own time",
} as const;
/** From one try for a name's place to the next. */
const STEP = 12;
/** A name keeps this far from whatever is beside it. */
const CLEARANCE = 4;

/** A band for each plane, with the line between them half-way between their boxes. */
export function planesOf(
  nodes: readonly DrawnNode[],
  edges: readonly DrawnEdge[],
  { width, height }: { width: number; height: number },
): DrawnPlane[] {
  const offline = nodes.filter(({ id }) => isOffline(id));
  const online = nodes.filter(({ id }) => !isOffline(id));
  if (offline.length === 0 || online.length === 0) return [];
  const end = (axis: "x" | "y", side: "w" | "h") =>
    Math.max(...online.map((node) => node[axis] + node[side]));
  const start = (axis: "x" | "y") => Math.min(...offline.map((node) => node[axis]));
  const isStacked = start("y") > end("y", "h");
  const border = isStacked ? (end("y", "h") + start("y")) / 2 : (end("x", "w") + start("x")) / 2;
  const part = (from: number, to: number): Rect =>
    isStacked
      ? { x: 0, y: from, w: width, h: to - from }
      : { x: from, y: 0, w: to - from, h: height };
  const taken = [...nodes, ...edges.flatMap((edge) => [edge.labelAt, ...piecesOf(edge)])];
  return [
    plane(NAMES.online, part(0, border), taken),
    plane(NAMES.offline, part(border, isStacked ? height : width), taken),
  ];
}

function plane(name: string, band: Rect, taken: readonly Rect[]): DrawnPlane {
  const size = { w: Math.ceil(textWidth(name, "plane")), h: DRAWING_TYPE.plane.lineHeight };
  return { ...band, name, nameAt: freePlace(size, band, taken) };
}

/** As far up and left in the band as nothing is in the way. */
function freePlace(size: { w: number; h: number }, band: Rect, taken: readonly Rect[]): Rect {
  const first = { ...size, x: band.x + DRAWING_TYPE.padding, y: band.y + CLEARANCE };
  for (let y = first.y; y + size.h <= band.y + band.h; y += STEP) {
    for (let x = first.x; x + size.w <= band.x + band.w; x += STEP) {
      const place = { ...size, x, y };
      if (taken.every((other) => !isNear(place, other))) return place;
    }
  }
  return first;
}

function isNear(a: Rect, b: Rect): boolean {
  return (
    a.x - CLEARANCE < b.x + b.w &&
    b.x < a.x + a.w + CLEARANCE &&
    a.y - CLEARANCE < b.y + b.h &&
    b.y < a.y + a.h + CLEARANCE
  );
}

/** The level and upright pieces of an arrow as boxes without breadth. */
function piecesOf({ points }: DrawnEdge): Rect[] {
  return points.slice(1).map((end, place) => {
    const start = points[place] ?? end;
    return {
      x: Math.min(start.x, end.x),
      y: Math.min(start.y, end.y),
      w: Math.abs(end.x - start.x),
      h: Math.abs(end.y - start.y),
    };
  });
}
