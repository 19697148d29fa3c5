/**
 * The document as Markdown (GitHub's dialect): what a person downloads after the interview.
 *
 * Made from JSON, not by an editor, so it runs on the server and in a browser alike. Text is text:
 * nothing a person wrote can become markup, and a code fence is longer than any inside it.
 */
import { type DocumentMark, type DocumentNode, shallowestHeading } from "./document-json";

export interface MarkdownOptions {
  /** The heading of a phase's section. */
  phaseName?: (phaseId: string) => string | undefined;
}

interface Around extends MarkdownOptions {
  /** The largest heading of the section; it comes right below the section's own. */
  shallowest?: number;
}

/** Sections are second-level headings under the file's title, so headings inside start below. */
export const SECTION_LEVEL = 2;
const DEEPEST_HEADING = 6;

/** Outermost first: a link holds bold text, never the other way round. */
const MARK_ORDER = ["link", "bold", "italic", "strike", "underline", "code"];
const DELIMITERS: Record<string, [string, string]> = {
  bold: ["**", "**"],
  italic: ["*", "*"],
  strike: ["~~", "~~"],
  underline: ["<u>", "</u>"],
};

/** To Markdown a carriage return ends a line as well, and what follows would stand at its start. */
const escapeText = (text: string): string =>
  text.replace(/\r\n?/g, "\n").replace(/[\\`*_[\]<>~|&]/g, "\\$&");

/** What would start a list, a heading, a quote or a rule at the beginning of a line. */
const escapeLineStart = (line: string): string =>
  line
    .replace(/^(\s*)([#+\-=]|\d+[.)])(?=\s|$|[-=+#])/, (_, space: string, sign: string) =>
      sign.length > 1 ? `${space}${sign.slice(0, -1)}\\${sign.slice(-1)}` : `${space}\\${sign}`,
    )
    .replace(/^\s+/, "");

/** A run of backticks one longer than the longest inside, and at least `least`. */
function fence(text: string, least: number): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return "`".repeat(Math.max(least, longest + 1));
}

function codeSpan(text: string): string {
  const ticks = fence(text, 1);
  const padding = /^`|`$|^ .* $/.test(text) ? " " : "";
  return `${ticks}${padding}${text}${padding}${ticks}`;
}

const markOf = (node: DocumentNode, type: string): DocumentMark | undefined =>
  node.marks?.find((mark) => mark.type === type);

function wrap(inner: string, mark: DocumentMark): string {
  // A space inside a delimiter keeps it from being one.
  const [, before = "", text = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(inner) ?? [];
  if (text === "") return inner;
  if (mark.type === "link") {
    const href = String(mark.attrs?.href ?? "").replace(/[<>\\]/g, encodeURIComponent);
    return `${before}[${text}](<${href}>)${after}`;
  }
  const [open, close] = DELIMITERS[mark.type] ?? ["", ""];
  return `${before}${open}${text}${close}${after}`;
}

function inline(nodes: readonly DocumentNode[], depth = 0): string {
  const type = MARK_ORDER[depth];
  if (type === undefined) {
    return nodes
      .map((node) => (node.type === "hardBreak" ? "\\\n" : escapeText(node.text ?? "")))
      .join("");
  }
  let result = "";
  for (let i = 0; i < nodes.length; ) {
    const first = nodes[i];
    if (first === undefined) break;
    const mark = markOf(first, type);
    let end = i + 1;
    for (let next = nodes[end]; next !== undefined; next = nodes[end]) {
      const other = markOf(next, type);
      if (other?.type !== mark?.type || other?.attrs?.href !== mark?.attrs?.href) break;
      end++;
    }
    const run = nodes.slice(i, end);
    if (mark === undefined) result += inline(run, depth + 1);
    else if (type === "code")
      result += codeSpan(
        run
          .map((node) => node.text ?? "")
          .join("")
          .replace(/\r\n?/g, "\n"),
      );
    else result += wrap(inline(run, depth + 1), mark);
    i = end;
  }
  return result;
}

function paragraph(node: DocumentNode): string {
  return inline(node.content ?? [])
    .split("\n")
    .map(escapeLineStart)
    .join("\n");
}

const indent = (text: string, by: string): string =>
  text
    .split("\n")
    .map((line) => (line === "" ? line : by + line))
    .join("\n");

function listItem(node: DocumentNode, marker: string, options: Around): string {
  const body = blocks(node.content ?? [], options, "tight");
  return marker + indent(body, " ".repeat(marker.length)).trimStart();
}

function list(node: DocumentNode, options: Around): string {
  const start = Number(node.attrs?.start ?? 1);
  return (node.content ?? [])
    .map((item, i) => {
      if (node.type === "orderedList") return listItem(item, `${start + i}. `, options);
      if (node.type === "taskList") {
        const box = item.attrs?.checked === true ? "[x]" : "[ ]";
        // Continuation lines belong under the dash, not under the box.
        return listItem(item, "- ", options).replace(/^- ?/, `- ${box} `);
      }
      return listItem(item, "- ", options);
    })
    .join("\n");
}

function cell(node: DocumentNode, options: Around): string {
  return blocks(node.content ?? [], options, "tight")
    .replace(/\\?\n+/g, "<br>")
    .trim();
}

/** GitHub's tables know neither spans nor a missing header row: spans leave empty cells. */
function table(node: DocumentNode, options: Around): string {
  const rows = (node.content ?? []).map((row) =>
    (row.content ?? []).flatMap((child) => {
      const span = Number(child.attrs?.colspan ?? 1);
      return [cell(child, options), ...Array<string>(Math.max(0, span - 1)).fill("")];
    }),
  );
  const width = Math.max(1, ...rows.map((row) => row.length));
  const line = (cells: readonly string[]): string =>
    `| ${Array.from({ length: width }, (_, i) => cells[i] ?? "").join(" | ")} |`;
  const hasHeader = (node.content?.[0]?.content ?? []).every(({ type }) => type === "tableHeader");
  const body = hasHeader ? rows.slice(1) : rows;
  return [
    line(hasHeader ? (rows[0] ?? []) : []),
    line(Array<string>(width).fill("---")),
    ...body.map(line),
  ].join("\n");
}

function codeBlock(node: DocumentNode): string {
  const text = (node.content ?? []).map((run) => run.text ?? "").join("");
  const ticks = fence(text, 3);
  const language = String(node.attrs?.language ?? "").replace(/[^\w+#.-]/g, "");
  return `${ticks}${language}\n${text}\n${ticks}`;
}

function heading(text: string, level: number): string {
  return `${"#".repeat(Math.min(level, DEEPEST_HEADING))} ${text.replace(/\\?\n/g, " ").trim()}`.trim();
}

function section(node: DocumentNode, options: Around): string {
  const phase = String(node.attrs?.phase ?? "");
  const title = escapeText(options.phaseName?.(phase) ?? phase);
  const inner = { ...options, shallowest: shallowestHeading(node) };
  return [heading(title, SECTION_LEVEL), blocks(node.content ?? [], inner)]
    .filter((part) => part !== "")
    .join("\n\n");
}

function block(node: DocumentNode, options: Around): string {
  switch (node.type) {
    case "section":
      return section(node, options);
    case "heading":
      return heading(
        inline(node.content ?? []),
        SECTION_LEVEL + 1 + Number(node.attrs?.level ?? 1) - (options.shallowest ?? 1),
      );
    case "bulletList":
    case "orderedList":
    case "taskList":
      return list(node, options);
    case "table":
      return table(node, options);
    case "codeBlock":
      return codeBlock(node);
    case "blockquote":
      return blocks(node.content ?? [], options)
        .split("\n")
        .map((line) => `> ${line}`.trimEnd())
        .join("\n");
    case "horizontalRule":
      return "---";
    default:
      return paragraph(node);
  }
}

const isList = (node: DocumentNode | undefined): boolean =>
  node !== undefined && /List$/.test(node.type);

/** Empty paragraphs are room to write in the editor and nothing on paper. */
function blocks(
  nodes: readonly DocumentNode[],
  options: Around,
  spacing: "loose" | "tight" = "loose",
): string {
  let result = "";
  let previous: DocumentNode | undefined;
  for (const node of nodes) {
    const text = block(node, options);
    if (text.trim() === "") continue;
    if (previous !== undefined) {
      const isNested = spacing === "tight" && isList(node) && previous.type === "paragraph";
      // Two lists of one kind in a row would be read as one list.
      const divider = isList(node) && node.type === previous.type ? "\n\n<!-- -->" : "";
      result += isNested ? "\n" : `${divider}\n\n`;
    }
    result += text;
    previous = node;
  }
  return result;
}

/**
 * As CommonMark asks of whoever reads it: with the character in it a file is binary to many programs.
 * Replaced and not left out, since what stood around it would come together and could mean something.
 */
export function withoutNul(text: string): string {
  return text.replaceAll("\0", "\ufffd");
}

/** Markdown of a document as `documentJson` gives it, ending in one line break. */
export function toMarkdown(document: DocumentNode, options: MarkdownOptions = {}): string {
  return `${withoutNul(blocks(document.content ?? [], options))}\n`;
}
