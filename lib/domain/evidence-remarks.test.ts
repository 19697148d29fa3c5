import { expect, test } from "vitest";
import type { EvidenceRules } from "./content/rubric";
import { evidenceRemarks } from "./evidence-remarks";

const rules: EvidenceRules = {
  kinds: ["note"],
  items: { 1: 2, 2: 1, 3: 1, 4: 2 },
  minChars: 20,
  highestScoreAfterTell: 2,
  wordsAboutThePerson: ["smart", "junior"],
};

const remarks = (evidence: string, score: 1 | 2 | 3 | 4 | "not-observed" | null = 3) =>
  evidenceRemarks(rules, { score, evidence });

test("evidence that names no behaviour is too short, and none at all is nothing to remark on", () => {
  expect(remarks(" Good data. ")).toEqual([{ kind: "short" }]);
  expect(remarks("  ")).toEqual([]);
  expect(remarks("Split by time after a hint.")).toEqual([]);
});

test("a word about the person is pointed out, and a word that only contains it is not", () => {
  expect(remarks("Very SMART about negatives.")).toEqual([{ kind: "person", word: "smart" }]);
  expect(remarks("Asked for data of smartphones.")).toEqual([]);
});

test("a score that needs more than one piece says so from the moment it is chosen", () => {
  expect(remarks("", 4)).toEqual([{ kind: "pieces", score: 4, count: 2 }]);
  expect(remarks("Good data.", 1)).toEqual([
    { kind: "pieces", score: 1, count: 2 },
    { kind: "short" },
  ]);
  for (const score of [2, 3, "not-observed", null] as const) expect(remarks("", score)).toEqual([]);
});
