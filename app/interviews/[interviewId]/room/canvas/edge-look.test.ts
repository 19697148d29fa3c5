import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EDGE_KINDS } from "@/lib/domain/content/edge-kind";
import { isElementValue } from "@/lib/room-document/elements";
import { edgeLook, withKind } from "./edge-look";
import { meet, openBoard, arrow as sceneArrow, shape } from "./testing/fake-canvas";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("every kind is drawn differently, and as the room stores it", () => {
  const looks = EDGE_KINDS.map((kind) => edgeLook(kind));
  const drawn = looks.map(({ strokeStyle, endArrowhead }) => `${strokeStyle} ${endArrowhead}`);
  expect(new Set(drawn).size).toBe(EDGE_KINDS.length);
  for (const look of looks) {
    for (const [name, value] of Object.entries(look))
      expect(isElementValue(name, value)).toBe(true);
  }
});

test("an arrow that points backwards still does when it is said what flows along it", () => {
  const backwards = {
    ...sceneArrow("flow", "a", "b"),
    startArrowhead: "arrow",
    endArrowhead: null,
  };
  expect(withKind(backwards, "request")).toMatchObject({
    startArrowhead: "triangle",
    endArrowhead: null,
    customData: { edge: "request" },
  });
});

test("the kind reaches the other person, beside a move of theirs, and undo takes back the kind alone", () => {
  const ana = openBoard();
  const ben = openBoard();
  ana.editor.add(shape("a"), shape("b", { index: "a2" }), sceneArrow("flow", "a", "b"));
  meet(ana, ben);
  const plain = ana.editor.find("flow");
  if (!plain) throw new Error("The arrow is on the canvas.");
  ana.editor.change("flow", withKind(plain, "feedback"));
  ben.editor.change("flow", { x: 40 });
  meet(ana, ben);
  for (const { editor } of [ana, ben]) {
    expect(editor.find("flow")).toMatchObject({
      x: 40,
      strokeStyle: "dashed",
      endArrowhead: "triangle_outline",
      customData: { edge: "feedback" },
    });
  }
  ana.undo.undo();
  meet(ana, ben);
  expect(ben.editor.find("flow")).toMatchObject({
    x: 40,
    strokeStyle: "solid",
    endArrowhead: "arrow",
  });
});
