import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { Rubric } from "./content/rubric";
import type { Level } from "./plan";
import { computeHint, owesReason, ratedCompetencies } from "./recommendation-hint";
import type { Score, ScorecardDraft } from "./scorecard";

const rubric = Rubric.parse(
  parse(
    fs.readFileSync(
      path.resolve(import.meta.dirname, "../../content/rubrics/rb-detailed8.yaml"),
      "utf8",
    ),
  ),
);

/** In the order of the rubric: framing, data, modelling, evaluation, serving, operations, trade-offs, driving. */
const ORDER = [
  "c-framing",
  "c-data",
  "c-modelling",
  "c-evaluation",
  "c-serving",
  "c-operations",
  "c-tradeoffs",
  "c-driving",
];

function ratings(scores: (Score | null)[], gate?: Score): ScorecardDraft["ratings"] {
  const given = Object.fromEntries(
    ORDER.map((id, i) => [id, { score: scores[i] ?? null, evidence: "" }]),
  );
  return gate ? { ...given, "c-responsibility": { score: gate, evidence: "" } } : given;
}

function computed(level: Level, scores: Score[], { gate }: { gate?: Score } = {}) {
  const hint = computeHint(rubric, level, ratings(scores, gate), gate !== undefined);
  if (hint?.kind !== "computed") throw new Error(`Nothing was computed: ${hint?.kind}`);
  return { ...hint, mean: Number(hint.mean.toFixed(2)) };
}

const no = "not-observed";

test("a senior's card is the weighted mean of its scores", () => {
  expect(computed("senior", [3, 3, 4, 2, 3, 2, 3, 4])).toMatchObject({
    mean: 2.95,
    recommendation: "yes",
    heldBackBy: [],
    notes: [],
  });
});

test("the sum is told in the rubric's order, however the weights come out of storage", () => {
  const { recommendationHint: hint } = rubric;
  const turned = Object.fromEntries(Object.entries(hint?.weights.mid ?? {}).reverse());
  const stored = {
    ...rubric,
    recommendationHint: hint && { ...hint, weights: { ...hint.weights, mid: turned } },
  };
  const computed = computeHint(stored, "mid", ratings([3, 3, 3, 3, 3, 3, 3, 3]), false);
  expect(computed).toMatchObject({ terms: ORDER.map((competencyId) => ({ competencyId })) });
});

test("at staff, framing below the bar holds a yes back and suggests the level below", () => {
  const staff = computed("staff", [2, 3, 4, 3, 3, 3, 3, 3]);
  expect(staff).toMatchObject({ mean: 2.95, band: "yes", recommendation: "no" });
  expect(staff.heldBackBy).toHaveLength(1);
  expect(staff.notes).toHaveLength(1);
  expect(computed("senior", [2, 3, 4, 3, 3, 3, 3, 3])).toMatchObject({
    mean: 3,
    recommendation: "yes",
    notes: [],
  });
});

test("what was not observed drops out, and the rest is scaled up", () => {
  expect(computed("mid", [3, 3, 3, 3, 2, no, 3, 3])).toMatchObject({
    mean: 2.89,
    recommendation: "yes",
    droppedWeight: 5,
  });
});

test("without a score on a core competency nothing is computed", () => {
  expect(computeHint(rubric, "mid", ratings([no, 4, 4, 4, 4, 4, 4, 4]), false)?.kind).toBe(
    "insufficient",
  );
  // Serving is core from senior on.
  const serving = ratings([3, 3, 3, 3, no, 3, 3, 3]);
  expect(computeHint(rubric, "mid", serving, false)?.kind).toBe("computed");
  expect(computeHint(rubric, "senior", serving, false)?.kind).toBe("insufficient");
});

test("more than a quarter of the weight not observed is too little to compute from", () => {
  const heavy = { ...rubric.recommendationHint?.core, mid: ["c-framing"] };
  const loose = {
    ...rubric,
    recommendationHint: rubric.recommendationHint && {
      ...rubric.recommendationHint,
      core: { ...rubric.recommendationHint.core, ...heavy },
    },
  };
  // Serving, operations and driving: 25 percent, and with trade-offs 35.
  expect(computeHint(loose, "mid", ratings([3, 3, 3, 3, no, no, 3, no]), false)?.kind).toBe(
    "computed",
  );
  expect(computeHint(loose, "mid", ratings([3, 3, 3, 3, no, no, no, no]), false)?.kind).toBe(
    "insufficient",
  );
});

