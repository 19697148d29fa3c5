"use client";

import { useCallback, useEffect, useState } from "react";

declare global {
  interface Window {
    /** Where Excalidraw looks for its fonts; without it, it asks a content network. */
    EXCALIDRAW_ASSET_PATH?: string | string[];
  }
}

/** Filled by scripts/copy-canvas-assets.mjs. */
const ASSET_PATH = "/excalidraw/";

/** To be called before any import of Excalidraw. */
export function setAssetPath(): void {
  window.EXCALIDRAW_ASSET_PATH = ASSET_PATH;
}

type Canvas = typeof import("./excalidraw-canvas");

type Loading =
  | { status: "loading" }
  | { status: "ready"; canvas: Canvas }
  | { status: "failed"; retry: () => void };

/** Excalidraw, loaded once the pane is on the page and never before. */
export function useExcalidraw(): Loading {
  const [loading, setLoading] = useState<Loading>({ status: "loading" });
  const load = useCallback(() => {
    setLoading({ status: "loading" });
    importCanvas().then(
      (canvas) => setLoading({ status: "ready", canvas }),
      () => setLoading({ status: "failed", retry: load }),
    );
  }, []);
  useEffect(load, [load]);
  return loading;
}

function importCanvas(): Promise<Canvas> {
  setAssetPath();
  return import("./excalidraw-canvas");
}
