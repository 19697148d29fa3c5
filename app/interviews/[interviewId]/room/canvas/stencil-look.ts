import type { StencilFamily } from "@/lib/domain/content/stencil";

/**
 * How a component is drawn. These colours are content, not interface: they are stored in the
 * drawing and Excalidraw turns them over in dark mode, so they cannot be tokens. One calm hue per
 * family; the label says what the box is, the hue only groups.
 */
const COLOURS: Record<StencilFamily, { fill: string; line: string }> = {
  io: { fill: "#eef1f5", line: "#5b6b7c" },
  data: { fill: "#e2f1ee", line: "#0f6e68" },
  model: { fill: "#edeafa", line: "#6a55b3" },
  ops: { fill: "#f9f0de", line: "#96690f" },
};

export const LABEL_COLOUR = "#1c1b19";
export const ARROW_COLOUR = "#55534d";
/** Excalidraw's number for Nunito: the plain one of its fonts. */
export const FONT_FAMILY = 6;
export const FONT_SIZE = 16;
/** What the browser has to have loaded before a label can be measured. */
export const FONT = `${FONT_SIZE}px Nunito`;

export function stencilLook(family: StencilFamily) {
  const { fill, line } = COLOURS[family];
  return {
    backgroundColor: fill,
    strokeColor: line,
    fillStyle: "solid",
    strokeWidth: 1,
    roughness: 0,
    // Excalidraw's number for corners of one size, however large the box.
    roundness: { type: 3 },
  } as const;
}

export const FAMILY_WORDS: Record<StencilFamily, string> = {
  io: "Traffic and plumbing",
  data: "Data",
  model: "Model",
  ops: "Operations",
};
