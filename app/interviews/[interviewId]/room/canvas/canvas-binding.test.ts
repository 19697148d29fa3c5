import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { MAX_POINTS, MAX_TEXT_LENGTH } from "@/lib/room-document/elements";
import { elementsOf } from "@/lib/room-document/roots";
import { WRITE_INTERVAL_MS } from "./canvas-binding";
import { arrow, type Board, label, meet, openBoard, shape } from "./testing/fake-canvas";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Two boards that both show these elements. */
function twoBoards(...elements: ReturnType<typeof shape>[]): [Board, Board] {
  const a = openBoard();
  const b = openBoard();
  a.editor.add(...elements);
  meet(a, b);
  settle(a, b);
  return [a, b];
}

function settle(...boards: Board[]): void {
  vi.advanceTimersByTime(10 * WRITE_INTERVAL_MS);
  for (const board of boards) board.sent.length = 0;
}

function storedPoints(board: Board, id: string): unknown[] {
  const size = elementsOf(board.doc).get(id)?.get("size") as { points: unknown[] } | undefined;
  return size?.points ?? [];
}

function stored(board: Board, id: string): Record<string, unknown> | undefined {
  return elementsOf(board.doc).get(id)?.toJSON();
}

describe("writing", () => {
  test("a move and a recolour of the same shape by two people are both kept", () => {
    const [a, b] = twoBoards(shape("box"));
    a.editor.change("box", { x: 300 });
    b.editor.change("box", { strokeColor: "#ff0000" });
    meet(a, b);
    for (const board of [a, b]) {
      expect(board.editor.find("box")).toMatchObject({ x: 300, strokeColor: "#ff0000" });
    }
  });

  test("a move writes the moved property and nothing else", () => {
    const [a] = twoBoards(shape("box"));
    a.editor.change("box", { x: 300 });
    a.binding.flush();
    expect(a.sent).toHaveLength(1);
    expect(a.sent[0]?.byteLength).toBeLessThan(60);
  });

  test("sixty changes in a second of dragging are at most twenty-one writes, the last one included", () => {
    const [a] = twoBoards(shape("box"));
    for (let frame = 1; frame <= 60; frame += 1) {
      a.editor.change("box", { x: frame });
      vi.advanceTimersByTime(1000 / 60);
    }
    vi.advanceTimersByTime(WRITE_INTERVAL_MS);
    expect(a.sent.length).toBeGreaterThan(10);
    expect(a.sent.length).toBeLessThanOrEqual(21);
    expect(stored(a, "box")).toMatchObject({ x: 60 });
  });

  test("a freehand stroke is written once, when it ends", () => {
    const [a] = twoBoards();
    a.editor.current = { isIdle: false, ids: new Set(["stroke"]), stroke: "stroke" };
    a.editor.add(shape("stroke", { type: "freedraw", points: [[0, 0]], pressures: [] }));
    for (let x = 1; x < 40; x += 1) {
      a.editor.change("stroke", {
        points: [[0, 0], ...Array.from({ length: x }, (_, n) => [n, n])],
      });
      vi.advanceTimersByTime(20);
    }
    expect(a.sent).toHaveLength(0);
    a.editor.letGo();
    a.binding.flush();
    expect(a.sent).toHaveLength(1);
    expect(storedPoints(a, "stroke")).toHaveLength(40);
  });

  test("a stroke with more points than the room takes keeps its two ends", () => {
    const [a] = twoBoards();
    const points = Array.from({ length: MAX_POINTS * 2 + 7 }, (_, n) => [n, 0]);
    a.editor.add(
      shape("stroke", { type: "freedraw", points, pressures: [], simulatePressure: true }),
    );
    a.binding.flush();
    const kept = storedPoints(a, "stroke");
    expect(kept.length).toBeLessThanOrEqual(MAX_POINTS);
    expect(kept[0]).toEqual(points[0]);
    expect(kept.at(-1)).toEqual(points.at(-1));
  });

  test("an empty label and a shape without size are not written", () => {
    const [a] = twoBoards(shape("box"));
    a.editor.add(label("text", "box", ""), shape("dot", { width: 0, height: 0, index: "a6" }));
    vi.advanceTimersByTime(1000);
    expect(a.sent).toHaveLength(0);
  });

  test("what is local to a browser is never stored", () => {
    const [a] = twoBoards(shape("box"));
    for (const name of ["version", "versionNonce", "updated", "isDeleted", "boundElements"]) {
      expect(stored(a, "box")).not.toHaveProperty(name);
    }
  });

  test("an element of a kind the room does not store leaves the scene, and the person is told", () => {
    const [a] = twoBoards(shape("box"));
    a.editor.add(shape("picture", { type: "image", index: "a6" }));
    a.binding.flush();
    expect(a.editor.ids()).toEqual(["box"]);
    expect(a.refusals).toBe(1);
    expect(a.sent).toHaveLength(0);
  });

  test("a change the room would refuse is taken back when the person lets go", () => {
    const [a] = twoBoards(shape("box"), label("text", "box", "Log"));
    a.editor.hold("text");
    const text = "x".repeat(MAX_TEXT_LENGTH + 1);
    a.editor.change("text", { text, originalText: text });
    a.binding.flush();
    expect(a.editor.find("text")).toMatchObject({ text });
    a.editor.letGo();
    a.binding.flush();
    expect(a.editor.find("text")).toMatchObject({ text: "Log" });
    expect(a.refusals).toBe(1);
  });

  test("a reader's scene never reaches the document", () => {
    const [a] = twoBoards(shape("box"));
    const reader = openBoard(a.doc, false);
    reader.editor.change("box", { x: 900 });
    reader.editor.add(shape("mine", { index: "a7" }));
    reader.binding.flush();
    vi.advanceTimersByTime(1000);
    reader.binding.destroy();
    expect(a.sent).toHaveLength(0);
    expect(stored(a, "box")).toMatchObject({ x: 0 });
  });

  test("hundreds of pasted elements travel in several updates", () => {
    const [a, b] = twoBoards();
    a.editor.add(
      ...Array.from({ length: 450 }, (_, n) =>
        shape(`n${n}`, { index: `b${String(n).padStart(4, "0")}` }),
      ),
    );
    a.binding.flush();
    expect(a.sent).toHaveLength(3);
    meet(a, b);
    expect(b.editor.ids()).toEqual(a.editor.ids());
  });
});

