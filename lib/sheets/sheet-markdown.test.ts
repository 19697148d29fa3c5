import { expect, test } from "vitest";
import { block, type WholeSheet } from "./sheet";
import { sheetMarkdown } from "./sheet-markdown";

const sheet: WholeSheet = {
  title: "Seven phases",
  kind: "Cheat sheet",
  lead: "Scope first.",
  source: "Seven phases, version 3",
  blocks: [
    {
      heading: "Minutes",
      note: null,
      table: { columns: ["Phase", "45"], rows: [["Scope", "5"]] },
      parts: [],
    },
    {
      heading: "1 Scope",
      note: "5 min",
      table: null,
      parts: [
        { label: "Produces", lines: ["An agreed problem."], keep: 1, rank: 9 },
        { label: "Ask", lines: ["For whom?", "How fast?"], keep: 1, rank: 9 },
      ],
    },
    block("Numbers", ["A day has 86,400 seconds."]),
  ],
};

test("a sheet reads as one file, labels before what they are about", () => {
  expect(sheetMarkdown(sheet)).toBe(`# Seven phases

Cheat sheet

Scope first.

## Minutes

| Phase | 45 |
| --- | --- |
| Scope | 5 |

## 1 Scope (5 min)

**Produces:** An agreed problem.

**Ask:**

- For whom?
- How fast?

## Numbers

A day has 86,400 seconds.

---

Dryrun: Seven phases, version 3
`);
});

/** What would be markup if it were written as it stands. */
const HOSTILE = [
  "# heading",
  "\n# heading\n## and another\n",
  "<script>alert(1)</script>",
  "<!-- ",
  "</details><img src=x onerror=alert(1)>",
  "[go](javascript:alert(1))",
  "| cell | cell |\n| --- | --- |",
  "```\nfence\n",
  "- item\n1. item\n> quote\n---",
  "**bold** __bold__ ~~gone~~",
  "text\u2028# line separator",
  "\r# carriage return\r\n# and both",
  "&lt;b&gt; \\# \0",
];

test.each(HOSTILE)("%j in every field leaves headings, table and lists as they are", (text) => {
  const written = sheetMarkdown({
    title: text,
    kind: text,
    lead: text,
    source: text,
    blocks: [
      {
        heading: text,
        note: text,
        table: { columns: [text, text], rows: [[text, text]] },
        parts: [
          { label: text, lines: [text], keep: 1, rank: 9 },
          { label: text, lines: [text, text], keep: 1, rank: 9 },
          { label: null, lines: [text], keep: 1, rank: 9 },
        ],
      },
    ],
  });
  const lines = written.split(/\r\n|\r|\n/);
  expect(lines.flatMap((line) => /^ {0,3}(#{1,6})(?= |$)/.exec(line)?.[1] ?? [])).toEqual([
    "#",
    "##",
  ]);
  expect(lines.filter((line) => /^ {0,3}(```|~~~|===|>)/.test(line))).toEqual([]);
  expect(lines.filter((line) => /^ {0,3}---\s*$/.test(line))).toHaveLength(1);
  expect(lines.filter((line) => /^ {0,3}- /.test(line))).toHaveLength(2);
  const rows = lines.filter((line) => line.startsWith("|"));
  expect(rows).toHaveLength(3);
  for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(3);
  expect(written).not.toMatch(/(?<!\\)<(?!br>)/);
  expect(written).not.toMatch(/(?<!\\)\]\(/);
  expect(written).not.toContain("\0");
});
