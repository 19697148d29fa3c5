/**
 * A sheet of paper: what stands on it, before it is a page or Markdown.
 *
 * A sheet is one page, always. What does not fit is left out by rank, and the sheet says how much
 * that was, because a second page that nobody prints is worse than a line that is on the screen.
 */

export interface SheetPart {
  /** Said in front of the lines; null where the block's heading says enough. */
  label: string | null;
  lines: readonly string[];
  /** Fewest lines that stay when the page is full. */
  keep: number;
  /** The lowest rank loses lines first. */
  rank: number;
}

export interface SheetTable {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

export interface SheetBlock {
  heading: string;
  /** A few words at the right of the heading, such as the minutes. */
  note: string | null;
  table: SheetTable | null;
  parts: readonly SheetPart[];
}

/** Everything that could stand on it; what a file has, which knows no page. */
export interface WholeSheet {
  title: string;
  /** What the sheet is, and for whom. */
  kind: string;
  lead: string;
  blocks: readonly SheetBlock[];
  /** Name and version of what it was made from. */
  source: string;
}

/** What stands on the page. */
export interface Sheet extends WholeSheet {
  /** Lines for which there was no room. */
  leftOut: number;
}

/** A block that is nothing but lines under its heading. */
export function block(
  heading: string,
  lines: readonly string[],
  {
    note = null,
    label = null,
    keep = lines.length,
    rank = 9,
  }: {
    note?: string | null;
    label?: string | null;
    keep?: number;
    rank?: number;
  } = {},
): SheetBlock {
  return { heading, note, table: null, parts: [{ label, lines, keep, rank }] };
}
