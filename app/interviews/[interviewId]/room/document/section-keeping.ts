/**
 * Keeps the sections of the shared document: every phase has its place for the whole interview.
 * Text is deleted within sections, never the border between two of them.
 */
import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import {
  type EditorState,
  Plugin,
  PluginKey,
  TextSelection,
  type Transaction,
} from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";

interface SectionRange {
  phaseId: string;
  /** Positions of its content. */
  start: number;
  end: number;
}

export function sectionsOf(doc: Node): SectionRange[] {
  const sections: SectionRange[] = [];
  doc.forEach((node, offset) => {
    if (node.type.name !== "section") return;
    sections.push({
      phaseId: node.attrs.phase,
      start: offset + 1,
      end: offset + node.nodeSize - 1,
    });
  });
  return sections;
}

export function sectionAt(doc: Node, position: number): SectionRange | undefined {
  return sectionsOf(doc).find(({ start, end }) => start <= position && position <= end);
}

const phasesOf = (doc: Node): string =>
  sectionsOf(doc)
    .map(({ phaseId }) => phaseId)
    .join(" ");

function spansSections({ doc, selection }: EditorState): boolean {
  const section = sectionAt(doc, selection.from);
  return section === undefined ? sectionsOf(doc).length > 0 : selection.to > section.end;
}

/** Deletes a selection over several sections, within each; null when it is not such a selection. */
export function clearAcross(state: EditorState): Transaction | null {
  if (!spansSections(state)) return null;
  const { tr, selection, schema } = state;
  const paragraph = schema.nodes.paragraph;
  for (const { start, end } of sectionsOf(state.doc).reverse()) {
    const [from, to] = [Math.max(start, selection.from), Math.min(end, selection.to)];
    if (from >= to) continue;
    if (from === start && to === end && paragraph) tr.replaceWith(from, to, paragraph.create());
    else tr.delete(from, to);
  }
  const caret = Math.min(tr.mapping.map(selection.from), tr.doc.content.size);
  return tr.setSelection(TextSelection.near(tr.doc.resolve(caret))).scrollIntoView();
}

function clear(view: EditorView): boolean {
  const tr = clearAcross(view.state);
  if (tr === null) return false;
  view.dispatch(tr);
  return true;
}

/** The whole section first; pressed again, everything. */
export function selectSection({ doc, selection, tr }: EditorState): Transaction | null {
  const section = sectionAt(doc, selection.from);
  if (section === undefined || selection.to > section.end) return null;
  const whole = TextSelection.between(doc.resolve(section.start), doc.resolve(section.end));
  const isWhole = selection.from <= whole.from && selection.to >= whole.to;
  return isWhole ? null : tr.setSelection(whole);
}

/** A section that two people emptied together has no line left to write on. */
function fillAt(view: EditorView, position: number): boolean {
  const section = sectionAt(view.state.doc, position);
  const paragraph = view.state.schema.nodes.paragraph;
  if (section === undefined || section.start !== section.end || !paragraph) return false;
  const tr = view.state.tr.insert(section.start, paragraph.create());
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, section.start + 1)));
  return true;
}

/** Puts the caret on the last line of a phase's section. False when there is no such section. */
export function focusSection(view: EditorView, phaseId: string): boolean {
  const section = sectionsOf(view.state.doc).find((candidate) => candidate.phaseId === phaseId);
  if (section === undefined) return false;
  if (!fillAt(view, section.start)) {
    const { tr, doc } = view.state;
    view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(section.end), -1)));
  }
  view.focus();
  view.dispatch(view.state.tr.scrollIntoView());
  return true;
}

/** What comes from the others is as it is; what is done here leaves the sections in place. */
export function keepsSections(tr: Transaction, state: EditorState): boolean {
  if (!tr.docChanged || tr.getMeta(ySyncPluginKey) !== undefined) return true;
  return phasesOf(tr.doc) === phasesOf(state.doc);
}

export const sectionKeeping = Extension.create({
  name: "sectionKeeping",
  // Before the extensions that would delete across a border.
  priority: 1000,
  addKeyboardShortcuts() {
    const clearHere = (): boolean => clear(this.editor.view);
    return {
      Backspace: clearHere,
      Delete: clearHere,
      Enter: clearHere,
      "Mod-Backspace": clearHere,
      "Mod-Delete": clearHere,
      "Mod-a": () => {
        const tr = selectSection(this.editor.state);
        if (tr !== null) this.editor.view.dispatch(tr);
        return tr !== null;
      },
    };
  },
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey("section-keeping"),
      filterTransaction: keepsSections,
      props: {
        handleTextInput(view, _from, _to, text) {
          if (!clear(view)) return false;
          view.dispatch(view.state.tr.insertText(text));
          return true;
        },
        handlePaste(view) {
          clear(view);
          return false;
        },
        handleClick: (view, position) => view.editable && fillAt(view, position),
        handleDOMEvents: {
          cut(view) {
            // The editor copies first; its own deletion is turned away by the filter.
            if (view.editable && spansSections(view.state)) queueMicrotask(() => clear(view));
            return false;
          },
        },
      },
    }),
  ],
});
