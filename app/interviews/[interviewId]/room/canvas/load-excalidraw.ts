"use client";

import { useCallback, useEffect, useState } from "react";
import { keepFontsLocal } from "./local-fonts";

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
  keepFontsLocal();
  return import("./excalidraw-canvas");
}
