import { beforeAll, describe, expect, test } from "vitest";
import { isOffline } from "@/lib/domain/content/edge-kind";
import {
  DRAWING_TYPE,
  type Rect,
  type ReferenceDrawing,
} from "@/lib/domain/content/reference-drawing";
import { textWidth } from "./canvas-text";
import { layOutCanvas } from "./lay-out-canvas";
import { readContent } from "./load-content";

const { cases, vocabulary } = readContent("content");
const { stencils } = vocabulary;

/** The widest that a page of 1280 px shows without making the words smaller. */
const READABLE_WIDTH = 1200;
/** Boxes closer than this look like one. */
const BOX_GAP = 8;

describe.each([...cases.values()].map((each) => [each.id, each.interviewer.referenceCanvas]))(
  "the drawing of %s",
  (_, canvas) => {
    let drawing: ReferenceDrawing;
    beforeAll(async () => {
      drawing = await layOutCanvas(canvas, stencils);
    });

    test("has every component and every arrow, inside its frame", () => {
      expect(drawing.nodes.map(({ id }) => id)).toEqual(canvas.nodes.map(({ stencil }) => stencil));
      expect(drawing.edges).toHaveLength(canvas.edges.length);
      const frame = { x: 0, y: 0, w: drawing.width, h: drawing.height };
      for (const rect of [...drawing.nodes, ...labels(drawing)])
        expect(inside(rect, frame)).toBe(true);
      expect(drawing.width).toBeLessThanOrEqual(READABLE_WIDTH);
    });

    test("has no boxes and no labels upon each other", () => {
      expect(overlaps(drawing.nodes.map((node) => grown(node, BOX_GAP / 2)))).toEqual([]);
      expect(overlaps(labels(drawing))).toEqual([]);
      for (const label of labels(drawing)) {
        expect(drawing.nodes.filter((node) => overlap(label, node)).map(({ id }) => id)).toEqual(
          [],
        );
      }
    });

    test("has room for every word", () => {
      const { padding, icon, iconGap } = DRAWING_TYPE;
      for (const { w, h, lines, label } of drawing.nodes) {
        expect(lines.join(" ")).toBe(label);
        expect(h).toBeGreaterThanOrEqual(lines.length * DRAWING_TYPE.label.lineHeight);
        for (const line of lines) {
          expect(textWidth(line, "label")).toBeLessThanOrEqual(w - icon - iconGap - 2 * padding);
        }
      }
      for (const { lines, label, labelAt } of drawing.edges) {
        expect(lines.join(" ")).toBe(label);
        for (const line of lines) expect(textWidth(line, "edge")).toBeLessThanOrEqual(labelAt.w);
      }
    });

    test("has arrows from box to box, around all others and around others' labels", () => {
      for (const edge of drawing.edges) {
        const ends = [edge.points[0], edge.points.at(-1)];
        const boxes = [edge.from, edge.to].map((id) =>
          drawing.nodes.find((node) => node.id === id),
        );
        boxes.forEach((box, place) => {
          const point = ends[place];
          expect(box && point && touches({ ...point, w: 0, h: 0 }, grown(box, 1))).toBe(true);
        });
        for (const piece of pieces(edge)) {
          const crossed = drawing.nodes.filter((node) => overlap(piece, grown(node, -1)));
          expect(crossed.map(({ id }) => `${edge.from} to ${edge.to} through ${id}`)).toEqual([]);
          const covered = drawing.edges.filter(
            (other) => other !== edge && overlap(piece, other.labelAt),
          );
          expect(covered.map(({ label }) => `${edge.from} to ${edge.to} through ${label}`)).toEqual(
            [],
          );
        }
        expect(pieces(edge).some((piece) => overlap(grown(piece, 1), edge.labelAt))).toBe(true);
      }
    });

    test("has the names of its planes where nothing else is", () => {
      const taken = [...drawing.nodes, ...labels(drawing), ...drawing.edges.flatMap(pieces)];
      for (const { nameAt, name } of drawing.planes) {
        expect(textWidth(name, "plane")).toBeLessThanOrEqual(nameAt.w);
        expect(taken.filter((rect) => overlap(rect, nameAt))).toEqual([]);
      }
    });

    test("has what is offline in one place and the rest in the other", () => {
      const [online, offline] = drawing.planes;
      for (const node of drawing.nodes) {
        const plane = isOffline(node.id) ? offline : online;
        expect(plane && inside(node, plane)).toBe(true);
      }
    });
  },
);

test("a small canvas reads from left to right and needs no planes", async () => {
  const drawing = await layOutCanvas(
    {
      nodes: [
        { stencil: "client" },
        { stencil: "app-service", note: "about 40 000 requests a second" },
      ],
      edges: [{ from: "client", to: "app-service", label: "request" }],
    },
    stencils,
  );
  const [client, service] = drawing.nodes;
  expect(service?.x).toBeGreaterThan((client?.x ?? 0) + (client?.w ?? 0));
  expect(service?.noteLines.join(" ")).toBe("about 40 000 requests a second");
  expect(drawing.planes).toEqual([]);
});

const labels = (drawing: ReferenceDrawing) => drawing.edges.map(({ labelAt }) => labelAt);

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function touches(a: Rect, b: Rect): boolean {
  return a.x <= b.x + b.w && b.x <= a.x + a.w && a.y <= b.y + b.h && b.y <= a.y + a.h;
}

function inside(a: Rect, b: Rect): boolean {
  return a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w && a.y + a.h <= b.y + b.h;
}

function grown({ x, y, w, h }: Rect, by: number): Rect {
  return { x: x - by, y: y - by, w: w + 2 * by, h: h + 2 * by };
}

function overlaps(rects: readonly Rect[]): [number, number][] {
  return rects.flatMap((a, i) =>
    rects.flatMap((b, j): [number, number][] => (j > i && overlap(a, b) ? [[i, j]] : [])),
  );
}

/** The level and upright pieces of an arrow as very thin boxes. */
function pieces({ points }: ReferenceDrawing["edges"][number]): Rect[] {
  return points.slice(1).map((end, place) => {
    const start = points[place] ?? end;
    return grown(
      {
        x: Math.min(start.x, end.x),
        y: Math.min(start.y, end.y),
        w: Math.abs(end.x - start.x),
        h: Math.abs(end.y - start.y),
      },
      0.01,
    );
  });
}
