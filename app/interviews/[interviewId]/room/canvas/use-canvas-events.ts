"use client";

import { type RefObject, useEffect, useRef } from "react";
import { canvasKeyAction, isTypingIn } from "./canvas-keys";

interface Handlers {
  onUndo: () => void;
  onRedo: () => void;
  onFind: () => void;
  onConnect: () => void;
  /** Files were dropped or pasted, and nothing was done with them. */
  onFiles: () => void;
  /** The drag type of components. */
  dropType: string;
  onDrop: (data: string, at: { clientX: number; clientY: number }) => void;
}

/**
 * Takes what is ours before Excalidraw sees it: in the capture phase, on the box around it. The room
 * listens further out, so its own keys have already passed.
 */
export function useCanvasEvents(surface: RefObject<HTMLElement | null>, handlers: Handlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });

  useEffect(() => {
    const box = surface.current;
    if (!box) return;

    const onKeyDown = (event: KeyboardEvent) => {
      const action = canvasKeyAction(event, isTypingIn(event.target));
      if (!action) return;
      event.stopPropagation();
      if (action === "leave") return;
      event.preventDefault();
      if (action === "undo") latest.current.onUndo();
      else if (action === "redo") latest.current.onRedo();
      else if (action === "find") latest.current.onFind();
      else if (action === "connect") latest.current.onConnect();
    };

    const onDragOver = (event: DragEvent) => {
      const types = event.dataTransfer?.types;
      if (!types?.includes(latest.current.dropType)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    };

    const onDrop = (event: DragEvent) => {
      const { dataTransfer } = event;
      const isFile = dataTransfer?.types.includes("Files") ?? false;
      const dropped = dataTransfer?.getData(latest.current.dropType);
      if (!isFile && !dropped && isTypingIn(event.target)) return;
      // A dropped .excalidraw file would replace the whole scene, even for a reader; a dropped
      // library would add to it what the room does not store.
      event.preventDefault();
      event.stopPropagation();
      if (isFile) latest.current.onFiles();
      else if (dropped) {
        latest.current.onDrop(dropped, { clientX: event.clientX, clientY: event.clientY });
      }
    };

    const onPaste = (event: ClipboardEvent) => {
      if (!event.clipboardData || event.clipboardData.files.length === 0) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current.onFiles();
    };

    const capture = { capture: true };
    box.addEventListener("keydown", onKeyDown, capture);
    box.addEventListener("dragover", onDragOver, capture);
    box.addEventListener("drop", onDrop, capture);
    box.addEventListener("paste", onPaste, capture);
    return () => {
      box.removeEventListener("keydown", onKeyDown, capture);
      box.removeEventListener("dragover", onDragOver, capture);
      box.removeEventListener("drop", onDrop, capture);
      box.removeEventListener("paste", onPaste, capture);
    };
  }, [surface]);
}
