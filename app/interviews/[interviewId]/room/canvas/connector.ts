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

export function connectorBetween(from: Shape, to: Shape): Connector {
  const [leave, enter] = chooseSides(from, to);
  const start = endAt(from, leave);
  const end = endAt(to, enter);
  const dx = end[0] - start[0];
  const dy = end[1] - start[1];
  const points = bends(dx, dy, leave === "left" || leave === "right");
  return {
    x: start[0],
    y: start[1],
    width: Math.abs(dx),
    height: Math.abs(dy),
    points,
    startBinding: binding(from, leave),
    endBinding: binding(to, enter),
  };
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
