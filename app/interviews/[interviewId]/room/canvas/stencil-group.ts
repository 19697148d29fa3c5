/** Several components with their arrows, put on the canvas as one. */

import type { PaletteStencil } from "@/lib/domain/content/stencil";
import { boundArrow } from "./bound-arrow";
import type { Box } from "./free-place";
import { type GroupEdge, groupLayout } from "./group-layout";
import type { Size } from "./label-size";
import type { SceneElement } from "./scene";
import { boundsOf, boxOf } from "./scene-shapes";
import { stencilElements, stencilSize } from "./stencil-elements";

export interface StencilGroup {
  id: string;
  title: string;
  says: string;
  edges: readonly GroupEdge[];
}

/**
 * @param place where the whole group goes, by its size
 * @returns shapes, labels and arrows; nothing when its components are unknown here
 */
export async function groupElements(
  group: StencilGroup,
  stencils: readonly PaletteStencil[],
  direction: "right" | "down",
  place: (size: Size) => Box,
): Promise<SceneElement[]> {
  const members = [...new Set(group.edges.flatMap(({ from, to }) => [from, to]))]
    .map((id) => stencils.find((stencil) => stencil.id === id))
    .filter((stencil) => stencil !== undefined);
  if (members.length === 0) return [];
  const sizes = new Map<string, Size>();
  for (const stencil of members) sizes.set(stencil.id, await stencilSize(stencil));
  const layout = groupLayout(sizes, group.edges, direction);
  const bounds = boundsOf([...layout.values()]);
  const at = place(bounds);

  const shapes = new Map<string, SceneElement>();
  const labels: SceneElement[] = [];
  for (const stencil of members) {
    const box = layout.get(stencil.id);
    if (!box) continue;
    const moved = { ...box, x: box.x - bounds.x + at.x, y: box.y - bounds.y + at.y };
    const [shape, ...label] = stencilElements(stencil, moved);
    if (shape) shapes.set(stencil.id, shape);
    labels.push(...label);
  }
  const arrows: SceneElement[] = [];
  for (const { from, to } of group.edges) {
    const [first, second] = [shapes.get(from), shapes.get(to)];
    if (!first || !second) continue;
    const others = [...shapes.values()].filter(({ id }) => id !== first.id && id !== second.id);
    const { arrow, start, end } = boundArrow(first, second, { obstacles: others.map(boxOf) });
    shapes.set(from, start).set(to, end);
    arrows.push(arrow);
  }
  return [...shapes.values(), ...labels, ...arrows];
}
