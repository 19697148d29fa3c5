/**
 * A canvas without a browser: a fake editor with the habits of Excalidraw that matter (it changes
 * elements in place, counts versions, keeps tombstones, repairs equal indices), and boards over
 * documents that exchange updates when told to.
 */
import * as Y from "yjs";
import { elementsOf } from "@/lib/room-document/roots";
import { CanvasBinding } from "../canvas-binding";
import { CanvasUndo } from "../canvas-undo";
import type { CanvasEditor, Gesture, SceneElement } from "../scene";

type Mutable = { -readonly [K in keyof SceneElement]: SceneElement[K] };

const IDLE: Gesture = { isIdle: true, ids: new Set(), stroke: null };

export class FakeEditor implements CanvasEditor {
  scene: Mutable[] = [];
  current: Gesture = IDLE;
  onChange: () => void = () => {};

  elements(): readonly SceneElement[] {
    return this.scene;
  }

  gesture(): Gesture {
    return this.current;
  }

  show(elements: readonly SceneElement[]): void {
    this.scene = elements.map((element) => element as Mutable);
    let previous = "";
    for (const element of this.scene) {
      if (element.index === null || element.index <= previous) {
        element.index = `${previous}V`;
        element.version += 1;
      }
      previous = element.index;
    }
    this.onChange();
  }

  find(id: string): SceneElement | undefined {
    return this.scene.find((element) => element.id === id && !element.isDeleted);
  }

  ids(): string[] {
    return this.scene.filter(({ isDeleted }) => !isDeleted).map(({ id }) => id);
  }

  add(...elements: Mutable[]): void {
    this.scene = [...this.scene, ...elements];
    this.onChange();
  }

  change(id: string, properties: Record<string, unknown>): void {
    const element = this.scene.find((candidate) => candidate.id === id);
    if (!element) throw new Error(`No element ${id} in the scene.`);
    Object.assign(element, properties, { version: element.version + 1 });
    this.onChange();
  }

  remove(id: string): void {
    this.change(id, { isDeleted: true });
  }

  hold(...ids: string[]): void {
    this.current = { isIdle: false, ids: new Set(ids), stroke: null };
  }

  letGo(): void {
    this.current = IDLE;
    this.onChange();
  }
}

export interface Board {
  doc: Y.Doc;
  editor: FakeEditor;
  binding: CanvasBinding;
  undo: CanvasUndo;
  /** Transactions of this board's own that changed the document, one update each. */
  sent: Uint8Array[];
  refusals: number;
}

export function openBoard(doc = new Y.Doc(), canWrite = true): Board {
  const editor = new FakeEditor();
  const board: { sent: Uint8Array[]; refusals: number } = { sent: [], refusals: 0 };
  const elements = elementsOf(doc);
  const binding = new CanvasBinding({
    elements,
    editor,
    canWrite,
    onRefused: () => {
      board.refusals += 1;
    },
  });
  const undo = new CanvasUndo(elements, binding);
  editor.onChange = () => binding.sceneChanged();
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== "network") board.sent.push(update);
  });
  return Object.assign(board, { doc, editor, binding, undo });
}

/** Everything either has is given to the other, as after a time apart. */
export function meet(...boards: readonly Board[]): void {
  for (const board of boards) board.binding.flush();
  for (const from of boards) {
    for (const to of boards) {
      if (from === to) continue;
      const missing = Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc));
      Y.applyUpdate(to.doc, missing, "network");
    }
  }
}

export function shape(id: string, properties: Record<string, unknown> = {}): Mutable {
  return {
    id,
    type: "rectangle",
    x: 0,
    y: 0,
    width: 120,
    height: 60,
    angle: 0,
    strokeColor: "#111111",
    backgroundColor: "transparent",
    fillStyle: "solid",
    strokeWidth: 1,
    strokeStyle: "solid",
    roughness: 0,
    roundness: null,
    opacity: 100,
    seed: 7,
    groupIds: [],
    frameId: null,
    link: null,
    locked: false,
    boundElements: null,
    index: "a1",
    isDeleted: false,
    version: 1,
    versionNonce: 1,
    updated: 1,
    ...properties,
  };
}

export function arrow(id: string, from: string, to: string, index = "a5"): Mutable {
  return shape(id, {
    type: "arrow",
    index,
    points: [
      [0, 0],
      [100, 0],
    ],
    width: 100,
    height: 0,
    startBinding: { elementId: from, focus: 0, gap: 5 },
    endBinding: { elementId: to, focus: 0, gap: 5 },
    startArrowhead: null,
    endArrowhead: "arrow",
    lastCommittedPoint: null,
    elbowed: false,
  });
}

export function label(id: string, containerId: string, text: string, index = "a4"): Mutable {
  return shape(id, {
    type: "text",
    index,
    text,
    originalText: text,
    fontSize: 16,
    fontFamily: 6,
    textAlign: "center",
    verticalAlign: "middle",
    containerId,
    autoResize: true,
    lineHeight: 1.25,
  });
}
