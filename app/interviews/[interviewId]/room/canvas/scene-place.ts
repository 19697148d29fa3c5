/** Where something new goes on the canvas that is open. */
import { viewportCoordsToSceneCoords } from "@excalidraw/excalidraw";
import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { sceneElements } from "./excalidraw-editor";
import { type Box, placeAround, placeBeside } from "./free-place";
import type { Size } from "./label-size";
import type { SceneElement } from "./scene";
import { boxOf } from "./scene-shapes";

/** Around a point of the window, whatever is there. */
export function placeAt(
  api: ExcalidrawImperativeAPI,
  at: { clientX: number; clientY: number },
  size: Size,
): Box {
  const point = viewportCoordsToSceneCoords(at, api.getAppState());
  return { ...size, x: point.x - size.width / 2, y: point.y - size.height / 2 };
}

/** Beside a shape, else in the middle of the view; or as near to it as nothing is in the way. */
export function freePlace(api: ExcalidrawImperativeAPI, size: Size, beside?: SceneElement): Box {
  const taken = sceneElements(api)
    .filter(({ isDeleted, type }) => !isDeleted && type !== "arrow" && type !== "frame")
    .map(boxOf);
  if (beside) return placeBeside(boxOf(beside), size, taken);
  const state = api.getAppState();
  const centre = viewportCoordsToSceneCoords(
    {
      clientX: state.offsetLeft + state.width / 2,
      clientY: state.offsetTop + state.height / 2,
    },
    state,
  );
  return placeAround(centre, size, taken);
}