describe("showing", () => {
  test("applying a change is never answered with a write", () => {
    const [a, b] = twoBoards(
      shape("box"),
      shape("other", { index: "a2" }),
      arrow("arrow", "box", "other"),
    );
    a.editor.change("box", { x: 50 });
    meet(a, b);
    vi.advanceTimersByTime(1000);
    expect(b.sent).toHaveLength(0);
    b.editor.onChange();
    vi.advanceTimersByTime(1000);
    expect(b.sent).toHaveLength(0);
    expect(a.sent).toHaveLength(1);
  });

  test("an element in the person's hands takes the changes of others when the gesture ends", () => {
    const [a, b] = twoBoards(shape("box"), shape("other", { index: "a2" }));
    a.editor.hold("box");
    a.editor.change("box", { x: 10 });
    b.editor.change("box", { strokeColor: "#ff0000" });
    b.editor.change("other", { strokeColor: "#00ff00" });
    meet(a, b);
    expect(a.editor.find("box")).toMatchObject({ strokeColor: "#111111" });
    expect(a.editor.find("other")).toMatchObject({ strokeColor: "#00ff00" });
    a.editor.change("box", { x: 20 });
    a.binding.flush();
    a.editor.letGo();
    expect(a.editor.find("box")).toMatchObject({ x: 20, strokeColor: "#ff0000" });
    meet(a, b);
    expect(b.editor.find("box")).toMatchObject({ x: 20, strokeColor: "#ff0000" });
  });

  test("a change made here but not written yet survives a change of another property", () => {
    const [a, b] = twoBoards(shape("box"));
    a.editor.change("box", { x: 1 });
    a.editor.change("box", { x: 2 });
    b.editor.change("box", { strokeColor: "#ff0000" });
    b.binding.flush();
    Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(b.doc), "network");
    expect(a.editor.find("box")).toMatchObject({ x: 2, strokeColor: "#ff0000" });
    meet(a, b);
    expect(b.editor.find("box")).toMatchObject({ x: 2, strokeColor: "#ff0000" });
  });

  test("the document's values stay apart from those the editor changes in place", () => {
    const [, b] = twoBoards(
      shape("box"),
      shape("other", { index: "a2" }),
      arrow("arrow", "box", "other"),
    );
    const points = b.editor.find("arrow")?.points as number[][];
    points.push([5, 5]);
    expect(storedPoints(b, "arrow")).toHaveLength(2);
  });

  test("back-references follow from arrows and labels drawn by others", () => {
    const [a, b] = twoBoards(shape("from"), shape("to", { index: "a2" }));
    a.editor.add(arrow("arrow", "from", "to"), label("text", "to", "Ranker"));
    meet(a, b);
    expect(b.editor.find("from")?.boundElements).toEqual([{ id: "arrow", type: "arrow" }]);
    expect(b.editor.find("to")?.boundElements).toEqual([
      { id: "arrow", type: "arrow" },
      { id: "text", type: "text" },
    ]);
    a.editor.remove("arrow");
    meet(a, b);
    expect(b.editor.find("from")?.boundElements).toEqual([]);
  });

  test("an element that vanished from the scene without being deleted is shown again", () => {
    const [a] = twoBoards(shape("box"), shape("other", { index: "a2" }));
    a.editor.scene = a.editor.scene.filter(({ id }) => id !== "box");
    a.editor.onChange();
    expect(a.editor.ids()).toEqual(["box", "other"]);
    expect(a.sent).toHaveLength(0);
    expect(stored(a, "box")).toBeDefined();
  });

  test("a reader's scene that lost everything is filled again", () => {
    const [a] = twoBoards(shape("box"));
    const reader = openBoard(a.doc, false);
    reader.editor.scene = [];
    reader.editor.onChange();
    expect(reader.editor.ids()).toEqual(["box"]);
  });

  test("opening a board shows what is stored and nothing else", () => {
    const [a] = twoBoards(shape("box"));
    const later = openBoard(a.doc);
    expect(later.editor.ids()).toEqual(["box"]);
    vi.advanceTimersByTime(1000);
    expect(later.sent).toHaveLength(0);
  });
});

