import { type EdgeKind, inferEdgeKind } from "@/lib/domain/content/edge-kind";
import { connectorBetween } from "./connector";
import type { Box } from "./free-place";
import type { SceneElement } from "./scene";
import { boxOf, stencilOf } from "./scene-shapes";
import { arrowElement } from "./stencil-elements";

/**
 * An arrow between two shapes, and both shapes as they are with it attached.
 *
 * @param kind what flows along it; without it, what the shapes suggest
 */
export function boundArrow(
  from: SceneElement,
  to: SceneElement,
  { obstacles, kind }: { obstacles: readonly Box[]; kind?: EdgeKind | undefined },
) {
  const isDirectTaken = (from.boundElements ?? []).some(
    ({ id, type }) => type === "arrow" && to.boundElements?.some((other) => other.id === id),
  );
  const connector = connectorBetween(boxOf(from), boxOf(to), { obstacles, isDirectTaken });
  const arrow = arrowElement(connector, kind ?? suggestedKind(from, to));
  const attached = (shape: SceneElement): SceneElement => ({
    ...shape,
    boundElements: [...(shape.boundElements ?? []), { id: arrow.id, type: "arrow" }],
    version: shape.version + 1,
  });
  return { arrow, start: attached(from), end: attached(to) };
}

function suggestedKind(from: SceneElement, to: SceneElement): EdgeKind | null {
  const [start, end] = [stencilOf(from), stencilOf(to)];
  return start && end ? inferEdgeKind(start, end) : null;
}
