const CURSOR_COLOURS = 8;

/** The custom property of a person's colour: the n-th of the eight, counted from 0, going round. */
export function cursorColour(index: number): string {
  return `var(--cursor-${(Math.abs(index) % CURSOR_COLOURS) + 1})`;
}
