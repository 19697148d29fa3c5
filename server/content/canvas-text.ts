/** Breaks the words of a drawing into lines, and says how large they are, before any browser sees them. */
import { DRAWING_TYPE } from "@/lib/domain/content/reference-drawing";
import { INTER_WIDTHS } from "./inter-widths";

type TypeOf = "label" | "note" | "edge" | "plane";

/** Widths are per thousandth of the size; what is not in the table is taken for its widest letter. */
const EM = 1000;
const WIDEST = 1050;
/** Browsers round and hint a little; a text must fit all the same. */
const SAFETY = 1.03;

export interface TextBlock {
  lines: string[];
  width: number;
  height: number;
}

/** The width of a text in the font of our pages, a little more rather than less. */
export function textWidth(text: string, type: TypeOf): number {
  const { size, weight } = DRAWING_TYPE[type];
  const widths = INTER_WIDTHS[weight];
  let sum = 0;
  for (const letter of text) sum += widths[letter] ?? WIDEST;
  return (sum / EM) * size * SAFETY;
}

/** As few lines as fit the width. A word is never broken, so a long one makes the block wider. */
export function textBlock(text: string, type: TypeOf, maxWidth: number): TextBlock {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(longer, type) <= maxWidth) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return {
    lines,
    width: Math.ceil(Math.max(...lines.map((line) => textWidth(line, type)))),
    height: lines.length * DRAWING_TYPE[type].lineHeight,
  };
}
