/** Components and arrows as the room stores them, placed by hand. */

import {
  ARROW_COLOUR,
  FONT_FAMILY,
  FONT_SIZE,
  LABEL_COLOUR,
  stencilLook,
} from "@/app/interviews/[interviewId]/room/canvas/stencil-look";
import type { PaletteStencil } from "@/lib/domain/content/stencil";
import { elementDefaults } from "@/lib/room-document/elements";

export interface DrawnBox {
  id: string;
  label: string;
  family: PaletteStencil["family"];
  x: number;
  y: number;
}

type DrawnElement = { id: string } & Record<string, unknown>;

const WIDTH = 176;
const HEIGHT = 48;
const LINE_HEIGHT = 1.25;
/** Between an arrow's end and the box it is attached to. */
const GAP = 5;

/** A box with its label in the middle; its id is that of a stencil. */
export function drawnBox({ id, label, family, x, y }: DrawnBox, order: number): DrawnElement[] {
  const height = FONT_SIZE * LINE_HEIGHT;
  return [
    {
      ...elementDefaults("rectangle"),
      ...stencilLook(family),
      id,
      type: "rectangle",
      index: `a${order}`,
      x,
      y,
      width: WIDTH,
      height: HEIGHT,
      customData: { stencil: id },
    },
    {
      ...elementDefaults("text"),
      id: `${id}-label`,
      type: "text",
      index: `a${order}V`,
      x: x + GAP,
      y: y + (HEIGHT - height) / 2,
      width: WIDTH - 2 * GAP,
      height,
      text: label,
      originalText: label,
      fontSize: FONT_SIZE,
      fontFamily: FONT_FAMILY,
      lineHeight: LINE_HEIGHT,
      textAlign: "center",
      verticalAlign: "middle",
      strokeColor: LABEL_COLOUR,
      containerId: id,
    },
  ];
}

/** An arrow between two boxes in one row or one column. */
export function drawnArrow(from: DrawnBox, to: DrawnBox, order: number): DrawnElement {
  const isRow = from.y === to.y;
  const towards = Math.sign(isRow ? to.x - from.x : to.y - from.y);
  const half = { x: WIDTH / 2, y: HEIGHT / 2 };
  const middle = (box: DrawnBox) => ({ x: box.x + half.x, y: box.y + half.y });
  const [start, end] = [middle(from), middle(to)];
  const reach = (isRow ? half.x : half.y) + GAP;
  const length = (isRow ? end.x - start.x : end.y - start.y) - 2 * towards * reach;
  const binding = (elementId: string) => ({ elementId, focus: 0, gap: GAP, fixedPoint: null });
  return {
    ...elementDefaults("arrow"),
    id: `${from.id}-to-${to.id}`,
    type: "arrow",
    index: `b${order}`,
    x: isRow ? start.x + towards * reach : start.x,
    y: isRow ? start.y : start.y + towards * reach,
    width: isRow ? Math.abs(length) : 0,
    height: isRow ? 0 : Math.abs(length),
    points: [[0, 0], isRow ? [length, 0] : [0, length]],
    strokeColor: ARROW_COLOUR,
    strokeWidth: 1,
    roughness: 0,
    startBinding: binding(from.id),
    endBinding: binding(to.id),
    endArrowhead: "arrow",
  };
}
