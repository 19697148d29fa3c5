"use client";

import { useEffect, useRef } from "react";
import { type Command, commandOf, type Surroundings } from "./shortcuts";

/** Marks the canvas, so that its keys stay its own. */
export const CANVAS_SURFACE = { "data-surface": "canvas" } as const;

function surroundingsOf(target: EventTarget | null): Surroundings {
  if (!(target instanceof HTMLElement)) return "page";
  // Letters in a menu or a dialog are its own: they search, or they are typed.
  if (target.isContentEditable || target.closest("input, textarea, select, [role=menu]"))
    return "text";
  if (target.closest("[role=dialog], [role=alertdialog]")) return "text";
  return target.closest('[data-surface="canvas"]') ? "canvas" : "page";
}

/**
 * Listens in the capture phase, before editor and canvas see the key. The handler returns whether
 * it did something; only then is the key kept from everybody else.
 */
export function useShortcuts(run: (command: Command) => boolean): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.repeat || event.isComposing) return;
      const command = commandOf(event, surroundingsOf(event.target));
      if (!command || !latest.current(command)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("keydown", listen, { capture: true });
    return () => window.removeEventListener("keydown", listen, { capture: true });
  }, []);
}
