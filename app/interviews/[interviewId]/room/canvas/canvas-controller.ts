/**
 * One canvas on the page: the scene bound to the document, one's own undo, what others see of this
 * tab, and the few things the pane around it does to it. Excalidraw's own types stay in here.
 */
import { CaptureUpdateAction } from "@excalidraw/excalidraw";
import type { AppState, ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import type { EdgeKind } from "@/lib/domain/content/edge-kind";
import type { PaletteStencil } from "@/lib/domain/content/stencil";
import { elementsOf } from "@/lib/room-document/roots";
import { boundArrow } from "./bound-arrow";
import { CanvasBinding } from "./canvas-binding";
import { reveal, revealAll, zoomBy, zoomToFit } from "./canvas-camera";
import { CanvasPresence } from "./canvas-presence";
import { CanvasUndo } from "./canvas-undo";
import { withKind } from "./edge-look";
import { excalidrawEditor, sceneData, sceneElements } from "./excalidraw-editor";
import type { SceneElement } from "./scene";
import { freePlace, placeAt } from "./scene-place";
import { boundsOf, boxOf, isConnectable } from "./scene-shapes";
import { stencilElements, stencilSize } from "./stencil-elements";
import { groupElements, type StencilGroup } from "./stencil-group";

/** What the pane shows around the canvas; replaced, never changed. */
export interface CanvasLook {
  zoom: number;
  scrollX: number;
  scrollY: number;
  /** The one selected shape, from which an arrow can start. */
  selectedShape: string | null;
  /** The one selected arrow, whose kind can be changed. */
  selectedArrow: string | null;
  canUndo: boolean;
  canRedo: boolean;
}

const EMPTY_LOOK: CanvasLook = {
  zoom: 1,
  scrollX: 0,
  scrollY: 0,
  selectedShape: null,
  selectedArrow: null,
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
    const size = await stencilSize(stencil);
    const selected = this.look.selectedShape ? this.shape(this.look.selectedShape) : undefined;
    const place = drop ? placeAt(this.api, drop, size) : freePlace(this.api, size, selected);
    const [box, ...label] = stencilElements(stencil, place);
    if (!box) return;
    if (connect && selected) {
      const { arrow, start, end } = this.arrowBetween(selected, box);
      this.add([end, ...label, arrow], [box.id], [start]);
    } else this.add([box, ...label], [box.id]);
    if (!drop) this.reveal(box.id);
  }

  /**
   * Adds several components with their arrows at a free place and selects them. One step of undo.
   *
   * @returns how many components were added
   */
  async addGroup(group: StencilGroup, stencils: readonly PaletteStencil[]): Promise<number> {
    if (!this.steps) return 0;
    const { width, height } = this.api.getAppState();
    const direction = width > height ? "right" : "down";
    const made = await groupElements(group, stencils, direction, (size) =>
      freePlace(this.api, size),
    );
    const parts = made.filter(({ type }) => type !== "text");
    const shapes = made.filter(isConnectable);
    if (shapes.length === 0) return 0;
    const ids = parts.map(({ id }) => id);
    this.add(made, ids);
    revealAll(this.api, new Set(ids), boundsOf(shapes.map(boxOf)));
    return shapes.length;
  }

  /** Draws an arrow that sticks to both shapes. Without a kind, it is what the shapes suggest. */
  connect(from: string, to: string, kind?: EdgeKind): boolean {
    const [first, second] = [this.shape(from), this.shape(to)];
    if (!this.steps || !first || !second || from === to) return false;
    const { arrow, start, end } = this.arrowBetween(first, second, kind);
    this.add([arrow], [to], [start, end]);
    this.reveal(to);
    return true;
  }

  /** Says what flows along an arrow, and draws it so. */
  setEdgeKind(id: string, kind: EdgeKind): boolean {
    const arrow = this.shape(id);
    if (!this.steps || arrow?.type !== "arrow") return false;
    this.add([], [id], [withKind(arrow, kind)]);
    return true;
  }

  /** Selects a shape or an arrow and brings it into view. */
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
    select: readonly string[],
    changed: readonly SceneElement[] = [],
  ) {
    const replaced = new Map(changed.map((element) => [element.id, element]));
    const scene = sceneElements(this.api).map((element) => replaced.get(element.id) ?? element);
    this.steps?.startStep();
    this.api.updateScene({
      ...sceneData([...scene, ...made]),
      appState: {
        selectedElementIds: Object.fromEntries(select.map((id) => [id, true as const])),
        selectedGroupIds: {},
      },
      captureUpdate: CaptureUpdateAction.NEVER,
    });
    this.binding.flush();
  }

  private arrowBetween(from: SceneElement, to: SceneElement, kind?: EdgeKind) {
    const others = sceneElements(this.api).filter(
      (element) => !element.isDeleted && element.id !== from.id && element.id !== to.id,
    );
    return boundArrow(from, to, { obstacles: others.filter(isConnectable).map(boxOf), kind });
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
      ...this.onlySelected(Object.keys(selectedElementIds)),
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

  private onlySelected(
    ids: readonly string[],
  ): Pick<CanvasLook, "selectedShape" | "selectedArrow"> {
    const selected = ids.map((id) => this.shape(id)).filter((element) => element !== undefined);
    // The label of a shape is often selected with it.
    const shapes = selected.filter(isConnectable);
    const arrows = selected.filter(({ type }) => type === "arrow");
    return {
      selectedShape: shapes.length === 1 ? (shapes[0]?.id ?? null) : null,
      selectedArrow: shapes.length === 0 && arrows.length === 1 ? (arrows[0]?.id ?? null) : null,
    };
  }
}
