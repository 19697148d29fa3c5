/**
 * Keeps Excalidraw's fonts on our own server. Two things are needed: it has to be told where they
 * are, and it has to be kept from naming a content network as the second source of every font,
 * for which it has no switch. The page's content policy would stop that source anyway, with an error
 * for each of some two hundred fonts.
 */

declare global {
  interface Window {
    /** Where Excalidraw looks for its fonts. */
    EXCALIDRAW_ASSET_PATH?: string | string[];
  }
}

/** Filled by scripts/copy-canvas-assets.mjs. */
const ASSET_PATH = "/excalidraw/";

/** To be called before Excalidraw is imported. */
export function keepFontsLocal(): void {
  if (window.EXCALIDRAW_ASSET_PATH === ASSET_PATH) return;
  window.EXCALIDRAW_ASSET_PATH = ASSET_PATH;
  const { origin } = window.location;
  window.FontFace = class extends window.FontFace {
    constructor(family: string, source: string | BufferSource, descriptors?: FontFaceDescriptors) {
      super(family, typeof source === "string" ? ownSources(source, origin) : source, descriptors);
    }
  };
}

/** The sources of a font without those on other servers; all of them if none would be left. */
export function ownSources(source: string, origin: string): string {
  const sources = source.split(/,\s*(?=url\(|local\()/);
  const own = sources.filter((one) => {
    const address = /^url\(\s*["']?([^"')]+)/.exec(one)?.[1];
    return (
      address === undefined ||
      address.startsWith("data:") ||
      new URL(address, origin).origin === origin
    );
  });
  return own.length > 0 ? own.join(", ") : source;
}
