/** The geometry of an arrow between two shapes: which sides it leaves and enters, and its bends. */

import type { Box } from "./free-place";

type Point = [number, number];

/** Between an arrow's end and the shape it points at. */
const GAP = 5;
/** Shapes closer than this side by side are connected through top and bottom. */
const MIN_CHANNEL = 24;
/**
 * Excalidraw wants an elbow arrow's end a hair off the middle: exactly in the middle it cannot tell
 * which side is meant when the shape turns.
 */
const MIDDLE = 0.5001;

export interface ConnectorEnd {
  elementId: string;
  focus: number;
  gap: number;
  fixedPoint: Point;
}

export interface Connector {
  x: number;
  y: number;
  width: number;
  height: number;
  points: Point[];
  startBinding: ConnectorEnd;
  endBinding: ConnectorEnd;
}

type Shape = Box & { id: string };
type Side = "left" | "right" | "top" | "bottom";

/**
 * The arrow that is shortest to read: straight across to the facing side, or, where something is in
 * the way or another arrow already runs there, around it.
 */
export function connectorBetween(
  from: Shape,
  to: Shape,
  {
    obstacles = [],
    isDirectTaken = false,
  }: { obstacles?: readonly Box[]; isDirectTaken?: boolean },
): Connector {
  const direct = route(from, to, chooseSides(from, to), obstacles);
  const isClear = (connector: Connector) => !crossesAny(connector, obstacles);
  if (!isDirectTaken && isClear(direct)) return direct;
  const around = AROUND.map((side) => route(from, to, [side, side], obstacles));
  return around.find(isClear) ?? direct;
}

const AROUND = ["bottom", "top", "right", "left"] as const;
/** How far an arrow that goes around keeps from what it goes around. */
const CLEARANCE = 32;

function route(from: Shape, to: Shape, sides: [Side, Side], obstacles: readonly Box[]): Connector {
  const [leave, enter] = sides;
  const start = endAt(from, leave);
  const end = endAt(to, enter);
  const points =
    leave === enter
      ? detour(start, end, leave, [from, to, ...obstacles])
      : bends(end[0] - start[0], end[1] - start[1], leave === "left" || leave === "right");
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return {
    x: start[0],
    y: start[1],
    width: Math.max(...xs) - Math.min(...xs),
    height: Math.max(...ys) - Math.min(...ys),
    points,
    startBinding: binding(from, leave),
    endBinding: binding(to, enter),
  };
}

/** Out on one side, along past everything in between, and back in on the same side. */
function detour(start: Point, end: Point, side: Side, boxes: readonly Box[]): Point[] {
  const isVertical = side === "bottom" || side === "top";
  const sign = side === "bottom" || side === "right" ? 1 : -1;
  const [along, across] = isVertical ? ([0, 1] as const) : ([1, 0] as const);
  const low = Math.min(start[along], end[along]);
  const high = Math.max(start[along], end[along]);
  const between = boxes.filter((box) => {
    const [near, far] = isVertical ? [box.x, box.x + box.width] : [box.y, box.y + box.height];
    return far >= low && near <= high;
  });
  const edges = between.map((box) => {
    const near = isVertical ? box.y : box.x;
    return sign > 0 ? near + (isVertical ? box.height : box.width) : near;
  });
  const outermost = sign * Math.max(...edges.map((edge) => sign * edge)) + sign * CLEARANCE;
  const out = outermost - start[across];
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  return isVertical
    ? [
        [0, 0],
        [0, out],
        [dx, out],
        [dx, dy],
      ]
    : [
        [0, 0],
        [out, 0],
        [out, dy],
        [dx, dy],
      ];
}

function crossesAny({ x, y, points }: Connector, boxes: readonly Box[]): boolean {
  return points.some((point, place) => {
    const next = points[place + 1];
    if (!next) return false;
    const [left, right] = [Math.min(point[0], next[0]) + x, Math.max(point[0], next[0]) + x];
    const [top, bottom] = [Math.min(point[1], next[1]) + y, Math.max(point[1], next[1]) + y];
    return boxes.some(
      (box) =>
        left < box.x + box.width && right > box.x && top < box.y + box.height && bottom > box.y,
    );
  });
}

function chooseSides(from: Box, to: Box): [Side, Side] {
  if (to.x - (from.x + from.width) >= MIN_CHANNEL) return ["right", "left"];
  if (from.x - (to.x + to.width) >= MIN_CHANNEL) return ["left", "right"];
  return to.y + to.height / 2 >= from.y + from.height / 2 ? ["bottom", "top"] : ["top", "bottom"];
}

function endAt(shape: Box, side: Side): Point {
  const [ratioX, ratioY] = fixedPoint(shape, side);
  return [shape.x + ratioX * shape.width, shape.y + ratioY * shape.height];
}

/** The end as a share of the shape's width and height, so that it holds when the shape is resized. */
function fixedPoint({ width, height }: Box, side: Side): Point {
  switch (side) {
    case "left":
      return [-GAP / width, MIDDLE];
    case "right":
      return [1 + GAP / width, MIDDLE];
    case "top":
      return [MIDDLE, -GAP / height];
    case "bottom":
      return [MIDDLE, 1 + GAP / height];
    default:
      return side satisfies never;
  }
}

function binding(shape: Shape, side: Side): ConnectorEnd {
  return { elementId: shape.id, focus: 0, gap: GAP, fixedPoint: fixedPoint(shape, side) };
}

function bends(dx: number, dy: number, isHorizontal: boolean): Point[] {
  const isStraight = Math.abs(isHorizontal ? dy : dx) < 1;
  if (isStraight) return [[0, 0], isHorizontal ? [dx, 0] : [0, dy]];
  return isHorizontal
    ? [
        [0, 0],
        [dx / 2, 0],
        [dx / 2, dy],
        [dx, dy],
      ]
    : [
        [0, 0],
        [0, dy / 2],
        [dx, dy / 2],
        [dx, dy],
      ];
}
