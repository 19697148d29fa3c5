/** Where the components of a group go, so that it reads in the direction its arrows point. */

import type { Box } from "./free-place";
import type { Size } from "./label-size";

export interface GroupEdge {
  from: string;
  to: string;
}

/** Between one step of the flow and the next: room for an arrow. */
const STEP_GAP = 72;
/** Between components of the same step. */
const BESIDE_GAP = 40;

/**
 * Steps of the flow one after the other, each centred on the same line.
 *
 * @param sizes in the order in which the components are named
 * @returns a box for each component, the first step's at 0
 */
export function groupLayout(
  sizes: ReadonlyMap<string, Size>,
  edges: readonly GroupEdge[],
  direction: "right" | "down",
): ReadonlyMap<string, Box> {
  const [along, across] =
    direction === "right" ? (["width", "height"] as const) : (["height", "width"] as const);
  const places = new Map<string, Box>();
  let at = 0;
  for (const step of stepsOf([...sizes.keys()], edges)) {
    const members = step.map((id) => ({ id, size: sizes.get(id) ?? { width: 0, height: 0 } }));
    const deepest = Math.max(...members.map(({ size }) => size[along]));
    const total =
      members.reduce((sum, { size }) => sum + size[across], 0) + BESIDE_GAP * (members.length - 1);
    let beside = -total / 2;
    for (const { id, size } of members) {
      const place = { along: at + (deepest - size[along]) / 2, across: beside };
      places.set(
        id,
        direction === "right"
          ? { ...size, x: place.along, y: place.across }
          : { ...size, x: place.across, y: place.along },
      );
      beside += size[across] + BESIDE_GAP;
    }
    at += deepest + STEP_GAP;
  }
  return places;
}

/** Each component one step after the last that leads to it; arrows back to where one came from do not count. */
function stepsOf(ids: readonly string[], edges: readonly GroupEdge[]): string[][] {
  const forward = withoutReturns(ids, edges);
  const stepOf = new Map<string, number>();
  const find = (id: string): number => {
    const known = stepOf.get(id);
    if (known !== undefined) return known;
    const before = forward.filter(({ to }) => to === id).map(({ from }) => find(from));
    const step = before.length === 0 ? 0 : Math.max(...before) + 1;
    stepOf.set(id, step);
    return step;
  };
  const steps: string[][] = [];
  for (const id of ids) {
    const step = find(id);
    steps[step] = [...(steps[step] ?? []), id];
  }
  return steps.filter(Boolean);
}

function withoutReturns(ids: readonly string[], edges: readonly GroupEdge[]): GroupEdge[] {
  const kept: GroupEdge[] = [];
  const done = new Set<string>();
  const path = new Set<string>();
  const walk = (id: string) => {
    if (done.has(id)) return;
    path.add(id);
    for (const edge of edges) {
      if (edge.from !== id || path.has(edge.to)) continue;
      kept.push(edge);
      walk(edge.to);
    }
    path.delete(id);
    done.add(id);
  };
  for (const id of ids) walk(id);
  return kept;
}
