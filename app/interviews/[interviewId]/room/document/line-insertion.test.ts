import { getSchema } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { EditorState, TextSelection } from "@tiptap/pm/state";
import { expect, test } from "vitest";
import { documentExtensions } from "@/lib/room-document/extensions";
import { lineInsertion } from "./line-insertion";

const schema = getSchema(documentExtensions("shared"));

const paragraph = (text: string) => ({
  type: "paragraph",
  content: text === "" ? [] : [{ type: "text", text }],
});
const list = (...items: string[]) => ({
  type: "bulletList",
  content: items.map((text) => ({ type: "listItem", content: [paragraph(text)] })),
});

function stateOf(...sections: object[][]): EditorState {
  const doc = schema.nodeFromJSON({
    type: "doc",
    content: sections.map((content, i) => ({
      type: "section",
      attrs: { phase: `p${i + 1}` },
      content,
    })),
  });
  return EditorState.create({ doc, schema });
}

/** The caret behind a text of the document. */
function caretAfter(state: EditorState, text: string): EditorState {
  let found = -1;
  state.doc.descendants((node, position) => {
    if (node.isText && node.text === text) found = position + node.nodeSize;
  });
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, found)));
}

function linesOf(doc: Node): string[][] {
  return doc.children.map((section) =>
    section.children.map((block) => `${block.type.name}: ${block.textContent}`),
  );
}

function inserted(state: EditorState, place: { caret: boolean; phases: string[] }) {
  const insertion = lineInsertion(state, "58k", place) ?? expect.fail("there is a place for it");
  insertion.tr.doc.check();
  return insertion;
}

test("without a caret the line ends the section of the open phase", () => {
  const state = stateOf([paragraph("one")], [paragraph("two"), list("three")], [paragraph("four")]);
  const { tr, phaseId } = inserted(state, { caret: false, phases: ["p2"] });
  expect(phaseId).toBe("p2");
  expect(linesOf(tr.doc)).toEqual([
    ["paragraph: one"],
    ["paragraph: two", "bulletList: three", "paragraph: 58k"],
    ["paragraph: four"],
  ]);
});

test("an empty line that waits there is used", () => {
  const state = stateOf([paragraph("one"), paragraph("")], [paragraph("two")]);
  expect(linesOf(inserted(state, { caret: false, phases: ["p1"] }).tr.doc)).toEqual([
    ["paragraph: one", "paragraph: 58k"],
    ["paragraph: two"],
  ]);
});

test("before the first section's phase the line goes to the one that comes next", () => {
  const state = stateOf([paragraph("one")], [paragraph("two")]);
  expect(inserted(state, { caret: false, phases: ["opening", "p1", "p2"] }).phaseId).toBe("p1");
});

test("after the last section's phase it goes to the last, and a section without lines gets one", () => {
  const state = stateOf([paragraph("one")], []);
  const { tr, phaseId } = inserted(state, { caret: false, phases: ["questions"] });
  expect(phaseId).toBe("p2");
  expect(linesOf(tr.doc)).toEqual([["paragraph: one"], ["paragraph: 58k"]]);
});

test("with a caret the line follows the block it is in, whatever phase is open", () => {
  const state = stateOf([paragraph("one"), paragraph("two")], [paragraph("three")]);
  const { tr, phaseId } = inserted(caretAfter(state, "one"), { caret: true, phases: ["p2"] });
  expect(phaseId).toBe("p1");
  expect(linesOf(tr.doc)[0]).toEqual(["paragraph: one", "paragraph: 58k", "paragraph: two"]);
});

test("a caret in a list leaves the list whole", () => {
  const state = caretAfter(stateOf([list("one", "two"), paragraph("three")]), "one");
  expect(linesOf(inserted(state, { caret: true, phases: [] }).tr.doc)).toEqual([
    ["bulletList: onetwo", "paragraph: 58k", "paragraph: three"],
  ]);
});

test("the next line comes after the first, because the caret is at its end", () => {
  const state = stateOf([paragraph("")], [paragraph("two")]);
  const first = state.apply(inserted(state, { caret: false, phases: ["p1"] }).tr);
  expect(first.selection.$head.parentOffset).toBe("58k".length);
  const { tr } = inserted(first, { caret: true, phases: ["p2"] });
  expect(linesOf(tr.doc)[0]).toEqual(["paragraph: 58k", "paragraph: 58k"]);
});

test("a document without sections has no place for a line", () => {
  expect(lineInsertion(stateOf(), "58k", { caret: true, phases: ["p1"] })).toBeNull();
});