describe("deleting", () => {
  test("a delete beats a concurrent edit, on both sides and for good", () => {
    const [a, b] = twoBoards(shape("box"));
    a.editor.remove("box");
    b.editor.change("box", { x: 400 });
    meet(a, b);
    expect(b.editor.ids()).toEqual([]);
    expect(elementsOf(b.doc).size).toBe(0);
    meet(a, b);
    expect(elementsOf(a.doc).size).toBe(0);
  });

  test("an edit of something just deleted by somebody else does not bring it back", () => {
    const [a, b] = twoBoards(shape("box"));
    const kept = { ...shape("box"), version: 99 };
    a.editor.remove("box");
    meet(a, b);
    b.editor.add(kept);
    b.binding.flush();
    expect(elementsOf(b.doc).size).toBe(0);
    expect(b.editor.ids()).toEqual([]);
    expect(b.refusals).toBe(0);
  });

  test("a delete made here and not written yet beats a change that arrives", () => {
    const [a, b] = twoBoards(shape("box"));
    a.editor.change("box", { x: 1 });
    a.editor.remove("box");
    b.editor.change("box", { strokeColor: "#ff0000" });
    b.binding.flush();
    Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(b.doc), "network");
    meet(a, b);
    expect(elementsOf(a.doc).size).toBe(0);
    expect(b.editor.ids()).toEqual([]);
  });
});

describe("order", () => {
  test("elements added on top by three people at once stand in one order, and nobody writes it back", () => {
    const boards = [openBoard(), openBoard(), openBoard()];
    for (const [n, board] of boards.entries()) board.editor.add(shape(`n${n}`, { index: "a1" }));
    meet(...boards);
    meet(...boards);
    settle(...boards);
    for (const board of boards) expect(board.editor.ids()).toEqual(["n0", "n1", "n2"]);
    for (const board of boards) board.editor.onChange();
    vi.advanceTimersByTime(1000);
    expect(boards.flatMap(({ sent }) => sent)).toHaveLength(0);
  });

  test("a recolour of an element with a repaired index writes the colour only", () => {
    const [a, b] = [openBoard(), openBoard()];
    a.editor.add(shape("n0", { index: "a1" }));
    b.editor.add(shape("n1", { index: "a1" }));
    meet(a, b);
    settle(a, b);
    a.editor.change("n1", { strokeColor: "#ff0000" });
    a.binding.flush();
    expect(stored(a, "n1")).toMatchObject({ index: "a1", strokeColor: "#ff0000" });
  });

  test("moving an element in the stack between repaired ones holds for everybody", () => {
    const [a, b] = [openBoard(), openBoard()];
    a.editor.add(shape("n0", { index: "a1" }), shape("top", { index: "a9" }));
    b.editor.add(shape("n1", { index: "a1" }));
    meet(a, b);
    // As the editor does it: an index between its two neighbours in this scene.
    a.editor.scene = [a.editor.scene[0], a.editor.scene[2], a.editor.scene[1]].filter((e) => !!e);
    a.editor.change("top", { index: "a1G" });
    meet(a, b);
    expect(a.editor.ids()).toEqual(["n0", "top", "n1"]);
    expect(b.editor.ids()).toEqual(["n0", "top", "n1"]);
  });
});
