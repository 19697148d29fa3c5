/** The size of a box that shows its whole label on one line or two. */

const PADDING_X = 20;
const PADDING_Y = 16;
const MIN_WIDTH = 120;
const MIN_HEIGHT = 60;
/** A label wider than this reads better on two lines than in a very long box. */
const MAX_LINE_WIDTH = 170;
const LINE_HEIGHT = 1.35;

export interface Size {
  width: number;
  height: number;
}

/** @param measure the width of a text in the label's font, in pixels */
export function sizeForLabel(
  label: string,
  fontSize: number,
  measure: (text: string) => number,
): Size {
  const lines = breakLines(label, measure);
  const widest = Math.max(...lines.map(measure));
  return {
    width: Math.max(MIN_WIDTH, Math.ceil(widest) + 2 * PADDING_X),
    height: Math.max(MIN_HEIGHT, Math.ceil(lines.length * fontSize * LINE_HEIGHT) + 2 * PADDING_Y),
  };
}

function breakLines(label: string, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of label.split(/\s+/)) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && measure(longer) <= MAX_LINE_WIDTH) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
