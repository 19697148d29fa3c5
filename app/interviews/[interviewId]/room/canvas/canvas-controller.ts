/**
 * One canvas on the page: the scene bound to the document, one's own undo, what others see of this
 * tab, and the few things the pane around it does to it. Excalidraw's own types stay in here.
 */
import { CaptureUpdateAction, viewportCoordsToSceneCoords } from "@excalidraw/excalidraw";
import type { AppState, ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import type { PaletteStencil } from "@/lib/domain/content/stencil";
import { elementsOf } from "@/lib/room-document/roots";
import { CanvasBinding } from "./canvas-binding";
import { reveal, zoomBy, zoomToFit } from "./canvas-camera";
import { CanvasPresence } from "./canvas-presence";
import { CanvasUndo } from "./canvas-undo";
import { connectorBetween } from "./connector";
import { excalidrawEditor, sceneData, sceneElements } from "./excalidraw-editor";
import { type Box, placeAround, placeBeside } from "./free-place";
import type { SceneElement } from "./scene";
import { arrowElement, stencilElements } from "./stencil-elements";

/** What the pane shows around the canvas; replaced, never changed. */
export interface CanvasLook {
  zoom: number;
  scrollX: number;
  scrollY: number;
  /** The one selected shape, from which an arrow can start. */
  selectedShape: string | null;
  canUndo: boolean;
  canRedo: boolean;
}

const EMPTY_LOOK: CanvasLook = {
  zoom: 1,
  scrollX: 0,
  scrollY: 0,
  selectedShape: null,
  canUndo: false,
  canRedo: false,
};

export interface CanvasOptions {
  api: ExcalidrawImperativeAPI;
  container: HTMLElement;
  doc: Y.Doc;
  awareness: Awareness;
  isReadOnly: boolean;
  onRefused: () => void;
}

export class CanvasController {
  private readonly api: ExcalidrawImperativeAPI;
  private readonly container: HTMLElement;
  private readonly binding: CanvasBinding;
  private readonly presence: CanvasPresence;
  /** Absent for readers. */
  private readonly steps: CanvasUndo | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly cleanUp: (() => void)[] = [];
  private look = EMPTY_LOOK;

  constructor({ api, container, doc, awareness, isReadOnly, onRefused }: CanvasOptions) {
    this.api = api;
    this.container = container;
    const elements = elementsOf(doc);
    const binding = new CanvasBinding({
      elements,
      editor: excalidrawEditor(api),
      canWrite: !isReadOnly,
      onRefused,
    });
    this.binding = binding;
    this.presence = new CanvasPresence(awareness);
    this.steps = isReadOnly ? undefined : new CanvasUndo(elements, binding);

    const lookAgain = () => this.lookAgain();
    this.cleanUp.push(
      api.onChange((_, state) => {
        binding.sceneChanged();
        this.tellOthers(state);
        lookAgain();
      }),
      api.onScrollChange(lookAgain),
      api.onPointerUp(() => {
        // Excalidraw commits bindings in its own handler of the same event.
        setTimeout(() => binding.flush());
      }),
      // The editor's own history is out of reach; emptied, it does not hold memory either.
      binding.onSettled(() => api.history.clear()),
    );
    if (this.steps) this.cleanUp.push(this.steps.onChange(lookAgain));
    lookAgain();
  }

  destroy(): void {
    for (const stop of this.cleanUp) stop();
    this.listeners.clear();
    this.presence.destroy();
    this.binding.destroy();
    this.steps?.destroy();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  getLook = (): CanvasLook => this.look;

  undo(): void {
    this.steps?.undo();
  }

  redo(): void {
    this.steps?.redo();
  }

  /** Before a gesture begins, so that it becomes a step of its own. */
  startStep(): void {
    this.steps?.startStep();
  }

  focus(): void {
    this.container.querySelector<HTMLElement>(".excalidraw")?.focus();
  }

  movePointer(pointer: { x: number; y: number; tool: "pointer" | "laser" } | null): void {
    this.presence.movePointer(pointer);
  }

  /**
   * Adds a component: where it was dropped, else beside the selected shape, else in the middle of
   * the view. With `connect`, an arrow leads to it from the shape that was selected.
   *
   * @param drop a point of the window
   */
  async addStencil(
    stencil: PaletteStencil,
    { drop, connect = false }: { drop?: { clientX: number; clientY: number }; connect?: boolean },
  ): Promise<void> {
    if (!this.steps) return;
    const from =
      connect && this.look.selectedShape ? this.shape(this.look.selectedShape) : undefined;
    const [box, ...label] = await stencilElements(stencil, (size) => this.placeFor(size, drop));
    if (!box) return;
    if (from) {
      const { arrow, start, end } = this.arrowBetween(from, box);
      this.add([end, ...label, arrow], box.id, [start]);
    } else this.add([box, ...label], box.id);
    if (!drop) this.reveal(box.id);
  }

  /** Draws an arrow that sticks to both shapes. */
  connect(from: string, to: string): boolean {
    const [first, second] = [this.shape(from), this.shape(to)];
    if (!this.steps || !first || !second || from === to) return false;
    const { arrow, start, end } = this.arrowBetween(first, second);
    this.add([arrow], to, [start, end]);
    this.reveal(to);
    return true;
  }

  /** Selects a shape and brings it into view. */
  goTo(id: string): void {
    if (!this.shape(id)) return;
    this.api.updateScene({
      appState: { selectedElementIds: { [id]: true }, selectedGroupIds: {} },
      captureUpdate: CaptureUpdateAction.NEVER,
    });
    this.reveal(id);
  }

  zoomBy(factor: number): void {
    zoomBy(this.api, factor);
  }

  zoomToFit(): void {
    zoomToFit(this.api);
  }

  private add(
    made: readonly SceneElement[],
    select: string,
    changed: readonly SceneElement[] = [],
  ) {
    const replaced = new Map(changed.map((element) => [element.id, element]));
    const scene = sceneElements(this.api).map((element) => replaced.get(element.id) ?? element);
    this.steps?.startStep();
    this.api.updateScene({
      ...sceneData([...scene, ...made]),
      appState: { selectedElementIds: { [select]: true }, selectedGroupIds: {} },
      captureUpdate: CaptureUpdateAction.NEVER,
    });
    this.binding.flush();
  }

  /** The arrow, and both shapes as they are with it attached. */
  private arrowBetween(from: SceneElement, to: SceneElement) {
    const obstacles = sceneElements(this.api).filter(
      (element) =>
        !element.isDeleted &&
        isConnectable(element) &&
        element.id !== from.id &&
        element.id !== to.id,
    );
    const isDirectTaken = (from.boundElements ?? []).some(
      ({ id, type }) => type === "arrow" && to.boundElements?.some((other) => other.id === id),
    );
    const connector = connectorBetween(boxOf(from), boxOf(to), {
      obstacles: obstacles.map(boxOf),
      isDirectTaken,
    });
    const arrow = arrowElement(connector);
    const attached = (shape: SceneElement): SceneElement => ({
      ...shape,
      boundElements: [...(shape.boundElements ?? []), { id: arrow.id, type: "arrow" }],
      version: shape.version + 1,
    });
    return { arrow, start: attached(from), end: attached(to) };
  }

  private placeFor(
    size: { width: number; height: number },
    drop?: { clientX: number; clientY: number },
  ): Box {
    const state = this.api.getAppState();
    if (drop) {
      const point = viewportCoordsToSceneCoords(drop, state);
      return { ...size, x: point.x - size.width / 2, y: point.y - size.height / 2 };
    }
    const taken = sceneElements(this.api)
      .filter(({ isDeleted, type }) => !isDeleted && type !== "arrow" && type !== "frame")
      .map(boxOf);
    const selected = this.look.selectedShape ? this.shape(this.look.selectedShape) : undefined;
    if (selected) return placeBeside(boxOf(selected), size, taken);
    const centre = viewportCoordsToSceneCoords(
      {
        clientX: state.offsetLeft + state.width / 2,
        clientY: state.offsetTop + state.height / 2,
      },
      state,
    );
    return placeAround(centre, size, taken);
  }

  private reveal(id: string): void {
    const shape = this.shape(id);
    if (shape) reveal(this.api, boxOf(shape));
  }

  private shape(id: string): SceneElement | undefined {
    return sceneElements(this.api).find((element) => element.id === id && !element.isDeleted);
  }

  private tellOthers(state: AppState): void {
    this.presence.select(Object.keys(state.selectedElementIds));
    const stroke = state.newElement;
    this.presence.draw(
      stroke?.type === "freedraw"
        ? {
            colour: stroke.strokeColor,
            width: stroke.strokeWidth,
            points: stroke.points.map(([x, y]) => [stroke.x + x, stroke.y + y]),
          }
        : null,
    );
  }

  private lookAgain(): void {
    const { zoom, scrollX, scrollY, selectedElementIds } = this.api.getAppState();
    const next: CanvasLook = {
      zoom: zoom.value,
      scrollX,
      scrollY,
      selectedShape: this.onlySelectedShape(Object.keys(selectedElementIds)),
      canUndo: this.steps?.canUndo ?? false,
      canRedo: this.steps?.canRedo ?? false,
    };
    const isSame = (Object.keys(next) as (keyof CanvasLook)[]).every(
      (name) => next[name] === this.look[name],
    );
    if (!isSame) this.look = next;
    // Told also when only elements moved: others' selections are drawn around them.
    for (const listener of this.listeners) listener();
  }

  private onlySelectedShape(ids: readonly string[]): string | null {
    // The label of a shape is often selected with it.
    const shapes = ids
      .map((id) => this.shape(id))
      .filter((element) => element && isConnectable(element));
    return shapes.length === 1 ? (shapes[0]?.id ?? null) : null;
  }
}

function isConnectable({ type, containerId }: SceneElement): boolean {
  if (type === "text") return !containerId;
  return type === "rectangle" || type === "ellipse" || type === "diamond";
}

function boxOf(element: SceneElement): Box & { id: string } {
  // Every element of Excalidraw has these four as numbers.
  const { x, y, width, height } = element as unknown as Box;
  return { id: element.id, x, y, width, height };
}
