/**
 * The scene as the binding sees it: a narrow port over Excalidraw, so that the binding runs in Node
 * against a fake one.
 */

/** An element of the scene. Excalidraw changes these in place, so nothing here may be kept. */
export interface SceneElement {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly isDeleted: boolean;
  readonly index: string | null;
  readonly boundElements: readonly BoundElement[] | null;
  readonly [property: string]: unknown;
}

/** A back-reference from a shape to an arrow or label that names it. */
export interface BoundElement {
  readonly id: string;
  readonly type: "arrow" | "text";
}

export interface CanvasEditor {
  /** Everything in the scene in drawing order, what was deleted here included. */
  elements(): readonly SceneElement[];
  gesture(): Gesture;
  /** Replaces the scene without a trace in the editor's own history; `removed` are unselected. */
  show(elements: readonly SceneElement[], removed: ReadonlySet<string>): void;
}

/** What the person is doing right now: dragging, drawing, typing a label. */
export interface Gesture {
  isIdle: boolean;
  /** The elements in the person's hands; changes of others to them wait for the end. */
  ids: ReadonlySet<string>;
  /** The freehand stroke under way; it is written once, when it ends. */
  stroke: string | null;
}

interface Identified {
  readonly id: string;
}

/** The part of Excalidraw's state that tells whether a gesture is under way. */
export interface GestureState {
  cursorButton: "up" | "down";
  newElement: (Identified & { readonly type: string }) | null;
  multiElement: Identified | null;
  resizingElement: Identified | null;
  editingTextElement: (Identified & { readonly containerId?: string | null }) | null;
  editingLinearElement: { readonly elementId: string } | null;
  selectedElementIds: Readonly<Record<string, true>>;
  selectedElementsAreBeingDragged: boolean;
  isResizing: boolean;
  isRotating: boolean;
}

export function readGesture(state: GestureState): Gesture {
  const ids = new Set<string>();
  for (const element of [state.newElement, state.multiElement, state.resizingElement]) {
    if (element) ids.add(element.id);
  }
  if (state.editingTextElement) {
    ids.add(state.editingTextElement.id);
    if (state.editingTextElement.containerId) ids.add(state.editingTextElement.containerId);
  }
  const isHandling =
    state.cursorButton === "down" ||
    state.selectedElementsAreBeingDragged ||
    state.isResizing ||
    state.isRotating;
  if (isHandling) for (const id of Object.keys(state.selectedElementIds)) ids.add(id);
  // Points of a line stay editable long after the pointer is up; that alone is not a gesture, but
  // the line is still in the person's hands.
  if (state.editingLinearElement) ids.add(state.editingLinearElement.elementId);
  return {
    isIdle:
      !isHandling &&
      !state.newElement &&
      !state.multiElement &&
      !state.resizingElement &&
      !state.editingTextElement,
    ids,
    stroke: state.newElement?.type === "freedraw" ? state.newElement.id : null,
  };
}
