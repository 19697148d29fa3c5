/** Writing a line into the document from outside of it, as the estimator does. */
import type { Editor } from "@tiptap/core";
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import { sectionAt, sectionsOf } from "./section-keeping";

interface Place {
  /** Whether the caret counts. */
  caret: boolean;
  /** Otherwise the first of these that has a section, or else the last section. */
  phases: readonly string[];
}

interface Insertion {
  tr: Transaction;
  phaseId: string;
  /** Position within the new line. */
  at: number;
}

/**
 * A line below what the caret is in, or at the end of a phase's section. An empty line there is
 * used; inside a list, a table or code the line comes after it.
 */
export function lineInsertion(
  state: EditorState,
  line: string,
  { caret, phases }: Place,
): Insertion | null {
  const { doc, schema, selection, tr } = state;
  const sections = sectionsOf(doc);
  const here = caret ? sectionAt(doc, selection.head) : undefined;
  const phase = phases.find((id) => sections.some(({ phaseId }) => phaseId === id));
  const section = here ?? sections.find(({ phaseId }) => phaseId === phase) ?? sections.at(-1);
  const paragraph = schema.nodes.paragraph;
  if (!section || !paragraph) return null;

  const position = doc.resolve(here ? selection.head : section.end);
  // At the border of a section: its last block. Deeper: the block of the section that it is in.
  const block = position.depth > 1 ? position.node(2) : position.nodeBefore;
  const end = position.depth > 1 ? position.after(2) : position.pos;
  const isFree = block?.type === paragraph && block.content.size === 0;
  const at = isFree ? end - 1 : end + 1;
  if (isFree) tr.insertText(line, at);
  else tr.insert(end, paragraph.create(null, schema.text(line)));
  tr.setSelection(TextSelection.create(tr.doc, at + line.length));
  return { tr, phaseId: section.phaseId, at };
}

/** @returns the phase whose section it is in, null when there is no place for it */
export function insertLine(editor: Editor, line: string, place: Place): string | null {
  const { view } = editor;
  const insertion = lineInsertion(view.state, line, place);
  if (!insertion) return null;
  const { undoManager } = yUndoPluginKey.getState(view.state) ?? {};
  // What was typed a moment before or after is a step of its own.
  undoManager?.stopCapturing();
  view.dispatch(insertion.tr);
  undoManager?.stopCapturing();
  const { node } = view.domAtPos(insertion.at);
  const shown = node instanceof Element ? node : node.parentElement;
  // The editor scrolls by itself only while it has the focus.
  shown?.scrollIntoView({ block: "nearest" });
  return insertion.phaseId;
}
