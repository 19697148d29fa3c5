/**
 * What the rich text of a room may hold: node names with their children and attributes,
 * and marks. The editor (`extensions.ts`) builds its schema to this table, a test compares the
 * two, and the server's update gate refuses everything else, because an editor deletes nodes it
 * does not know and sends that.
 *
 * Sections take any blocks in any number, and every rule is about one parent and one child:
 * nothing here can be broken by two people editing at the same time.
 */
import { isLinkHref } from "./link-href";

type Check = (value: unknown) => boolean;

export interface NodeRule {
  /** Names of the nodes that may be inside; text is not a node here. */
  children: ReadonlySet<string>;
  hasText: boolean;
  /** Whether its text may carry marks. */
  hasMarks: boolean;
  attributes: ReadonlyMap<string, Check>;
}

const PHASE_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
/** No programming language has a name this long. */
export const MAX_LANGUAGE_LENGTH = 64;
/** Wider or taller than any table a person reads. */
export const MAX_CELL_SPAN = 100;
/** Widths are pixels on somebody's screen. */
export const MAX_COLUMN_WIDTH = 10_000;
/** A numbered list may start anywhere a person would type. */
export const MAX_LIST_START = 1_000_000_000;
export const HEADING_LEVELS = [1, 2, 3] as const;

const isIntegerIn = (min: number, max: number) => (value: unknown) =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max;

/** Y.js stores an attribute the editor left out as undefined, and a removed one as null. */
const orAbsent = (check: Check) => (value: unknown) =>
  value === null || value === undefined || check(value);

const isSpan = isIntegerIn(1, MAX_CELL_SPAN);
const isWidth = isIntegerIn(0, MAX_COLUMN_WIDTH);

const isWidths = (value: unknown) =>
  Array.isArray(value) &&
  value.length <= MAX_CELL_SPAN &&
  value.every((width: unknown) => isWidth(width));

const isLanguage = (value: unknown) =>
  typeof value === "string" && value.length <= MAX_LANGUAGE_LENGTH;

const BLOCKS = [
  "paragraph",
  "heading",
  "bulletList",
  "orderedList",
  "taskList",
  "table",
  "codeBlock",
  "blockquote",
  "horizontalRule",
];

const cellAttributes = { colspan: isSpan, rowspan: isSpan, colwidth: orAbsent(isWidths) };

function rule(
  children: readonly string[],
  options: { text?: "plain" | "marked"; attributes?: Record<string, Check> } = {},
): NodeRule {
  return {
    children: new Set(children),
    hasText: options.text !== undefined,
    hasMarks: options.text === "marked",
    attributes: new Map(Object.entries(options.attributes ?? {})),
  };
}

export const NODE_RULES: ReadonlyMap<string, NodeRule> = new Map(
  Object.entries({
    section: rule(BLOCKS, {
      attributes: { phase: (value) => typeof value === "string" && PHASE_ID.test(value) },
    }),
    paragraph: rule(["hardBreak"], { text: "marked" }),
    heading: rule(["hardBreak"], {
      text: "marked",
      attributes: { level: (value) => HEADING_LEVELS.some((level) => level === value) },
    }),
    bulletList: rule(["listItem"]),
    orderedList: rule(["listItem"], { attributes: { start: isIntegerIn(0, MAX_LIST_START) } }),
    listItem: rule(BLOCKS),
    taskList: rule(["taskItem"]),
    taskItem: rule(BLOCKS, { attributes: { checked: (value) => typeof value === "boolean" } }),
    table: rule(["tableRow"]),
    tableRow: rule(["tableCell", "tableHeader"]),
    tableCell: rule(BLOCKS, { attributes: cellAttributes }),
    tableHeader: rule(BLOCKS, { attributes: cellAttributes }),
    codeBlock: rule([], { text: "plain", attributes: { language: orAbsent(isLanguage) } }),
    blockquote: rule(BLOCKS),
    horizontalRule: rule([]),
    hardBreak: rule([]),
  }),
);

/** What the root of the shared document holds, and the root of the flat private notes. */
export const SHARED_DOCUMENT_RULE = rule(["section"]);
export const NOTES_DOCUMENT_RULE = rule(BLOCKS);

const hasKeys = (value: unknown, keys: readonly string[]): value is Record<string, unknown> =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length === keys.length &&
  keys.every((key) => Object.hasOwn(value, key));

const isBare: Check = (value) => hasKeys(value, []);

/** Marks and what stands beside them; Yjs ends a mark with the value null. */
export const MARK_RULES: ReadonlyMap<string, Check> = new Map<string, Check>([
  ["bold", isBare],
  ["italic", isBare],
  ["strike", isBare],
  ["underline", isBare],
  ["code", isBare],
  ["link", (value) => hasKeys(value, ["href"]) && isLinkHref(value.href)],
]);
