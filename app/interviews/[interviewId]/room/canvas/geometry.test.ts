import { describe, expect, test } from "vitest";
import { connectorBetween } from "./connector";
import { type Box, placeAround, placeBeside } from "./free-place";
import { sizeForLabel } from "./label-size";

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const size = { width: 120, height: 60 };

describe("a place for a new box", () => {
  const selected = { x: 0, y: 0, width: 120, height: 60 };

  test("is right of the selected one, in line with it", () => {
    expect(placeBeside(selected, size, [selected])).toEqual({ ...size, x: 200, y: 0 });
  });

  test("never covers what is there, ten times in a row", () => {
    const taken: Box[] = [selected];
    for (let n = 0; n < 10; n += 1) {
      const place = placeBeside(selected, size, taken);
      expect(taken.some((box) => overlap(box, place))).toBe(false);
      taken.push(place);
    }
  });

  test("is the middle of the view when that is free, and near it when not", () => {
    const first = placeAround({ x: 500, y: 300 }, size, []);
    expect(first).toEqual({ ...size, x: 440, y: 270 });
    const second = placeAround({ x: 500, y: 300 }, size, [first]);
    expect(overlap(first, second)).toBe(false);
    expect(Math.hypot(second.x - first.x, second.y - first.y)).toBeLessThan(250);
  });
});

describe("a connector", () => {
  const at = (id: string, x: number, y: number) => ({ id, x, y, ...size });

  test.each([
    ["to the right", at("to", 300, 0), [125, 30], [295, 30]],
    ["to the left", at("to", -300, 0), [-5, 30], [-175, 30]],
    ["downwards", at("to", 20, 300), [60, 65], [80, 295]],
    ["upwards", at("to", 20, -300), [60, -5], [80, -235]],
    ["down to the right", at("to", 300, 200), [125, 30], [295, 230]],
  ])("%s leaves and enters by the facing sides, just outside the shapes", (_, to, start, end) => {
    const connector = connectorBetween(at("from", 0, 0), to, {});
    const last = connector.points.at(-1) ?? [0, 0];
    expect(connector.points[0]).toEqual([0, 0]);
    expect(connector.x).toBeCloseTo(start[0] ?? 0, 0);
    expect(connector.y).toBeCloseTo(start[1] ?? 0, 0);
    expect(connector.x + last[0]).toBeCloseTo(end[0] ?? 0, 0);
    expect(connector.y + last[1]).toBeCloseTo(end[1] ?? 0, 0);
    expect(connector.startBinding.elementId).toBe("from");
    expect(connector.endBinding.elementId).toBe("to");
  });

  test("has only level and upright pieces", () => {
    const { points } = connectorBetween(at("from", 0, 0), at("to", 300, 170), {});
    for (const [n, point] of points.entries()) {
      const next = points[n + 1];
      if (next) expect(point[0] === next[0] || point[1] === next[1]).toBe(true);
    }
  });
});

describe("a connector with something in the way", () => {
  const at = (id: string, x: number, y: number) => ({ id, x, y, ...size });
  const [from, to] = [at("from", 0, 0), at("to", 400, 0)];

  test("goes around it and ends at the shape all the same", () => {
    const between = at("between", 200, -10);
    const { x, y, points } = connectorBetween(from, to, { obstacles: [between] });
    const last = points.at(-1) ?? [0, 0];
    expect([x + last[0], y + last[1]].map(Math.round)).toEqual([460, 65]);
    expect(Math.max(...points.map((point) => point[1] + y))).toBeGreaterThan(60);
  });

  test("goes around where another arrow already runs", () => {
    const { points } = connectorBetween(to, from, { isDirectTaken: true });
    expect(points).toHaveLength(4);
  });

  test("goes straight through rather than not at all when it is walled in", () => {
    const wall = { x: 200, y: -5000, width: 50, height: 10_000 };
    const fence = { x: -5000, y: -5000, width: 10_000, height: 10_000 };
    const connector = connectorBetween(from, to, { obstacles: [wall, fence] });
    expect(connector.points).toHaveLength(2);
  });
});

describe("the size for a label", () => {
  const measure = (text: string) => text.length * 8;

  test("has room for the widest line", () => {
    expect(sizeForLabel("Ranker", 16, measure)).toEqual({ width: 120, height: 60 });
    const long = sizeForLabel("Application / orchestrator service", 16, measure);
    expect(long.width).toBeLessThan("Application / orchestrator service".length * 8);
    expect(long.width).toBeGreaterThan("Application /".length * 8 + 20);
    expect(long.height).toBeGreaterThan(2 * 16);
  });

  test("never breaks inside a word, however long", () => {
    const word = "Internationalisierungsdienst";
    expect(sizeForLabel(word, 16, measure).width).toBeGreaterThan(word.length * 8);
  });
});
