import { CaptureUpdateAction } from "@excalidraw/excalidraw";
import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import type { Box } from "./free-place";

const MIN_ZOOM = 0.1;
const MAX_ZOOM = 4;
/** A single box blown up to fill the view looks broken. */
const MAX_FIT_ZOOM = 1;
/** Shapes that touch the edge of the view look cut off. */
const FIT_SHARE = 0.92;
/** The drawing tools lie over the top of the canvas. */
const TOOLS_PX = 56;
/** Beside a wide canvas, what is selected has a panel of properties at the left. */
const PROPERTIES_PX = 216;
const WIDE_CANVAS_PX = 730;

/** The middle of the view stays where it is. */
export function zoomBy(api: ExcalidrawImperativeAPI, factor: number): void {
  const { zoom, scrollX, scrollY, width, height } = api.getAppState();
  const next = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom.value * factor));
  const shift = (side: number) => (side / 2) * (1 / next - 1 / zoom.value);
  api.updateScene({
    appState: {
      // Within Excalidraw's own range, which is what the number's brand stands for.
      zoom: { value: next as typeof zoom.value },
      scrollX: scrollX + shift(width),
      scrollY: scrollY + shift(height),
    },
    captureUpdate: CaptureUpdateAction.NEVER,
  });
}

export function zoomToFit(api: ExcalidrawImperativeAPI): void {
  if (api.getSceneElements().length === 0) return;
  api.scrollToContent(undefined, {
    fitToViewport: true,
    viewportZoomFactor: FIT_SHARE,
    minZoom: MIN_ZOOM,
    maxZoom: MAX_FIT_ZOOM,
    canvasOffsets: { top: TOOLS_PX },
  });
}

/** Scrolls to a shape, and only when it is not in view already. */
export function reveal(api: ExcalidrawImperativeAPI, box: Box & { id: string }): void {
  if (isInView(api, box)) return;
  const target = api.getSceneElements().find(({ id }) => id === box.id);
  if (target) api.scrollToContent(target);
}

/** Brings a whole selected group into view, smaller where it must be, unless it is there already. */
export function revealAll(api: ExcalidrawImperativeAPI, ids: ReadonlySet<string>, box: Box): void {
  if (isInView(api, box)) return;
  const targets = api.getSceneElements().filter(({ id }) => ids.has(id));
  const isWide = api.getAppState().width >= WIDE_CANVAS_PX;
  api.scrollToContent(targets, {
    fitToViewport: true,
    viewportZoomFactor: FIT_SHARE,
    minZoom: MIN_ZOOM,
    maxZoom: MAX_FIT_ZOOM,
    canvasOffsets: { top: TOOLS_PX, left: isWide ? PROPERTIES_PX : 0 },
  });
}

function isInView(api: ExcalidrawImperativeAPI, box: Box): boolean {
  const { scrollX, scrollY, zoom, width, height } = api.getAppState();
  return (
    box.x + scrollX >= 0 &&
    box.y + scrollY >= 0 &&
    (box.x + box.width + scrollX) * zoom.value <= width &&
    (box.y + box.height + scrollY) * zoom.value <= height
  );
}
