import { expect, test } from "vitest";
import type { DocumentNode } from "./document-json";
import { toMarkdown } from "./markdown";

const text = (
  value: string,
  ...marks: (string | { type: string; attrs: Record<string, unknown> })[]
) => ({
  type: "text",
  text: value,
  marks: marks.map((mark) => (typeof mark === "string" ? { type: mark } : mark)),
});
const node = (type: string, ...content: DocumentNode[]): DocumentNode => ({ type, content });
const paragraph = (...content: DocumentNode[]) => node("paragraph", ...content);
const markdown = (...blocks: DocumentNode[]) => toMarkdown(node("doc", ...blocks));

test("sections become headings with the phase's name, and headings inside go below", () => {
  const section = {
    type: "section",
    attrs: { phase: "p3-data" },
    content: [
      { type: "heading", attrs: { level: 1 }, content: [text("Sources")] },
      paragraph(),
      paragraph(text("Clicks.")),
    ],
  };
  expect(
    toMarkdown(node("doc", section), {
      phaseName: (id) => (id === "p3-data" ? "Data" : undefined),
    }),
  ).toBe("## Data\n\n### Sources\n\nClicks.\n");
});

test("an outline skips no level, whichever headings a section uses", () => {
  const heading = (level: number, words: string) => ({
    type: "heading",
    attrs: { level },
    content: [text(words)],
  });
  const section = {
    type: "section",
    attrs: { phase: "p1" },
    content: [heading(2, "Goal"), heading(3, "Detail")],
  };
  expect(toMarkdown(node("doc", section))).toBe("## p1\n\n### Goal\n\n#### Detail\n");
});

test("marks nest, and spaces stay outside of them", () => {
  const link = { type: "link", attrs: { href: "https://a.example/(x)" } };
  expect(
    markdown(paragraph(text("a "), text("bold ", "bold"), text("both", "bold", "italic"))),
  ).toBe("a **bold *both***\n");
  expect(markdown(paragraph(text(" x ", "strike"), text("y", "underline")))).toBe(
    "~~x~~ <u>y</u>\n",
  );
  expect(markdown(paragraph(text("see ", link), text("this", link, "bold")))).toBe(
    "[see **this**](<https://a.example/(x)>)\n",
  );
});

test("what a person wrote never becomes markup", () => {
  expect(markdown(paragraph(text("# no *heading* [x](y) <b> a_b `c` &lt;")))).toBe(
    "\\# no \\*heading\\* \\[x\\](y) \\<b\\> a\\_b \\`c\\` \\&lt;\n",
  );
  expect(markdown(paragraph(text("- no list")))).toBe("\\- no list\n");
  expect(markdown(paragraph(text("12. no list")))).toBe("12\\. no list\n");
  expect(markdown(paragraph(text("---")))).toBe("\\---\n");
});

test("fences are longer than any inside, in blocks and in spans", () => {
  const block = { type: "codeBlock", attrs: { language: "md" }, content: [text("```\nx\n````")] };
  expect(markdown(block)).toBe("`````md\n```\nx\n````\n`````\n");
  expect(markdown(paragraph(text("a `` b", "code")))).toBe("```a `` b```\n");
  expect(markdown(paragraph(text("`a`", "code")))).toBe("`` `a` ``\n");
});

test("a character that makes a file binary is replaced, and what stood around it stays apart", () => {
  expect(markdown(paragraph(text("a\0b")))).toBe("a\ufffdb\n");
  expect(markdown(paragraph(text("`\0`", "code")))).toBe("`` `\ufffd` ``\n");
});

test("lists, nested lists and checklists", () => {
  const item = (...content: DocumentNode[]) => node("listItem", ...content);
  const task = (checked: boolean, ...content: DocumentNode[]) => ({
    type: "taskItem",
    attrs: { checked },
    content,
  });
  expect(
    markdown(
      node(
        "bulletList",
        item(paragraph(text("one")), node("bulletList", item(paragraph(text("deep"))))),
        item(paragraph(text("two")), paragraph(text("more"))),
      ),
      {
        type: "orderedList",
        attrs: { start: 9 },
        content: [item(paragraph(text("nine"))), item(paragraph(text("ten")))],
      },
      node("taskList", task(true, paragraph(text("done"))), task(false, paragraph(text("open")))),
    ),
  ).toBe("- one\n  - deep\n- two\n\n  more\n\n9. nine\n10. ten\n\n- [x] done\n- [ ] open\n");
});

test("tables with a header, without one, with spans and with several blocks in a cell", () => {
  const cell = (type: string, value: string, attrs = {}) => ({
    type,
    attrs,
    content: value.split("\n").map((line) => paragraph(text(line))),
  });
  expect(
    markdown(
      node(
        "table",
        node("tableRow", cell("tableHeader", "a|b"), cell("tableHeader", "c")),
        node("tableRow", cell("tableCell", "x\ny", { colspan: 2 })),
      ),
    ),
  ).toBe("| a\\|b | c |\n| --- | --- |\n| x<br>y |  |\n");
  expect(markdown(node("table", node("tableRow", cell("tableCell", "only"))))).toBe(
    "|  |\n| --- |\n| only |\n",
  );
});

test("quotes, rules and line breaks", () => {
  expect(
    markdown(
      node("blockquote", paragraph(text("a")), paragraph(text("b"))),
      node("horizontalRule"),
      paragraph(text("first"), node("hardBreak"), text("second")),
    ),
  ).toBe("> a\n>\n> b\n\n---\n\nfirst\\\nsecond\n");
});
