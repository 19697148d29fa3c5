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
/** More steps than this in one line would have to be shown too small to read. */
const MAX_IN_LINE = 4;

/**
 * Steps of the flow one after the other, each centred on its line. A long flow turns and comes back
 * beneath itself, so that neighbours stay neighbours.
 *
 * @param sizes in the order in which the components are named
 * @returns a box for each component, with nothing left of or above 0
 */
export function groupLayout(
  sizes: ReadonlyMap<string, Size>,
  edges: readonly GroupEdge[],
  direction: "right" | "down",
): ReadonlyMap<string, Box> {
  const isRight = direction === "right";
  const along = ({ width, height }: Size) => (isRight ? width : height);
  const across = ({ width, height }: Size) => (isRight ? height : width);
  const steps = stepsOf([...sizes.keys()], edges);
  const inLine = Math.ceil(steps.length / Math.ceil(steps.length / MAX_IN_LINE));
  const placed = steps.map((ids, step) => {
    const members = ids.map((id) => ({ id, size: sizes.get(id) ?? { width: 0, height: 0 } }));
    const gaps = BESIDE_GAP * (members.length - 1);
    const line = Math.floor(step / inLine);
    const place = step % inLine;
    return {
      members,
      line,
      column: line % 2 === 0 ? place : inLine - 1 - place,
      depth: Math.max(...members.map(({ size }) => along(size))),
      extent: members.reduce((sum, { size }) => sum + across(size), gaps),
    };
  });
  const columns = tracks(placed.map(({ column, depth }) => ({ track: column, size: depth })));
  const lines = tracks(placed.map(({ line, extent }) => ({ track: line, size: extent })));

  const boxes = new Map<string, Box>();
  for (const { members, line, column, extent } of placed) {
    let beside = middle(lines[line]) - extent / 2;
    for (const { id, size } of members) {
      const start = middle(columns[column]) - along(size) / 2;
      boxes.set(id, isRight ? { ...size, x: start, y: beside } : { ...size, x: beside, y: start });
      beside += across(size) + BESIDE_GAP;
    }
  }
  return boxes;
}

interface Track {
  start: number;
  size: number;
}

/** Columns or lines one after the other, each as large as what is largest in it. */
function tracks(members: readonly { track: number; size: number }[]): Track[] {
  const found: Track[] = [];
  const last = Math.max(...members.map(({ track }) => track));
  let start = 0;
  for (let track = 0; track <= last; track += 1) {
    const sizes = members.filter((member) => member.track === track).map(({ size }) => size);
    const size = Math.max(0, ...sizes);
    found.push({ start, size });
    start += size + STEP_GAP;
  }
  return found;
}

function middle(track: Track | undefined): number {
  return track ? track.start + track.size / 2 : 0;
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
