import { getSchema } from "@tiptap/core";
import { AllSelection, EditorState, TextSelection } from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { expect, test } from "vitest";
import { documentExtensions } from "@/lib/room-document/extensions";
import { clearAcross, keepsSections, sectionsOf, selectSection } from "./section-keeping";

const schema = getSchema(documentExtensions("shared"));

function stateOf(...sections: string[][]): EditorState {
  const doc = schema.nodeFromJSON({
    type: "doc",
    content: sections.map((lines, i) => ({
      type: "section",
      attrs: { phase: `p${i + 1}` },
      content: lines.map((line) => ({
        type: "paragraph",
        content: line === "" ? [] : [{ type: "text", text: line }],
      })),
    })),
  });
  return EditorState.create({ doc, schema });
}

const linesOf = ({ doc }: { doc: EditorState["doc"] }): string[][] =>
  doc.children.map((section) => section.children.map((line) => line.textContent));

function select(state: EditorState, from: number, to: number): EditorState {
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, to)));
}

test("deleting everything empties each section and keeps all of them", () => {
  const state = stateOf(["one", "two"], ["three"], []);
  const all = state.apply(state.tr.setSelection(new AllSelection(state.doc)));
  const tr = clearAcross(all) ?? expect.fail();
  expect(linesOf(tr)).toEqual([[""], [""], []]);
  expect(keepsSections(tr, all)).toBe(true);
  tr.doc.check();
});

test("deleting over a border leaves the border where it is", () => {
  const state = stateOf(["one", "two"], ["three", "four"]);
  const [first, second] = sectionsOf(state.doc);
  const tr = clearAcross(select(state, (first?.end ?? 0) - 3, (second?.start ?? 0) + 3));
  expect(linesOf(tr ?? expect.fail())).toEqual([
    ["one", "t"],
    ["ree", "four"],
  ]);
});

test("a selection inside one section is left to the editor", () => {
  expect(clearAcross(select(stateOf(["one", "two"], ["three"]), 3, 8))).toBeNull();
});

test("an edit that takes a section away is turned away, unless it comes from the others", () => {
  const state = stateOf(["one"], ["two"]);
  const joined = state.tr.delete(3, state.doc.content.size - 3);
  expect(sectionsOf(joined.doc)).toHaveLength(1);
  expect(keepsSections(joined, state)).toBe(false);
  expect(keepsSections(joined.setMeta(ySyncPluginKey, { isChangeOrigin: true }), state)).toBe(true);
  expect(keepsSections(state.tr.insertText("x", 3), state)).toBe(true);
});

test("selecting all takes the section first, then is left to the editor", () => {
  const state = stateOf(["one", "two"], ["three"]);
  const tr = selectSection(select(state, 3, 3)) ?? expect.fail();
  expect(tr.doc.textBetween(tr.selection.from, tr.selection.to, " ")).toBe("one two");
  expect(selectSection(state.apply(tr))).toBeNull();
});
