import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness";
import * as Y from "yjs";
import { MAX_STROKE_POINTS, Presence } from "@/lib/room-document/presence";
import { CanvasPresence } from "./canvas-presence";

let awareness: Awareness;
let other: Awareness;
let sent: number;

beforeEach(() => {
  vi.useFakeTimers();
  awareness = new Awareness(new Y.Doc());
  other = new Awareness(new Y.Doc());
  sent = 0;
  awareness.on("update", (_: unknown, origin: unknown) => {
    if (origin === "local") sent += 1;
  });
});
afterEach(() => {
  awareness.destroy();
  other.destroy();
  vi.useRealTimers();
});

function arrive(): void {
  // The protocol passes over a state that has never changed.
  other.setLocalState({});
  applyAwarenessUpdate(awareness, encodeAwarenessUpdate(other, [other.clientID]), "network");
}

const at = (x: number) => ({ x, y: 0, tool: "pointer" as const });

test("a pointer that moves all the time is told at most 20 times a second, the last place included", () => {
  arrive();
  const presence = new CanvasPresence(awareness);
  for (let x = 1; x <= 200; x += 1) {
    presence.movePointer(at(x));
    vi.advanceTimersByTime(5);
  }
  vi.advanceTimersByTime(50);
  expect(sent).toBeGreaterThan(10);
  expect(sent).toBeLessThanOrEqual(21);
  expect(awareness.getLocalState()).toMatchObject({ pointer: { x: 200 } });
});

test("nothing is told while nobody else is there, and everything when somebody comes", () => {
  const presence = new CanvasPresence(awareness);
  presence.movePointer(at(7));
  presence.select(["box"]);
  vi.advanceTimersByTime(200);
  expect(sent).toBe(0);
  arrive();
  vi.advanceTimersByTime(200);
  expect(awareness.getLocalState()).toEqual({ pointer: at(7), selected: ["box"] });
});

test("the caret of the document stays as it is", () => {
  arrive();
  awareness.setLocalStateField("caret", { anchor: {}, head: {} });
  const presence = new CanvasPresence(awareness);
  presence.movePointer(at(7));
  vi.advanceTimersByTime(200);
  presence.movePointer(null);
  vi.advanceTimersByTime(200);
  expect(awareness.getLocalState()).toEqual({ caret: { anchor: {}, head: {} } });
});

test("a very long stroke is told thinned, as the room accepts it", () => {
  arrive();
  const presence = new CanvasPresence(awareness);
  const points = Array.from({ length: 4000 }, (_, n): [number, number] => [n, n]);
  presence.draw({ colour: "#1c1b19", width: 2, points });
  const state = Presence.parse(JSON.parse(JSON.stringify(awareness.getLocalState())));
  expect(state.stroke?.points.length).toBeLessThanOrEqual(MAX_STROKE_POINTS);
  expect(state.stroke?.points.at(-1)).toEqual([3999, 3999]);
});

test("leaving the canvas clears what others saw", () => {
  arrive();
  const presence = new CanvasPresence(awareness);
  presence.movePointer(at(7));
  presence.destroy();
  expect(awareness.getLocalState()).toEqual({});
});
