"use client";

import { useEffect, useReducer, useSyncExternalStore } from "react";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import { z } from "zod";
import { readElement } from "@/lib/room-document/elements";
import { Presence } from "@/lib/room-document/presence";
import { elementsOf } from "@/lib/room-document/roots";
import type { CanvasController } from "./canvas-controller";

/** What the room adds to the presence of others, from its roster. */
const Person = z.object({ name: z.string(), color: z.string() });

interface Other {
  clientId: number;
  name: string;
  colour: string;
  pointer: Presence["pointer"];
  selected: readonly string[];
  stroke: Presence["stroke"];
}

/**
 * Pointers, selections and strokes under way of everybody else, over the canvas. Drawn by us:
 * Excalidraw would choose colours of its own, which are not those of the list of people.
 */
export function OtherPeople({
  doc,
  awareness,
  controller,
}: {
  doc: Y.Doc;
  awareness: Awareness;
  controller: CanvasController;
}) {
  const { zoom, scrollX, scrollY } = useSyncExternalStore(controller.subscribe, controller.getLook);
  const others = useOthers(awareness, controller);
  const elements = elementsOf(doc);
  const left = (x: number) => (x + scrollX) * zoom;
  const top = (y: number) => (y + scrollY) * zoom;

  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0 z-2 overflow-hidden">
      {others.map(({ clientId, name, colour, pointer, selected, stroke }) => (
        <div key={clientId} style={{ color: colour }}>
          {selected.map((id) => {
            const stored = elements.get(id);
            const box = stored && outlineOf(id, stored);
            return box ? (
              <div
                key={id}
                className="absolute rounded-control border-2 border-current"
                style={{
                  left: left(box.x) - OUTLINE_GAP,
                  top: top(box.y) - OUTLINE_GAP,
                  width: box.width * zoom + 2 * OUTLINE_GAP,
                  height: box.height * zoom + 2 * OUTLINE_GAP,
                  rotate: `${box.angle}rad`,
                }}
              />
            ) : null;
          })}
          {stroke ? (
            <svg className="absolute inset-0 size-full opacity-60" role="presentation">
              <polyline
                points={stroke.points.map(([x, y]) => `${left(x)},${top(y)}`).join(" ")}
                fill="none"
                stroke="currentColor"
                strokeWidth={Math.max(1, stroke.width * zoom)}
                strokeLinecap="round"
                strokeLinejoin="round"
              />
            </svg>
          ) : null}
          {pointer ? (
            <div
              className="absolute transition-transform duration-75 ease-linear motion-reduce:transition-none"
              style={{ transform: `translate(${left(pointer.x)}px, ${top(pointer.y)}px)` }}
            >
              <svg width="14" height="18" viewBox="0 0 14 18" role="presentation">
                <path
                  d="M1 1v13l3.6-3.4L7 16l2.6-1.1L7.2 9.6H12z"
                  fill="currentColor"
                  stroke="var(--surface)"
                  strokeWidth="1.2"
                  strokeLinejoin="round"
                />
              </svg>
              <span
                className="absolute top-4 left-3 max-w-40 truncate rounded-control px-1.5 font-medium text-on-cursor text-xs"
                style={{ backgroundColor: colour }}
              >
                {name}
              </span>
            </div>
          ) : null}
        </div>
      ))}
    </div>
  );
}

const OUTLINE_GAP = 4;

function useOthers(awareness: Awareness, controller: CanvasController): readonly Other[] {
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    let frame = 0;
    const schedule = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(drawAgain);
    };
    awareness.on("change", schedule);
    const stop = controller.subscribe(schedule);
    return () => {
      cancelAnimationFrame(frame);
      awareness.off("change", schedule);
      stop();
    };
  }, [awareness, controller]);

  const others: Other[] = [];
  for (const [clientId, state] of awareness.getStates()) {
    if (clientId === awareness.clientID) continue;
    const person = Person.safeParse(state.user);
    const presence = Presence.pick({ pointer: true, selected: true, stroke: true })
      .strip()
      .safeParse(state);
    if (!person.success || !presence.success) continue;
    const { pointer, selected, stroke } = presence.data;
    others.push({
      clientId,
      name: person.data.name,
      colour: person.data.color,
      pointer,
      selected: selected ?? [],
      stroke,
    });
  }
  return others;
}

/** The box around an element; lines and strokes may reach left of and above their origin. */
function outlineOf(id: string, stored: Y.Map<unknown>) {
  const element = readElement(id, stored);
  if (!element) return undefined;
  const { x, y, width, height, angle, points } = element;
  if (!points || points.length === 0) return { x, y, width, height, angle };
  const xs = points.map(([px]) => px);
  const ys = points.map(([, py]) => py);
  const [minX, minY] = [Math.min(...xs), Math.min(...ys)];
  return {
    x: x + minX,
    y: y + minY,
    width: Math.max(...xs) - minX,
    height: Math.max(...ys) - minY,
    angle,
  };
}
