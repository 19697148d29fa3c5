/**
 * YAML that somebody uploaded or typed. It is only ever data, and reading it costs a bounded amount:
 * no aliases (a few lines of them are gigabytes), no tags, bounded depth and number of tokens.
 */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  Lexer,
  LineCounter,
  type Node,
  type ParsedNode,
  Parser,
  parseDocument,
  visit,
} from "yaml";
import { isTooLong, MAX_OWN_BYTES, type TextProblem } from "@/lib/domain/content/own-content";
import { ok, type Result, refuse } from "@/lib/domain/result";
import type { Path } from "./content-problem";
import { lineFinder } from "./yaml-lines";

/** Our deepest content is nine levels deep; the stack of the reader would end at a few thousand. */
const MAX_DEPTH = 40;
/** The longest case has about 9,000 tokens; reading so many takes a fraction of a second. */
const MAX_TOKENS = 60_000;
/** More than a person mends before looking again. */
const MAX_PROBLEMS = 100;

export interface ReadYaml {
  document: Document.Parsed<ParsedNode>;
  value: unknown;
  /** The line of what is at this path, or of the nearest thing around it. */
  lineOf(path: Path): number;
}

export function readUntrustedYaml(text: string): Result<ReadYaml, readonly TextProblem[]> {
  const unreadable = problemBeforeReading(text);
  if (unreadable) return refuse([{ line: 1, path: "", message: unreadable }]);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    // Its own check compares every key with every other; ours is below.
    uniqueKeys: false,
    // Merge keys need aliases.
    merge: false,
  });
  const at = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const problems: TextProblem[] = document.errors.map(({ pos, message }) => ({
    line: at(pos[0]),
    path: "",
    message,
  }));
  if (problems.length === 0) problems.push(...forbiddenIn(document, at));
  if (problems.length > 0) return refuse(problems.slice(0, MAX_PROBLEMS));
  return ok({
    document,
    value: document.toJS({ maxAliasCount: 0 }),
    lineOf: lineFinder(document, lines),
  });
}

function problemBeforeReading(text: string): string | null {
  if (isTooLong(text)) return `a file has at most ${MAX_OWN_BYTES / 1024} KB`;
  if (text.trim() === "") return "there is nothing in it";
  if (isUnstorable(text)) return "there are characters in it that are not text";
  const parser = new Parser();
  let tokens = 0;
  for (const token of new Lexer().lex(text)) {
    tokens += 1;
    if (tokens > MAX_TOKENS) return "there is too much in it";
    for (const _ of parser.next(token)) {
      // What it makes is not needed, only how deep it stands while it does.
    }
    if (parser.stack.length > MAX_DEPTH) return "it is nested too deeply";
  }
  return null;
}

/** What the database does not take: control characters and halves of surrogate pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for.
const UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

export function isUnstorable(text: string): boolean {
  return UNSTORABLE.test(text);
}

function forbiddenIn(document: Document.Parsed, at: (offset: number) => number): TextProblem[] {
  const problems: TextProblem[] = [];
  const say = (node: Node, message: string) => {
    problems.push({ line: at(node.range?.[0] ?? 0), path: "", message });
  };
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) {
        say(node, `"*${node.source}" stands for something else; write that out here`);
        return;
      }
      if (node.anchor) say(node, `"&${node.anchor}" is a name for later; names are not read here`);
      if (node.tag && !node.tag.startsWith("tag:yaml.org,2002:")) {
        say(node, `"${node.tag}" is a tag, and tags are not read here`);
      }
      if (isScalar(node) && typeof node.value === "string" && isUnstorable(node.value)) {
        say(node, "there are characters in it that are not text");
      }
      if (isMap(node)) {
        const seen = new Set<string>();
        for (const { key } of node.items) {
          if (!isScalar(key)) {
            say(node, "a name has to be a word");
            continue;
          }
          const name = String(key.value);
          if (seen.has(name)) say(key, `"${name}" is there twice`);
          seen.add(name);
        }
      }
    },
  });
  // Tags that nobody defines are read as if they were not there, with a warning.
  for (const { pos, message } of document.warnings) {
    problems.push({ line: at(pos[0]), path: "", message: `${message}; tags are not read here` });
  }
  return problems;
}
