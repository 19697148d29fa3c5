import { expect, test } from "vitest";
import * as Y from "yjs";
import { MAX_SELECTED_SHOWN, MAX_STROKE_POINTS, Presence } from "./presence";
import { documentOf } from "./roots";

const accepts = (state: unknown): boolean => Presence.safeParse(state).success;

test("a caret is two relative positions as Yjs writes them", () => {
  const doc = new Y.Doc();
  const text = new Y.XmlText("hello");
  documentOf(doc, "shared").insert(0, [text]);
  const at = (index: number, assoc = 0) =>
    Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index, assoc));
  expect(accepts({ caret: { anchor: at(0), head: at(3, -1) } })).toBe(true);
  expect(accepts({ caret: { anchor: at(0), head: at(5) } })).toBe(true);
  expect(accepts(JSON.parse(JSON.stringify({ caret: { anchor: at(0), head: at(5) } })))).toBe(true);
});

test("anything but positions is refused, above all names and colours", () => {
  expect(accepts({})).toBe(true);
  expect(accepts({ pointer: { x: 1, y: -2.5, tool: "pointer" }, selected: ["a"] })).toBe(true);
  expect(accepts({ user: { name: "Somebody else", color: "#000000" } })).toBe(false);
  expect(accepts({ pointer: { x: 1, y: 1, tool: "pointer", name: "x" } })).toBe(false);
  expect(accepts({ pointer: { x: Number.NaN, y: 1, tool: "pointer" } })).toBe(false);
  expect(accepts({ caret: { anchor: { item: { client: -1, clock: 0 } }, head: {} } })).toBe(false);
  expect(accepts(null)).toBe(false);
});

test("selections and strokes end where their limits are", () => {
  const selected = (count: number) => ({ selected: Array(count).fill("a") });
  const stroke = (count: number) => ({
    stroke: { colour: "#000000", width: 2, points: Array(count).fill([0, 0]) },
  });
  expect(accepts(selected(MAX_SELECTED_SHOWN))).toBe(true);
  expect(accepts(selected(MAX_SELECTED_SHOWN + 1))).toBe(false);
  expect(accepts(stroke(MAX_STROKE_POINTS))).toBe(true);
  expect(accepts(stroke(MAX_STROKE_POINTS + 1))).toBe(false);
});
