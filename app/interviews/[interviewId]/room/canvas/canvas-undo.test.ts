import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { elementsOf } from "@/lib/room-document/roots";
import { arrow, label, meet, openBoard, shape } from "./testing/fake-canvas";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function twoBoards(...elements: ReturnType<typeof shape>[]) {
  const author = openBoard();
  const [a, b] = [openBoard(), openBoard()];
  author.editor.add(...elements);
  meet(author, a, b);
  return [a, b] as const;
}

test("undo takes back only one's own change of a shape both have changed", () => {
  const [a, b] = twoBoards(shape("box"));
  a.editor.change("box", { x: 300 });
  b.editor.change("box", { strokeColor: "#ff0000" });
  meet(a, b);
  a.undo.undo();
  meet(a, b);
  for (const { editor } of [a, b]) {
    expect(editor.find("box")).toMatchObject({ x: 0, strokeColor: "#ff0000" });
  }
  a.undo.redo();
  expect(a.editor.find("box")).toMatchObject({ x: 300, strokeColor: "#ff0000" });
});

test("undo leaves a value that somebody else has overwritten", () => {
  const [a, b] = twoBoards(shape("box"));
  a.editor.change("box", { x: 300 });
  meet(a, b);
  b.editor.change("box", { x: 500 });
  meet(a, b);
  a.undo.undo();
  expect(a.editor.find("box")).toMatchObject({ x: 500 });
});

test("what others drew cannot be undone", () => {
  const [a] = twoBoards(shape("box"));
  expect(a.undo.canUndo).toBe(false);
  a.undo.undo();
  expect(a.editor.ids()).toEqual(["box"]);
});

test("a drag of two seconds is one step, and so is the next one", () => {
  const [a] = twoBoards(shape("box"));
  for (const target of [100, 200]) {
    a.undo.startStep();
    a.editor.hold("box");
    for (let x = target - 99; x <= target; x += 1) {
      a.editor.change("box", { x });
      vi.advanceTimersByTime(20);
    }
    a.editor.letGo();
    a.binding.flush();
  }
  a.undo.undo();
  expect(a.editor.find("box")).toMatchObject({ x: 100 });
  a.undo.undo();
  expect(a.editor.find("box")).toMatchObject({ x: 0 });
  expect(a.undo.canUndo).toBe(false);
});

test("a label typed in one go is one step, back-reference included", () => {
  const [a] = twoBoards(shape("box"));
  a.editor.hold("text", "box");
  a.editor.add(label("text", "box", ""));
  a.editor.change("box", { boundElements: [{ id: "text", type: "text" }] });
  for (const text of ["R", "Ra", "Ranker"]) {
    a.editor.change("text", { text, originalText: text });
    vi.advanceTimersByTime(300);
  }
  a.editor.letGo();
  a.binding.flush();
  a.undo.undo();
  expect(a.editor.ids()).toEqual(["box"]);
  expect(a.editor.find("box")?.boundElements).toEqual([]);
  a.undo.redo();
  expect(a.editor.find("text")).toMatchObject({ text: "Ranker" });
  expect(a.editor.find("box")?.boundElements).toEqual([{ id: "text", type: "text" }]);
});

test("an undone delete comes back with its arrow, on both sides", () => {
  const [a, b] = twoBoards(
    shape("from"),
    shape("to", { index: "a2" }),
    arrow("arrow", "from", "to"),
  );
  a.editor.remove("from");
  a.editor.change("arrow", { startBinding: null });
  meet(a, b);
  a.undo.undo();
  a.undo.undo();
  meet(a, b);
  for (const { editor } of [a, b]) {
    expect(editor.find("arrow")).toMatchObject({ startBinding: { elementId: "from" } });
    expect(editor.find("from")?.boundElements).toEqual([{ id: "arrow", type: "arrow" }]);
  }
});

test("an undone delete gets back the property somebody else had changed, as nobody's change", () => {
  const [a, b] = twoBoards(shape("box", { strokeColor: "#123456" }));
  a.editor.remove("box");
  a.binding.flush();
  b.editor.change("box", { strokeColor: "#ff0000" });
  meet(a, b);
  a.undo.undo();
  expect(elementsOf(a.doc).get("box")?.get("strokeColor")).toBe("#123456");
  expect(a.undo.canUndo).toBe(false);
  expect(a.undo.canRedo).toBe(true);
  meet(a, b);
  expect(b.editor.find("box")).toMatchObject({ strokeColor: "#123456" });
});

test("undo in the middle of a gesture does nothing", () => {
  const [a] = twoBoards(shape("box"));
  a.editor.change("box", { x: 5 });
  a.binding.flush();
  a.editor.hold("box");
  a.undo.undo();
  expect(a.editor.find("box")).toMatchObject({ x: 5 });
});
