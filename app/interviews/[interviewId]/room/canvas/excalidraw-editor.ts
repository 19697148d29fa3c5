import { CaptureUpdateAction } from "@excalidraw/excalidraw";
import type { ExcalidrawImperativeAPI, SceneData } from "@excalidraw/excalidraw/types";
import { type CanvasEditor, readGesture, type SceneElement } from "./scene";

/** Excalidraw behind the port the binding knows. */
export function excalidrawEditor(api: ExcalidrawImperativeAPI): CanvasEditor {
  return {
    elements: () => sceneElements(api),
    gesture: () => readGesture(api.getAppState()),
    show: (elements, removed) => {
      const { selectedElementIds } = api.getAppState();
      const isRemovedSelected = Object.keys(selectedElementIds).some((id) => removed.has(id));
      api.updateScene({
        ...sceneData(elements),
        ...(isRemovedSelected
          ? { appState: { selectedElementIds: without(selectedElementIds, removed) } }
          : {}),
        captureUpdate: CaptureUpdateAction.NEVER,
      });
    },
  };
}

/** The scene's own elements, deleted ones included, typed as loosely as the binding needs them. */
export function sceneElements(api: ExcalidrawImperativeAPI): readonly SceneElement[] {
  return api.getSceneElementsIncludingDeleted() as unknown as readonly SceneElement[];
}

/** Elements on their way into the scene; what is not Excalidraw's was refused by the schema before. */
export function sceneData(elements: readonly SceneElement[]): Pick<SceneData, "elements"> {
  return { elements: elements as unknown as NonNullable<SceneData["elements"]> };
}

function without(
  ids: Readonly<Record<string, true>>,
  removed: ReadonlySet<string>,
): Record<string, true> {
  return Object.fromEntries(Object.entries(ids).filter(([id]) => !removed.has(id)));
}
