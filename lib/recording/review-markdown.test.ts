import { expect, test } from "vitest";
import { type MarkdownReview, minutesAndSeconds, reviewMarkdown } from "./review-markdown";

const plain: MarkdownReview = {
  title: "Ad click prediction",
  facts: ["Senior, 45 minutes", "Ana: interviewer", "Ben: candidate"],
  plan: [
    { phaseId: "clarify", name: "Clarify", minutes: 5, isScored: true },
    { phaseId: "model", name: "Model", minutes: 40, isScored: true },
  ],
  actualMs: [6 * 60_000 + 7_000, 38 * 60_000],
  cards: [
    {
      heading: "Ana",
      recommendation: "yes",
      reason: "The *label* slipped.",
      ratings: [
        { competency: "Data", score: "3", evidence: "Named the label delay." },
        { competency: "Modelling", score: "not observed", evidence: "" },
      ],
      fix: "Start with the metric",
    },
  ],
  document: {
    type: "doc",
    content: [
      {
        type: "section",
        attrs: { phase: "clarify" },
        content: [{ type: "paragraph", content: [{ type: "text", text: "Goal: clicks" }] }],
      },
    ],
  },
  canvasMarkdown: "- **Ranker**",
};

/** The headings a Markdown reader would make, level and text. */
const headings = (markdown: string) =>
  markdown.split("\n").flatMap((line) => {
    const match = /^ {0,3}(#{1,6}) ([^\n]*)$/.exec(line);
    return match ? [[match[1]?.length, match[2]]] : [];
  });

test("an interview reads as one file from the minutes to the canvas", () => {
  expect(reviewMarkdown(plain)).toBe(`# Ad click prediction

- Senior, 45 minutes
- Ana: interviewer
- Ben: candidate

## Minutes

| Phase | Planned | Actual |
| --- | --- | --- |
| Clarify | 5:00 | 6:07 |
| Model | 40:00 | 38:00 |

## Scorecards

### Ana

Recommendation: yes

Why it differs from the sum of the ratings: The \\*label\\* slipped.

| Competency | Score | Evidence |
| --- | --- | --- |
| Data | 3 | Named the label delay. |
| Modelling | not observed |  |

To fix next: Start with the metric

## Clarify

Goal: clicks

## Canvas

- **Ranker**
`);
});

test("minutes are shown with seconds, also past an hour", () => {
  expect([0, 999, 59_600, 61_000, 3_600_000].map(minutesAndSeconds)).toEqual([
    "0:00",
    "0:01",
    "1:00",
    "1:01",
    "60:00",
  ]);
});

const HOSTILE = [
  "# a heading",
  "Setext\n===",
  "a\n\n## after a gap",
  "```\ncode that never ends",
  "~~~",
  "| a | b |\n| --- | --- |",
  "<script>alert(1)</script><!-- ",
  "[link](javascript:alert(1)) ![image](http://example.org/x.png)",
  "- item\n1. item\n> quote\n---",
  "\\# escaped already \\",
  "`one tick",
  "&lt;b&gt; &#35;",
  "text\u2028# line separator",
  "\r# carriage return\r\n# and both",
];

test.each(HOSTILE)("%j in every field leaves the outline and the tables as they are", (text) => {
  const written = reviewMarkdown({
    ...plain,
    title: text,
    facts: [text, text],
    plan: plain.plan.map((phase) => ({ ...phase, name: text })),
    cards: [
      {
        heading: text,
        recommendation: "yes",
        reason: text,
        ratings: [{ competency: text, score: "3", evidence: text }],
        fix: text,
      },
    ],
    document: {
      type: "doc",
      content: [
        {
          type: "section",
          attrs: { phase: "clarify" },
          content: [{ type: "paragraph", content: [{ type: "text", text }] }],
        },
      ],
    },
  });
  const lines = written.split(/\r\n|\r|\n/);
  expect(headings(lines.join("\n")).map(([level]) => level)).toEqual([1, 2, 2, 3, 2, 2]);
  expect(lines.filter((line) => /^ {0,3}(```|~~~|===|---$)/.test(line))).toEqual([]);
  const rows = lines.filter((line) => line.startsWith("|"));
  // Two tables: a header, a rule and their rows, four bars each.
  expect(rows).toHaveLength(4 + 3);
  for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(4);
  expect(written).not.toMatch(/(?<!\\)<(script|!--)/);
  expect(written).not.toMatch(/(?<!\\)\]\(/);
});

test("a section that calls itself like one of ours gets no name of ours", () => {
  const forged = reviewMarkdown({
    ...plain,
    document: {
      type: "doc",
      content: [{ type: "section", attrs: { phase: "review:cards" }, content: [] }],
    },
  });
  expect(headings(forged).filter(([, name]) => name === "Scorecards")).toHaveLength(1);
});
