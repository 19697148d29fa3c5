import type { Box } from "./free-place";
import type { SceneElement } from "./scene";

/** Whether an arrow can stick to it. */
export function isConnectable({ type, containerId }: SceneElement): boolean {
  if (type === "text") return !containerId;
  return type === "rectangle" || type === "ellipse" || type === "diamond";
}

export function boxOf(element: SceneElement): Box & { id: string } {
  // Every element of Excalidraw has these four as numbers.
  const { x, y, width, height } = element as unknown as Box;
  return { id: element.id, x, y, width, height };
}

/** The smallest box around all of these. */
export function boundsOf(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

/** Which stencil a shape was made from. */
export function stencilOf({ customData }: SceneElement): string | null {
  const stencil = (customData as { stencil?: unknown } | null | undefined)?.stencil;
  return typeof stencil === "string" ? stencil : null;
}
