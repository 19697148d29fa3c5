import { describe, expect, test } from "vitest";
import { readContent } from "@/server/content/load-content";
import { connectorBetween } from "./connector";
import type { Box } from "./free-place";
import { groupLayout } from "./group-layout";
import { sizeForLabel } from "./label-size";
import { SKELETON } from "./skeleton";

const { motifs, stencils } = readContent("content");
const byId = new Map(stencils.map((stencil) => [stencil.id, stencil]));
const GROUPS = [...motifs, SKELETON];

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

function sizesOf(edges: readonly { from: string; to: string }[]) {
  const ids = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return new Map(
    [...ids].map((id) => [
      id,
      sizeForLabel(byId.get(id)?.label ?? id, 16, (text) => text.length * 8),
    ]),
  );
}

describe.each(GROUPS.map((group) => [group.id, group] as const))("%s", (_, { edges }) => {
  test.each(["right", "down"] as const)("has a place for each of its boxes, going %s", (way) => {
    const sizes = sizesOf(edges);
    const boxes = groupLayout(sizes, edges, way);
    expect([...boxes.keys()]).toHaveLength(sizes.size);
    const placed = [...boxes.values()];
    for (const [i, a] of placed.entries()) {
      for (const b of placed.slice(i + 1)) expect(overlap(a, b)).toBe(false);
    }
  });

  test.each(["right", "down"] as const)("has arrows around its boxes, going %s", (way) => {
    const boxes = groupLayout(sizesOf(edges), edges, way);
    for (const { from, to } of edges) {
      const [start, end] = [boxes.get(from), boxes.get(to)];
      if (!start || !end) throw new Error("Each end has a box.");
      const others = [...boxes].filter(([id]) => id !== from && id !== to).map(([, box]) => box);
      const { x, y, points } = connectorBetween(
        { id: from, ...start },
        { id: to, ...end },
        { obstacles: others },
      );
      points.slice(1).forEach((next, place) => {
        const [at = [0, 0]] = [points[place]];
        const piece = {
          x: x + Math.min(at[0], next[0]),
          y: y + Math.min(at[1], next[1]),
          width: Math.abs(at[0] - next[0]),
          height: Math.abs(at[1] - next[1]),
        };
        expect(others.filter((box) => overlap(piece, box))).toEqual([]);
      });
    }
  });

  test("connects only what usually is connected", () => {
    for (const { from, to } of edges) expect(byId.get(from)?.typicalOut).toContain(to);
  });
});

test("a long flow turns, and its neighbours stay beside each other", () => {
  const size = { width: 100, height: 50 };
  const ids = ["a", "b", "c", "d", "e", "f"];
  const chain = ids.slice(1).map((to, place) => ({ from: ids[place] ?? "", to }));
  const boxes = groupLayout(new Map(ids.map((id) => [id, size])), chain, "right");
  expect(ids.map((id) => [boxes.get(id)?.x, boxes.get(id)?.y])).toEqual([
    [0, 0],
    [172, 0],
    [344, 0],
    [344, 122],
    [172, 122],
    [0, 122],
  ]);
});

test("what comes later in the flow is further along, and a way back turns nothing around", () => {
  const size = { width: 100, height: 50 };
  const sizes = new Map(["a", "b", "c"].map((id) => [id, size]));
  const round = [
    { from: "a", to: "b" },
    { from: "b", to: "c" },
    { from: "c", to: "a" },
  ];
  const right = groupLayout(sizes, round, "right");
  expect(["a", "b", "c"].map((id) => right.get(id)?.x)).toEqual([0, 172, 344]);
  const down = groupLayout(sizes, round, "down");
  expect(["a", "b", "c"].map((id) => down.get(id)?.y)).toEqual([0, 122, 244]);
});
