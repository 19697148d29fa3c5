/**
 * A person's hand on one plane of one tab: edits as the editor and the canvas make them, and undo as
 * the product configures it.
 *
 * The first section (of the notes: everything) only ever grows, by words that occur once: there it can
 * be said what must be in it, how often and in which order. The rest is for structure of every kind.
 */
import { getSchema } from "@tiptap/core";
import { setBlockType, splitBlock, toggleMark, wrapIn } from "@tiptap/pm/commands";
import { EditorState, TextSelection } from "@tiptap/pm/state";
import {
  defaultDeleteFilter,
  defaultProtectedNodes,
  initProseMirrorDoc,
  updateYFragment,
  ySyncPluginKey,
} from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { elementDefaults, storedProperties } from "@/lib/room-document/elements";
import { documentExtensions } from "@/lib/room-document/extensions";
import { documentOf, elementsOf, type Plane } from "@/lib/room-document/roots";
import { sampleElements } from "@/lib/room-document/testing/sample-elements";
import type { Chance } from "./random";

const CANVAS = Symbol("canvas");
const SHAPES = 8;
/** More than fits in one frame, so that it goes in parts. */
const LARGE_TEXT = "A page that was pasted. ".repeat(6_000);

const schema = getSchema(documentExtensions("shared"));

export class Hand {
  readonly doc: Y.Doc;
  readonly plane: Plane;
  readonly #chance: Chance;
  readonly #undoText: Y.UndoManager;
  readonly #undoCanvas: Y.UndoManager;

  constructor(doc: Y.Doc, plane: Plane, chance: Chance) {
    this.doc = doc;
    this.plane = plane;
    this.#chance = chance;
    this.#undoText = new Y.UndoManager(documentOf(doc, plane), {
      captureTimeout: 0,
      trackedOrigins: new Set([ySyncPluginKey]),
      deleteFilter: (item) => defaultDeleteFilter(item, defaultProtectedNodes),
    });
    this.#undoCanvas = new Y.UndoManager(plane === "shared" ? elementsOf(doc) : [], {
      captureTimeout: 0,
      trackedOrigins: new Set([CANVAS]),
      ignoreRemoteMapChanges: false,
      doc,
    });
  }

  /** Writes a word at the end of a paragraph, or as a paragraph of its own. */
  write(word: string): void {
    const paragraphs = this.#paragraphs();
    const chosen = paragraphs.length > 0 ? this.#chance.pick(paragraphs) : null;
    if (chosen && !this.#chance.is(0.15))
      this.doc.transact(() => chosen.insert(chosen.length, word), ySyncPluginKey);
    else this.#addParagraph(word);
  }

  paste(): void {
    this.#addParagraph(LARGE_TEXT);
  }

  /** What stands in the part that only grows, paragraph by paragraph. */
  get lines(): string[] {
    return this.#paragraphs().map((text) => text.toString());
  }

  /** Changes the second section's structure, or takes something out of it, as one editor transaction. */
  restructure(): void {
    const fragment = documentOf(this.doc, this.plane);
    const { doc, mapping } = initProseMirrorDoc(fragment, schema);
    const state = EditorState.create({ doc, schema });
    const start = doc.child(0).nodeSize;
    const places: number[] = [];
    doc.descendants((node, at) => {
      if (node.isTextblock && at > start)
        for (let i = 0; i <= node.content.size; i += 4) places.push(at + 1 + i);
    });
    if (places.length === 0) return;
    const [a, b] = [this.#chance.pick(places), this.#chance.pick(places)];
    const selection = TextSelection.create(doc, Math.min(a, b), Math.max(a, b));
    const caret = TextSelection.create(doc, a);
    const { bold } = schema.marks;
    const { heading, paragraph, bulletList, blockquote } = schema.nodes;
    let next = state;
    const keep = (tr: typeof state.tr) => {
      next = state.apply(tr);
    };
    const at = (chosen: TextSelection) => state.apply(state.tr.setSelection(chosen));
    const kind = this.#chance.below(6);
    if (kind === 0) keep(state.tr.insertText("lorem ipsum ", a));
    else if (kind === 1) splitBlock(at(caret), keep);
    else if (kind === 2 && bold) toggleMark(bold)(at(selection), keep);
    else if (kind === 3 && heading && paragraph)
      setBlockType(this.#chance.is(0.5) ? heading : paragraph, {})(at(caret), keep);
    else if (kind === 4 && bulletList && blockquote)
      wrapIn(this.#chance.is(0.5) ? bulletList : blockquote)(at(caret), keep);
    else if (a !== b) keep(state.tr.delete(Math.min(a, b), Math.max(a, b)));
    if (next.doc.eq(doc)) return;
    this.doc.transact(() => {
      updateYFragment(this.doc, fragment, next.doc, { mapping, isOMark: new Map() });
    }, ySyncPluginKey);
  }

  /** Draws, moves, recolours or deletes one of a few shapes. */
  draw(): void {
    const elements = elementsOf(this.doc);
    const id = `shape-${this.#chance.below(SHAPES)}`;
    this.doc.transact(() => {
      const known = elements.get(id);
      if (!known) {
        const drawn = this.#chance.pick(Object.values(sampleElements));
        elements.set(id, new Y.Map(Object.entries(storedProperties({ ...drawn, id }))));
      } else if (this.#chance.is(0.15)) {
        elements.delete(id);
      } else {
        known.set("x", this.#chance.below(1_000));
        if (this.#chance.is(0.5)) known.set("y", this.#chance.below(1_000));
        if (this.#chance.is(0.2))
          known.set("strokeColor", this.#chance.pick(["#1e1e1e", "#e03131"]));
      }
    }, CANVAS);
  }

  undo(): void {
    this.#undoText.undo();
  }

  redo(): void {
    this.#undoText.redo();
  }

  undoDrawing(): void {
    this.#undoCanvas.undo();
    this.#completeBroughtBack();
  }

  redoDrawing(): void {
    this.#undoCanvas.redo();
    this.#completeBroughtBack();
  }

  destroy(): void {
    this.#undoText.destroy();
    this.#undoCanvas.destroy();
  }

  /** Where only words are added. */
  #growing(): Y.XmlFragment {
    const root = documentOf(this.doc, this.plane);
    if (this.plane === "private") return root;
    const section = root.get(0);
    if (!(section instanceof Y.XmlElement)) throw new Error("The document has no section");
    return section;
  }

  #paragraphs(): Y.XmlText[] {
    return this.#growing()
      .toArray()
      .flatMap((block) => (block instanceof Y.XmlElement ? block.toArray() : []))
      .filter((text): text is Y.XmlText => text instanceof Y.XmlText);
  }

  /** Outside of undo, which would take along what others have written there meanwhile. */
  #addParagraph(words: string): void {
    const growing = this.#growing();
    this.doc.transact(() => {
      const paragraph = new Y.XmlElement("paragraph");
      const text = new Y.XmlText();
      text.insert(0, words);
      paragraph.insert(0, [text]);
      growing.insert(growing.length, [paragraph]);
    });
  }

  /** As the canvas does: an undone delete can come back without what somebody else had changed. */
  #completeBroughtBack(): void {
    const elements = elementsOf(this.doc);
    this.doc.transact(() => {
      for (const element of elements.values()) {
        const type = element.get("type");
        const defaults = elementDefaults(
          typeof type === "string" ? (type as "rectangle") : "rectangle",
        );
        for (const [name, value] of Object.entries({ type: "rectangle", ...defaults }))
          if (!element.has(name)) element.set(name, structuredClone(value));
      }
    });
  }
}
