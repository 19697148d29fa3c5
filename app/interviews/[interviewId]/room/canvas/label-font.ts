import { FONT } from "./stencil-look";

/** In the letters of every component's name; others come when a text needs them. */
const LATIN = "Aa";

/**
 * The font of labels, once it is there. Asked for when the canvas opens, so that it is at hand when
 * the network goes; if it never came, components can be added all the same.
 */
export async function labelFont(text = LATIN): Promise<void> {
  try {
    await document.fonts.load(FONT, text);
  } catch {
    // Offline: the label is measured and drawn in the next best font.
  }
}
