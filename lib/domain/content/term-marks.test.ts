import { expect, test } from "vitest";
import { markLines, markTerms, type Piece, type Term, termOf, termsIn } from "./term-marks";

const term = (id: string, spelled: string, ...aka: string[]): Term =>
  termOf({ id, term: spelled, aka, short: `What ${spelled} is.`, more: "Why it matters." });

const recall = term("recall", "recall");
const store = term("feature-store", "feature store", "feature stores");
const feature = term("feature", "feature");
const p99 = term("p99", "p99 (latency)", "p99");
const terms = [recall, store, feature, p99];

const marked = (pieces: readonly Piece[]) =>
  pieces.flatMap((piece) => (typeof piece === "string" ? [] : [`${piece.term.id}: ${piece.text}`]));
const whole = (pieces: readonly Piece[]) =>
  pieces.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("");

test("a term is found in any case and any of its spellings, and the text stays as it was", () => {
  const text = "Recall first, then two Feature Stores.";
  const pieces = markTerms(text, terms);
  expect(marked(pieces)).toEqual(["recall: Recall", "feature-store: Feature Stores"]);
  expect(whole(pieces)).toBe(text);
});

test("a term inside another word is not it", () => {
  expect(marked(markTerms("recalled featured überrecall p999", terms))).toEqual([]);
});

test("a term may stand beside any punctuation", () => {
  expect(marked(markTerms("(recall), “p99”", terms))).toEqual(["recall: recall", "p99: p99"]);
});

test("the longest spelling wins where several begin", () => {
  expect(marked(markTerms("a feature store and a feature", terms))).toEqual([
    "feature-store: feature store",
    "feature: feature",
  ]);
});

test("characters that mean something in a pattern are only characters here", () => {
  expect(marked(markTerms("p99 (latency) is", [p99]))).toEqual(["p99: p99 (latency)"]);
  expect(marked(markTerms("axb", [term("dotted", "a.b")]))).toEqual([]);
});

test("a term is marked once in a block, however many lines the block has", () => {
  expect(marked(markTerms("recall and recall", terms))).toEqual(["recall: recall"]);
  expect(markLines(["no term", "recall", "p99 and recall"], terms).map(marked)).toEqual([
    [],
    ["recall: recall"],
    ["p99: p99"],
  ]);
});

test("only the terms that come up are handed on, in the glossary's order", () => {
  const texts = ["the p99", "and recall, and recall"];
  expect(termsIn(texts, terms).map(({ id }) => id)).toEqual(["recall", "p99"]);
});

test("without terms the text is one piece", () => {
  expect(markTerms("recall", [])).toEqual(["recall"]);
  expect(markTerms("", terms)).toEqual([]);
});
