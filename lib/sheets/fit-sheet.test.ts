import { expect, test } from "vitest";
import { fitSheet } from "./fit-sheet";
import { block, type SheetBlock, type WholeSheet } from "./sheet";

const lines = (count: number, text = "A line of a few words.") =>
  Array.from({ length: count }, (_, i) => `${i + 1}. ${text}`);

const sheetOf = (...blocks: SheetBlock[]): WholeSheet => ({
  title: "Title",
  kind: "Kind",
  lead: "Lead.",
  source: "Source",
  blocks,
});

const linesIn = (blocks: readonly SheetBlock[], heading: string) =>
  blocks.find((each) => each.heading === heading)?.parts.flatMap((part) => part.lines) ?? [];

test("a sheet that fits stays as it is", () => {
  const sheet = sheetOf(block("One", lines(20)), block("Two", lines(20)));
  expect(fitSheet(sheet)).toEqual({ ...sheet, leftOut: 0 });
});

test("what does not fit goes from the end of the lowest rank, and is counted", () => {
  const { blocks, leftOut } = fitSheet(
    sheetOf(
      block("Dear", lines(130), { keep: 10, rank: 5 }),
      block("Cheap", lines(130), { keep: 10, rank: 1 }),
    ),
  );
  expect(linesIn(blocks, "Dear")).toHaveLength(130);
  const cheap = linesIn(blocks, "Cheap");
  expect(cheap.length).toBeGreaterThan(10);
  expect(cheap).toEqual(lines(130).slice(0, cheap.length));
  expect(leftOut).toBe(130 - cheap.length);
});

test("of one rank the longest gives first, so that all keep some", () => {
  const { blocks } = fitSheet(
    sheetOf(
      block("Long", lines(190), { keep: 1, rank: 1 }),
      block("Short", lines(60), { keep: 1, rank: 1 }),
    ),
  );
  expect(linesIn(blocks, "Short")).toHaveLength(60);
  expect(linesIn(blocks, "Long").length).toBeGreaterThan(60);
});

test("a block that gave all of its lines takes its heading with it", () => {
  const { blocks } = fitSheet(
    sheetOf(block("Must", lines(260)), block("May", lines(9), { keep: 0, rank: 1 })),
  );
  expect(blocks.map(({ heading }) => heading)).toEqual(["Must"]);
});

test("long lines take the room they take", () => {
  const long = "Twenty times as long as any line of a column can be. ".repeat(16);
  expect(fitSheet(sheetOf(block("Long", lines(20, long), { keep: 1 }))).leftOut).toBeGreaterThan(8);
});

test("what must stay stays, even where it is too much", () => {
  const { blocks, leftOut } = fitSheet(sheetOf(block("Must", lines(400))));
  expect(linesIn(blocks, "Must")).toHaveLength(400);
  expect(leftOut).toBe(0);
});
