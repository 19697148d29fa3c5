/** Cuts a sheet to what one page holds. The measure is rough on purpose; the browser tests hold it against paper. */
import type { Sheet, SheetBlock, SheetPart, WholeSheet } from "./sheet";

/** Characters in a line of one of the three columns, at the smallest size that is easy to read. */
const LINE_CHARS = 42;
/** Lines in three columns of the shorter of the two papers, less what is lost at their ends. */
const PAGE_LINES = 216;
/** Space above a heading and the heading. */
const HEADING_LINES = 1.9;
/** Space between two parts. */
const PART_GAP = 0.25;

const linesOf = (text: string): number => Math.max(1, Math.ceil(text.length / LINE_CHARS));

function partLines({ label, lines }: SheetPart): number {
  const [only] = lines;
  if (only === undefined) return 0;
  if (lines.length === 1) return linesOf(`${label ?? ""} ${only}`) + PART_GAP;
  return (label ? 1 : 0) + lines.reduce((sum, line) => sum + linesOf(line), 0) + PART_GAP;
}

function blockLines({ heading, note, table, parts }: SheetBlock): number {
  const rows = table ? [table.columns, ...table.rows] : [];
  return (
    HEADING_LINES +
    (linesOf(`${heading} ${note ?? ""}`) - 1) +
    // The first column has half of the width.
    rows.reduce(
      (sum, row) => sum + Math.max(1, Math.ceil((row[0] ?? "").length / (LINE_CHARS / 2))),
      0,
    ) +
    parts.reduce((sum, part) => sum + partLines(part), 0)
  );
}

/** How many lines of a column a sheet would take. */
function sheetLines({ lead, blocks }: Pick<WholeSheet, "lead" | "blocks">): number {
  // The lead runs over all three columns and takes its height from each of them.
  const head = 3 * Math.ceil(lead.length / (3 * LINE_CHARS));
  return head + blocks.reduce((sum, block) => sum + blockLines(block), 0);
}

/** The part that gives a line next: of the lowest rank, the one with the most to spare. */
function nextToGive(blocks: readonly SheetBlock[]): SheetPart | undefined {
  return blocks
    .flatMap(({ parts }) => parts)
    .filter(({ lines, keep }) => lines.length > keep)
    .sort((a, b) => a.rank - b.rank || b.lines.length - b.keep - (a.lines.length - a.keep))[0];
}

function withoutLastLine(blocks: readonly SheetBlock[], giving: SheetPart): SheetBlock[] {
  return blocks.flatMap((block) => {
    if (!block.parts.includes(giving)) return [block];
    const parts = block.parts
      .map((part) => (part === giving ? { ...part, lines: part.lines.slice(0, -1) } : part))
      .filter(({ lines }) => lines.length > 0);
    // A heading over nothing is left out as well.
    return parts.length > 0 || block.table ? [{ ...block, parts }] : [];
  });
}

/** The sheet with as many of its lines as a page holds, and a count of the others. */
export function fitSheet(sheet: WholeSheet): Sheet {
  let { blocks } = sheet;
  let leftOut = 0;
  while (sheetLines({ lead: sheet.lead, blocks }) > PAGE_LINES) {
    const giving = nextToGive(blocks);
    if (!giving) break;
    blocks = withoutLastLine(blocks, giving);
    leftOut += 1;
  }
  return { ...sheet, blocks, leftOut };
}
