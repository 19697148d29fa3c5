import { expect, test } from "vitest";
import { readContent } from "@/server/content/load-content";
import { stencilIconPath } from "./stencil-icon-path";

const GRID = 24;
const { stencils } = readContent("content");

test("every component has a drawing of its own", () => {
  const drawings = stencils.map(({ id }) => stencilIconPath(id));
  expect(drawings).not.toContain(stencilIconPath("no-such-component"));
  expect(new Set(drawings).size).toBe(stencils.length);
});

test.each(stencils.map(({ id }) => id))("the drawing of %s stays on its grid", (id) => {
  const points = pointsOf(stencilIconPath(id));
  expect(points.length).toBeGreaterThan(1);
  for (const value of points.flat()) {
    expect(value).toBeGreaterThanOrEqual(1);
    expect(value).toBeLessThanOrEqual(GRID - 1);
  }
});

test("an id that every object has is no drawing", () => {
  expect(stencilIconPath("constructor")).toBe(stencilIconPath("no-such-component"));
});

/** How many numbers each command takes; the last two (or the one) say where it ends. */
const TAKES: Record<string, number> = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, a: 7, z: 0 };

/** Where each piece of a path ends. */
function pointsOf(path: string): [number, number][] {
  const points: [number, number][] = [];
  let [x, y] = [0, 0];
  let start: [number, number] = [0, 0];
  for (const [, letter = "", rest = ""] of path.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const command = letter.toLowerCase();
    const numbers = (rest.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    const takes = TAKES[command];
    if (takes === undefined) throw new Error(`"${letter}" is not expected in ${path}.`);
    if (takes === 0) [x, y] = start;
    else if (numbers.length === 0 || numbers.length % takes !== 0) {
      throw new Error(`"${letter}${rest}" takes ${takes} numbers at a time.`);
    }
    for (let at = 0; takes > 0 && at < numbers.length; at += takes) {
      const piece = numbers.slice(at, at + takes);
      const isRelative = letter === command;
      const last = piece.at(-1) ?? 0;
      if (command === "h") x = isRelative ? x + last : last;
      else if (command === "v") y = isRelative ? y + last : last;
      else {
        const [toX, toY] = [piece.at(-2) ?? 0, last];
        [x, y] = isRelative ? [x + toX, y + toY] : [toX, toY];
      }
      if (command === "m" && at === 0) start = [x, y];
      points.push([x, y]);
    }
  }
  return points;
}
