/**
 * A tab without a browser: ProseMirror state and Yjs document kept together the way the editor's
 * sync plugin does it, so that tests send what a real editor sends.
 */
import { getSchema } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { EditorState, type Transaction } from "@tiptap/pm/state";
import { initProseMirrorDoc, updateYFragment, ySyncPluginKey } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { type ElementProperty, storedProperties } from "../elements";
import { documentExtensions } from "../extensions";
import { documentOf, elementsOf, openRoots, type Plane } from "../roots";

const schemas = {
  shared: getSchema(documentExtensions("shared")),
  private: getSchema(documentExtensions("private")),
};

/** The origin of canvas edits, as the canvas's own undo needs it. */
const CANVAS = "canvas";

export class HeadlessTab {
  readonly doc = new Y.Doc();
  readonly undoDocument: Y.UndoManager;
  readonly undoCanvas: Y.UndoManager;
  /** Updates made here since `takeUpdates`, in order. */
  private updates: Uint8Array[] = [];

  constructor(
    clientId: number,
    readonly plane: Plane = "shared",
  ) {
    this.doc.clientID = clientId;
    openRoots(this.doc, plane);
    const options = { captureTimeout: 0 };
    this.undoDocument = new Y.UndoManager(documentOf(this.doc, plane), {
      ...options,
      trackedOrigins: new Set([ySyncPluginKey]),
    });
    this.undoCanvas = new Y.UndoManager(elementsOf(this.doc), {
      ...options,
      trackedOrigins: new Set([CANVAS]),
      ignoreRemoteMapChanges: false,
    });
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.updates.push(update);
    });
  }

  get schema() {
    return schemas[this.plane];
  }

  receive(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, this);
  }

  takeUpdates(): Uint8Array[] {
    const { updates } = this;
    this.updates = [];
    return updates;
  }

  /** The document as the editor shows it. */
  content(): Node {
    return initProseMirrorDoc(documentOf(this.doc, this.plane), this.schema).doc;
  }

  /** One editor transaction; `change` returns false when it does not apply here. */
  edit(change: (tr: Transaction, state: EditorState) => boolean | Transaction): boolean {
    const fragment = documentOf(this.doc, this.plane);
    const { doc, mapping } = initProseMirrorDoc(fragment, this.schema);
    const state = EditorState.create({ doc, schema: this.schema });
    const tr = state.tr;
    if (change(tr, state) === false || !tr.docChanged) return false;
    tr.doc.check();
    this.doc.transact(() => {
      updateYFragment(this.doc, fragment, tr.doc, { mapping, isOMark: new Map() });
    }, ySyncPluginKey);
    return true;
  }

  /** A canvas edit: sets properties of an element, creating it if need be. */
  draw(id: string, element: Readonly<Record<string, unknown>>): void {
    const elements = elementsOf(this.doc);
    this.doc.transact(() => {
      const known = elements.get(id);
      const properties = Object.entries(storedProperties(element)) as [ElementProperty, unknown][];
      if (known === undefined) elements.set(id, new Y.Map(properties));
      else for (const [key, value] of properties) known.set(key, value);
    }, CANVAS);
  }

  erase(id: string): void {
    this.doc.transact(() => elementsOf(this.doc).delete(id), CANVAS);
  }
}
