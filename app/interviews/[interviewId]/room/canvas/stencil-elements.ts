import { convertToExcalidrawElements } from "@excalidraw/excalidraw";
import type { EdgeKind } from "@/lib/domain/content/edge-kind";
import type { PaletteStencil } from "@/lib/domain/content/stencil";
import type { Connector } from "./connector";
import { edgeLook } from "./edge-look";
import type { Box } from "./free-place";
import { labelFont } from "./label-font";
import { type Size, sizeForLabel } from "./label-size";
import type { SceneElement } from "./scene";
import {
  ARROW_COLOUR,
  FONT,
  FONT_FAMILY,
  FONT_SIZE,
  LABEL_COLOUR,
  stencilLook,
} from "./stencil-look";

/**
 * How large a component is.
 *
 * Waits for the font first: measured in another one, the label would be cut off.
 */
export async function stencilSize(stencil: PaletteStencil): Promise<Size> {
  await labelFont(stencil.label);
  return sizeForLabel(stencil.label, FONT_SIZE, measurer());
}

/** A component as elements: a box of the component's size, and the label. */
export function stencilElements(stencil: PaletteStencil, box: Box): SceneElement[] {
  return made([
    {
      type: "rectangle",
      ...box,
      ...stencilLook(stencil.family),
      customData: { stencil: stencil.id },
      label: {
        text: stencil.label,
        fontSize: FONT_SIZE,
        fontFamily: FONT_FAMILY,
        strokeColor: LABEL_COLOUR,
        textAlign: "center",
        verticalAlign: "middle",
      },
    },
  ]);
}

/** An elbow arrow; the shapes still have to be told that it is attached to them. */
export function arrowElement(connector: Connector, kind: EdgeKind | null): SceneElement {
  const [arrow] = made([
    {
      type: "arrow",
      x: connector.x,
      y: connector.y,
      strokeColor: ARROW_COLOUR,
      strokeWidth: 1,
      roughness: 0,
    },
  ]);
  if (!arrow) throw new Error("Excalidraw made no arrow.");
  return {
    ...arrow,
    ...edgeLook(kind),
    // Again after the converter, which moves the first point away from [0, 0].
    ...connector,
    elbowed: true,
    roundness: null,
    fixedSegments: null,
    startIsSpecial: null,
    endIsSpecial: null,
  };
}

function made(skeleton: Parameters<typeof convertToExcalidrawElements>[0]): SceneElement[] {
  const elements = convertToExcalidrawElements(skeleton) as unknown as SceneElement[];
  // The converter counts from the first index in every call; without one, the scene puts them on top.
  return elements.map((element) => ({ ...element, index: null }));
}

function measurer(): (text: string) => number {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return (text) => text.length * FONT_SIZE * 0.6;
  context.font = FONT;
  return (text) => context.measureText(text).width;
}