test("a strong yes needs the mean and no core score below 3", () => {
  expect(computed("mid", [4, 4, 4, 4, 3, 3, 3, 3]).recommendation).toBe("strong-yes");
  expect(computed("mid", [4, 4, 4, 4, 4, 4, 2, 4])).toMatchObject({
    mean: 3.8,
    recommendation: "yes",
  });
});

test("a mean just on a band's edge belongs to the band, whatever binary fractions say", () => {
  const even = computed("mid", [4, 3, 4, 3, 4, 4, 3, 3]);
  expect(even.mean).toBe(3.5);
  expect(even.recommendation).toBe("strong-yes");
});

test("a core score of 1 allows no more than a no", () => {
  const capped = computed("senior", [1, 4, 4, 4, 4, 4, 4, 4]);
  expect(capped).toMatchObject({ band: "yes", recommendation: "no" });
  expect(capped.heldBackBy).toHaveLength(1);
});

test("two scores of 1 are a strong no when the rest does not make up for it, else a no", () => {
  expect(computed("mid", [3, 3, 2, 3, 1, 1, 3, 2]).recommendation).toBe("strong-no");
  expect(computed("mid", [4, 4, 4, 4, 1, 1, 4, 4]).recommendation).toBe("no");
});

test("at senior, data and evaluation both below the bar allow no more than a no", () => {
  expect(computed("senior", [4, 2, 4, 2, 4, 4, 4, 4]).recommendation).toBe("no");
  expect(computed("senior", [4, 2, 4, 3, 4, 4, 4, 4]).recommendation).toBe("yes");
  expect(computed("staff", [4, 2, 4, 2, 4, 4, 4, 4]).recommendation).toBe("yes");
});

test("responsibility weighs nothing, and a 1 on a case that asks for it allows no more than a no", () => {
  const all3: Score[] = [3, 3, 3, 3, 3, 3, 3, 3];
  expect(computed("mid", all3, { gate: 4 })).toMatchObject({ mean: 3, recommendation: "yes" });
  expect(computed("mid", all3, { gate: 1 })).toMatchObject({ mean: 3, recommendation: "no" });
  const notAsked = computeHint(rubric, "mid", ratings(all3, 1), false);
  expect(notAsked).toMatchObject({ recommendation: "yes" });
});

test("far above the bar throughout suggests the level above", () => {
  const best = computed("senior", [4, 4, 4, 4, 4, 3, 4, 4]);
  expect(best.recommendation).toBe("strong-yes");
  expect(best.notes).toHaveLength(1);
});

test("as long as something is unrated it says how much, and computes nothing", () => {
  expect(computeHint(rubric, "mid", ratings([3, 3, null, 3, 3, null, 3, 3]), false)).toEqual({
    kind: "unrated",
    count: 2,
  });
});

test("a rubric without a hint computes nothing", () => {
  const { recommendationHint: _, ...plain } = rubric;
  expect(computeHint(plain, "mid", ratings([3, 3, 3, 3, 3, 3, 3, 3]), false)).toBeNull();
});

test("only an interviewer of a case that asks for it rates the gate", () => {
  const ids = (kind: "interviewer" | "self", isGated: boolean) =>
    ratedCompetencies(rubric, kind, isGated).map(({ id }) => id);
  expect(ids("interviewer", true)).toEqual([...ORDER, "c-responsibility"]);
  expect(ids("interviewer", false)).toEqual(ORDER);
  expect(ids("self", true)).toEqual(ORDER);
});

test("a reason is owed where one's own recommendation and the computed one differ", () => {
  const yes = computeHint(rubric, "mid", ratings([3, 3, 3, 3, 3, 3, 3, 3]), false);
  expect(owesReason("yes", yes)).toBe(false);
  expect(owesReason("no", yes)).toBe(true);
  expect(owesReason(null, yes)).toBe(false);
  expect(owesReason("no", { kind: "insufficient", says: "Too little." })).toBe(false);
  expect(owesReason("no", null)).toBe(false);
});
