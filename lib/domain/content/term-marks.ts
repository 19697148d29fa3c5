/**
 * Finds the glossary's terms in running text, so that a newcomer can look one up where it stands.
 *
 * Pure: the server works out which terms a page needs, and page and room mark them with the same rule.
 */
import type { GlossaryEntry } from "./glossary";

/** What a page needs of a term: how it may be spelled, and the few words that explain it. */
export interface Term {
  id: string;
  term: string;
  spellings: string[];
  short: string;
}

export function termOf({ id, term, aka, short }: GlossaryEntry): Term {
  return { id, term, spellings: [term, ...aka], short };
}

/** Plain text, or text that stands for a term. */
export type Piece = string | { term: Term; text: string };

/** Cuts one text into pieces. Each term is marked the first time it comes up. */
export function markTerms(text: string, terms: readonly Term[]): Piece[] {
  return cut(text, terms, new Set());
}

/** The same for lines that are read as one block: a term is marked in the first of them that has it. */
export function markLines(lines: readonly string[], terms: readonly Term[]): Piece[][] {
  const marked = new Set<string>();
  return lines.map((line) => cut(line, terms, marked));
}

/** The terms that come up in any of the texts, in the glossary's order. */
export function termsIn(texts: readonly string[], terms: readonly Term[]): Term[] {
  const found = new Set<string>();
  for (const text of texts) for (const { term } of matches(text, terms)) found.add(term.id);
  return terms.filter((term) => found.has(term.id));
}

function cut(text: string, terms: readonly Term[], marked: Set<string>): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of matches(text, terms)) {
    if (marked.has(match.term.id)) continue;
    marked.add(match.term.id);
    if (match.start > end) pieces.push(text.slice(end, match.start));
    end = match.start + match.text.length;
    pieces.push({ term: match.term, text: match.text });
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}

/** What means something in a pattern. */
const SYNTAX = /[\\^$.*+?()[\]{}|/]/g;

interface Finder {
  pattern: RegExp;
  bySpelling: ReadonlyMap<string, Term>;
}

// Building the pattern costs more than using it, and a page asks with one list again and again.
const finders = new WeakMap<readonly Term[], Finder>();

function finderOf(terms: readonly Term[]): Finder {
  const known = finders.get(terms);
  if (known) return known;
  const bySpelling = new Map(
    terms.flatMap((term) =>
      term.spellings.map((spelling): [string, Term] => [spelling.toLowerCase(), term]),
    ),
  );
  // Longest first: "feature store" is not a feature and a store.
  const spellings = [...bySpelling.keys()].sort((a, b) => b.length - a.length);
  const any = spellings.map((spelling) => spelling.replaceAll(SYNTAX, "\\$&")).join("|");
  const finder = {
    // A letter or digit on either side makes it a part of another word.
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, "giu"),
    bySpelling,
  };
  finders.set(terms, finder);
  return finder;
}

function* matches(
  text: string,
  terms: readonly Term[],
): Generator<{ term: Term; text: string; start: number }> {
  if (terms.length === 0) return;
  const { pattern, bySpelling } = finderOf(terms);
  for (const match of text.matchAll(pattern)) {
    const term = bySpelling.get(match[0].toLowerCase());
    if (term) yield { term, text: match[0], start: match.index };
  }
}
