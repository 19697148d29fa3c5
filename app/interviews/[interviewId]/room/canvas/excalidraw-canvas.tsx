"use client";

/**
 * Excalidraw itself. By far the largest piece of the page, so it is only ever loaded lazily (see
 * `load-excalidraw.ts`).
 */
import "@excalidraw/excalidraw/index.css";
import "./canvas.css";
import { Excalidraw, MainMenu } from "@excalidraw/excalidraw";
import type {
  ExcalidrawImperativeAPI,
  ExcalidrawInitialDataState,
  ExcalidrawProps,
} from "@excalidraw/excalidraw/types";
import { useEffect, useRef, useState } from "react";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import { isElementValue } from "@/lib/room-document/elements";
import { isLinkHref } from "@/lib/room-document/link-href";
import { CanvasController } from "./canvas-controller";
import { FONT_FAMILY, FONT_SIZE } from "./stencil-look";

/** Nothing that loads, saves or replaces the drawing: it is kept by the room. */
const UI_OPTIONS = {
  canvasActions: {
    changeViewBackgroundColor: false,
    clearCanvas: false,
    export: false,
    loadScene: false,
    saveToActiveFile: false,
    toggleTheme: false,
    saveAsImage: false,
  },
  tools: { image: false },
} as const;

const INITIAL_DATA: ExcalidrawInitialDataState = {
  appState: {
    // The paper is the page's own surface, in both themes.
    viewBackgroundColor: "transparent",
    currentItemFontFamily: FONT_FAMILY,
    currentItemFontSize: FONT_SIZE,
    currentItemRoughness: 0,
    currentItemStrokeWidth: 1,
    currentItemArrowType: "elbow",
  },
};

/**
 * Leaves only what the room stores in what was copied from anywhere. The rest would stay on this
 * person's canvas alone, and an element that is a page would be opened there.
 */
const keepWhatIsStored: NonNullable<ExcalidrawProps["onPaste"]> = (pasted) => {
  if (pasted.elements) {
    pasted.elements = pasted.elements
      .filter(({ type }) => isElementValue("type", type))
      .map((element) => ({ ...element, link: isLinkHref(element.link) ? element.link : null }));
  }
  return true;
};

export interface ExcalidrawCanvasProps {
  doc: Y.Doc;
  awareness: Awareness;
  isReadOnly: boolean;
  theme: "light" | "dark";
  /** The canvas is there, or (null) is going away. */
  onController: (controller: CanvasController | null) => void;
  onRefused: () => void;
}

export function ExcalidrawCanvas({
  doc,
  awareness,
  isReadOnly,
  theme,
  onController,
  onRefused,
}: ExcalidrawCanvasProps) {
  const container = useRef<HTMLDivElement>(null);
  const controller = useRef<CanvasController | null>(null);
  const hasFitted = useRef(false);
  const [api, setApi] = useState<ExcalidrawImperativeAPI | null>(null);
  const callbacks = useRef({ onController, onRefused });
  useEffect(() => {
    callbacks.current = { onController, onRefused };
  });

  useEffect(() => {
    if (!api || !container.current) return;
    const box = container.current;
    const start = () => {
      const made = new CanvasController({
        api,
        container: box,
        doc,
        awareness,
        isReadOnly,
        onRefused: () => callbacks.current.onRefused(),
      });
      controller.current = made;
      // Once: when the room turns calm, what a person is looking at must not jump.
      if (!hasFitted.current) made.zoomToFit();
      hasFitted.current = true;
      callbacks.current.onController(made);
    };
    // Excalidraw sets its scene up a moment after it hands out its interface, and empties it then.
    let stopWaiting = () => {};
    if (api.getAppState().isLoading) {
      stopWaiting = api.onChange(() => {
        stopWaiting();
        start();
      });
    } else start();
    return () => {
      stopWaiting();
      const made = controller.current;
      controller.current = null;
      callbacks.current.onController(null);
      made?.destroy();
    };
  }, [api, doc, awareness, isReadOnly]);

  return (
    <div
      ref={container}
      className="dryrun-canvas absolute inset-0"
      onPointerDownCapture={() => controller.current?.startStep()}
      onPointerLeave={() => controller.current?.movePointer(null)}
    >
      <Excalidraw
        excalidrawAPI={setApi}
        initialData={INITIAL_DATA}
        theme={theme}
        langCode="en"
        viewModeEnabled={isReadOnly}
        UIOptions={UI_OPTIONS}
        handleKeyboardGlobally={false}
        validateEmbeddable={false}
        aiEnabled={false}
        onPaste={keepWhatIsStored}
        onPointerUpdate={({ pointer }) => controller.current?.movePointer(pointer)}
      >
        {/* An own, empty menu takes the place of Excalidraw's, which the style sheet then hides. */}
        <MainMenu>
          <MainMenu.Separator />
        </MainMenu>
      </Excalidraw>
    </div>
  );
}
