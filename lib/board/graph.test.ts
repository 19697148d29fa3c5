import { expect, test } from "vitest";
import { readElements } from "../room-document/excalidraw-file";
import { boardGraph, nodeName } from "./graph";
import { boardMarkdown, boardOutline } from "./outline";

type Stored = Record<string, Record<string, unknown>>;

/** The graph of what a canvas's Y.Map would hold. */
function graphOf(stored: Stored) {
  const entries = Object.entries(stored);
  return boardGraph(
    readElements(
      new Map(entries.map(([id, properties]) => [id, new Map(Object.entries(properties))])),
    ),
  );
}

const box = (index: string, more: Record<string, unknown> = {}) => ({
  type: "rectangle",
  index,
  x: 0,
  y: 0,
  ...more,
});
const label = (containerId: string | null, text: string, index = "a9") => ({
  type: "text",
  index,
  containerId,
  txt: { text: text.replaceAll(" ", "\n"), originalText: text },
});
const arrow = (from: string | null, to: string | null, more: Record<string, unknown> = {}) => ({
  type: "arrow",
  index: "a8",
  startBinding: from === null ? null : { elementId: from, focus: 0, gap: 5 },
  endBinding: to === null ? null : { elementId: to, focus: 0, gap: 5 },
  startArrowhead: null,
  endArrowhead: "arrow",
  ...more,
});

const pipeline: Stored = {
  log: box("a1", { customData: { stencil: "event-stream" } }),
  train: box("a2", { customData: { stencil: "training-pipeline" }, frameId: "offline" }),
  cache: box("a3", { customData: { stencil: "cache" } }),
  "log-label": label("log", "Event log"),
  "train-label": label("train", "Nightly training run"),
  edge: arrow("log", "train"),
  "edge-label": label("edge", "joined daily"),
  offline: { type: "frame", index: "a0", name: "Offline" },
  note: label(null, "Assume 10k QPS"),
};

test("components carry their stencil, the words in them and their frame, in drawing order", () => {
  expect(graphOf(pipeline).nodes).toEqual([
    { id: "log", label: "Event log", stencil: "event-stream", shape: "rectangle", frame: null },
    {
      id: "train",
      label: "Nightly training run",
      stencil: "training-pipeline",
      shape: "rectangle",
      frame: "Offline",
    },
    { id: "cache", label: "", stencil: "cache", shape: "rectangle", frame: null },
  ]);
});

test("an arrow attached at both ends is an edge with its label, wherever its line is drawn", () => {
  const moved = { ...pipeline, edge: arrow("log", "train", { x: 5000, y: -5000 }) };
  for (const elements of [pipeline, moved]) {
    expect(graphOf(elements).edges).toEqual([
      {
        id: "edge",
        from: "log",
        to: "train",
        label: "joined daily",
        kind: "data",
        isTwoWay: false,
      },
    ]);
  }
});

test("an arrow with its head at the start points the other way, one with two heads both ways", () => {
  const heads = { startArrowhead: "arrow", endArrowhead: null };
  expect(graphOf({ ...pipeline, edge: arrow("log", "train", heads) }).edges[0]).toMatchObject({
    from: "train",
    to: "log",
    isTwoWay: false,
  });
  const both = { startArrowhead: "arrow", endArrowhead: "arrow" };
  expect(graphOf({ ...pipeline, edge: arrow("log", "train", both) }).edges[0]).toMatchObject({
    isTwoWay: true,
  });
});

test("what somebody said of an arrow counts more than what its ends suggest", () => {
  const said = arrow("log", "train", { customData: { edge: "control" } });
  expect(graphOf({ ...pipeline, edge: said }).edges[0]?.kind).toBe("control");
});

test("the suggestion follows the way an arrow points", () => {
  const review = box("a4", { customData: { stencil: "review-queue" } });
  const heads = { startArrowhead: "arrow", endArrowhead: null };
  const backwards = arrow("log", "review", heads);
  expect(graphOf({ ...pipeline, review, edge: backwards }).edges[0]).toMatchObject({
    from: "review",
    kind: "feedback",
  });
});

