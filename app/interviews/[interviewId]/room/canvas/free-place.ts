/** Where a new box goes without covering what is there. Scene coordinates throughout. */

import type { Size } from "./label-size";

export interface Box extends Size {
  x: number;
  y: number;
}

/** Room for an arrow with a short label between two boxes. */
const GAP_X = 80;
const GAP_Y = 40;
/** Steps tried in each direction; a board this full has no free place worth looking for. */
const MAX_STEPS = 12;

/** Right of the box, or above and below that place, or the same on its left. */
export function placeBeside(beside: Box, size: Size, taken: readonly Box[]): Box {
  const middle = beside.y + (beside.height - size.height) / 2;
  const columns = [beside.x + beside.width + GAP_X, beside.x - GAP_X - size.width];
  for (const x of columns) {
    for (const step of steps()) {
      const place = { ...size, x, y: middle + step * (size.height + GAP_Y) };
      if (isFree(place, taken)) return place;
    }
  }
  return { ...size, x: columns[0] ?? beside.x, y: middle };
}

/** Around the point, in growing rings. */
export function placeAround(centre: { x: number; y: number }, size: Size, taken: readonly Box[]) {
  const first = { ...size, x: centre.x - size.width / 2, y: centre.y - size.height / 2 };
  for (let ring = 0; ring <= MAX_STEPS / 2; ring += 1) {
    for (let row = -ring; row <= ring; row += 1) {
      for (let column = -ring; column <= ring; column += 1) {
        if (Math.max(Math.abs(row), Math.abs(column)) !== ring) continue;
        const place = {
          ...size,
          x: first.x + column * (size.width + GAP_Y),
          y: first.y + row * (size.height + GAP_Y),
        };
        if (isFree(place, taken)) return place;
      }
    }
  }
  return first;
}

/** 0, 1, -1, 2, -2 … */
function steps(): number[] {
  return Array.from({ length: MAX_STEPS }, (_, n) => (n % 2 === 0 ? -n / 2 : (n + 1) / 2));
}

function isFree(place: Box, taken: readonly Box[]): boolean {
  const margin = GAP_Y / 2;
  return taken.every(
    (box) =>
      place.x + place.width + margin <= box.x ||
      box.x + box.width + margin <= place.x ||
      place.y + place.height + margin <= box.y ||
      box.y + box.height + margin <= place.y,
  );
}
