import { expect, test } from "vitest";
import { areAllCardsIn, completeCard, missingParts, type ScorecardDraft } from "./scorecard";

const ids = ["c-framing", "c-data"];
const whole: ScorecardDraft = {
  ratings: {
    "c-framing": { score: 3, evidence: "  Asked for scale and latency before drawing. " },
    "c-data": { score: "not-observed", evidence: "" },
  },
  recommendation: "yes",
  fix: "Say the label's delay out loud.",
};

test("an interviewer owes evidence for every number, but not for what was not observed", () => {
  expect(missingParts(whole, "interviewer", ids)).toEqual([]);
  const bare = {
    ...whole,
    ratings: { ...whole.ratings, "c-framing": { score: 2, evidence: " " } },
  };
  expect(missingParts(bare as ScorecardDraft, "interviewer", ids)).toEqual([
    { part: "evidence", competencyId: "c-framing" },
  ]);
  expect(missingParts(bare as ScorecardDraft, "self", ids)).toEqual([]);
});

test("an empty draft names everything that is missing", () => {
  const empty: ScorecardDraft = { ratings: {}, recommendation: null, fix: " " };
  expect(missingParts(empty, "interviewer", ids)).toEqual([
    { part: "score", competencyId: "c-framing" },
    { part: "score", competencyId: "c-data" },
    { part: "recommendation" },
    { part: "fix" },
  ]);
  expect(completeCard(empty, "interviewer", ids)).toEqual({ ok: false, code: "incomplete" });
});

test("a recommendation that differs from what the ratings come to owes a reason, and keeps it", () => {
  expect(missingParts(whole, "interviewer", ids, true)).toEqual([{ part: "reason" }]);
  expect(missingParts(whole, "self", ids, true)).toEqual([]);
  const reasoned = { ...whole, reason: " The label slipped twice. " };
  expect(completeCard(reasoned, "interviewer", ids, true)).toMatchObject({
    value: { reason: "The label slipped twice." },
  });
  const agreed = completeCard(reasoned, "interviewer", ids, false);
  expect(agreed.ok && "reason" in agreed.value).toBe(false);
});

test("a completed card is trimmed, and a self-assessment carries no recommendation", () => {
  const card = completeCard(whole, "self", ids);
  expect(card).toMatchObject({
    ok: true,
    value: {
      recommendation: null,
      ratings: { "c-framing": { evidence: "Asked for scale and latency before drawing." } },
    },
  });
});

test("cards stay sealed until everybody who owes one has submitted", () => {
  const expected = [
    { participant: 1, role: "interviewer" as const },
    { participant: 2, role: "candidate" as const },
  ];
  expect(areAllCardsIn(expected, new Set([1]))).toBe(false);
  expect(areAllCardsIn(expected, new Set([1, 2]))).toBe(true);
  expect(areAllCardsIn([], new Set())).toBe(false);
});