test("nothing is said of an arrow to a shape that was drawn by hand", () => {
  const sketch = { sketch: box("a5"), "sketch-label": label("sketch", "Something") };
  const graph = graphOf({ ...pipeline, ...sketch, edge: arrow("log", "sketch") });
  expect(graph.edges[0]?.kind).toBeNull();
  expect(boardOutline(graph).entries[0]?.leadsTo).toEqual(["Something, joined daily"]);
});

test("an arrow that hangs in the air, or on something deleted, is loose and no edge", () => {
  const graph = graphOf({ ...pipeline, a: arrow("log", null), b: arrow("log", "deleted") });
  expect(graph.edges.map(({ id }) => id)).toEqual(["edge"]);
  expect(graph.looseArrows).toEqual(["a", "b"]);
});

test("free text is a note, unless an arrow is attached to it", () => {
  expect(graphOf(pipeline).notes).toEqual(["Assume 10k QPS"]);
  const graph = graphOf({ ...pipeline, ask: arrow("note", "log") });
  expect(graph.notes).toEqual([]);
  expect(graph.nodes.map(({ id }) => id)).toContain("note");
});

test("a label whose shape was deleted becomes a note", () => {
  const { log: _, ...rest } = pipeline;
  expect(graphOf(rest).notes).toContain("Event log");
});

test("two labels left in one shape by two people are both kept", () => {
  const graph = graphOf({ ...pipeline, second: label("log", "Kafka", "b1") });
  expect(graph.nodes[0]?.label).toBe("Event log Kafka");
});

test("shapes without words, stencil or arrow are not components", () => {
  expect(graphOf({ background: box("a0"), doodle: { type: "freedraw", index: "a1" } })).toEqual({
    nodes: [],
    edges: [],
    notes: [],
    looseArrows: [],
  });
});

test("an unlabelled component is called by its stencil, a nameless shape by its form", () => {
  const graph = graphOf({ ...pipeline, blank: box("b0"), edge2: arrow("blank", "cache") });
  expect(graph.nodes.map(nodeName)).toEqual([
    "Event log",
    "Nightly training run",
    "cache",
    "Unnamed rectangle",
  ]);
});

test("malformed elements are left out instead of breaking the graph", () => {
  const broken = { a: {}, b: { type: "arrow", startBinding: 3 }, c: { type: "text", txt: "no" } };
  expect(graphOf(broken)).toMatchObject({ nodes: [], edges: [], notes: [] });
});

test("the outline says what leads where and what stands alone", () => {
  const outline = boardOutline(graphOf(pipeline));
  expect(outline.summary).toBe("3 components, 1 connection, 1 note.");
  expect(outline.entries.map(({ name, leadsTo, isAlone }) => ({ name, leadsTo, isAlone }))).toEqual(
    [
      { name: "Event log", leadsTo: ["Nightly training run, joined daily (data)"], isAlone: false },
      { name: "Nightly training run", leadsTo: [], isAlone: false },
      { name: "cache", leadsTo: [], isAlone: true },
    ],
  );
});

test("the Markdown outline keeps people's words from becoming markup", () => {
  const graph = graphOf({
    ...pipeline,
    note: label(null, "<b>*loud*</b> [x](http://e)"),
    loose: arrow("log", null),
  });
  expect(boardMarkdown(graph)).toBe(
    [
      "- **Event log** → Nightly training run, joined daily \\(data\\)",
      "- **Nightly training run** (in Offline)",
      "- **cache**",
      "- Note: \\<b\\>\\*loud\\*\\</b\\> \\[x\\]\\(http://e\\)",
      "- 1 arrow not attached at both ends",
    ].join("\n"),
  );
});

test("the Markdown outline of an empty board says so", () => {
  expect(boardMarkdown(graphOf({}))).toBe("Nothing was drawn.");
});
