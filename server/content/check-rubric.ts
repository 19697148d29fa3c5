import { CANONICAL_COMPETENCIES } from "@/lib/domain/content/competency";
import type { RecommendationHint, Rubric } from "@/lib/domain/content/rubric";
import { Level } from "@/lib/domain/plan";
import { checkKnown, checkUniqueIn, inside, type Report, type Vocabulary } from "./reporting";

/** Raised beside the ratings where a case asks for it, so a rubric need not rate it. */
const RATED_BESIDE = "c-responsibility";

/** Weights are percentages. */
const WHOLE = 100;

export function checkRubric(rubric: Rubric, { phases }: Vocabulary, report: Report): void {
  checkUniqueIn("competencies", rubric.competencies, report);
  rubric.competencies.forEach((competency, i) => {
    checkKnown("phase", competency.phases, phases, ["competencies", i, "phases"], report);
  });
  checkKnown("phase", rubric.gate?.phases, phases, ["gate", "phases"], report);
  const covered = new Set(rubric.competencies.flatMap((competency) => competency.covers));
  for (const competency of CANONICAL_COMPETENCIES) {
    if (competency !== RATED_BESIDE && !covered.has(competency)) {
      report(["competencies"], `no competency covers "${competency}"`);
    }
  }
  if (rubric.recommendationHint) {
    const rated = new Set(rubric.competencies.map(({ id }) => id));
    const hint = inside(report, "recommendationHint");
    checkWeights(rubric.recommendationHint, rated, hint);
    checkBands(rubric.recommendationHint, hint);
    checkCaps(rubric.recommendationHint, rated, rubric.gate?.id, hint);
  }
}

function checkWeights(hint: RecommendationHint, rated: ReadonlySet<string>, report: Report): void {
  for (const level of Level.options) {
    const weights = hint.weights[level];
    const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
    if (total !== WHOLE) report(["weights", level], `the weights add up to ${total}`);
    for (const id of Object.keys(weights)) {
      if (!rated.has(id)) report(["weights", level, id], `there is no competency "${id}"`);
    }
    for (const id of rated) {
      if (weights[id] === undefined) report(["weights", level], `"${id}" has no weight`);
    }
    checkKnown("competency", hint.core[level], rated, ["core", level], report);
  }
}

/** From the best down to the worst, so that the first band that fits is the answer. */
function checkBands({ bands }: RecommendationHint, report: Report): void {
  bands.forEach((band, i) => {
    const above = bands[i - 1];
    if (above && above.meanFrom <= band.meanFrom) {
      report(["bands", i, "meanFrom"], "the bands go from the highest mean down");
    }
  });
  const last = bands.at(-1);
  if (last && (last.meanFrom > 1 || last.noCoreScoreBelow !== undefined)) {
    report(["bands", bands.length - 1], "the last band has to take every mean that is left");
  }
}

function checkCaps(
  { caps, levelNotes }: RecommendationHint,
  rated: ReadonlySet<string>,
  gate: string | undefined,
  report: Report,
): void {
  checkUniqueIn("caps", caps, report);
  const countable = new Set(gate === undefined ? rated : [...rated, gate]);
  caps.forEach(({ among, count }, i) => {
    if (typeof among === "string") return;
    checkKnown("competency", among, countable, ["caps", i, "among"], report);
    if (count > among.length) report(["caps", i, "count"], "more than there are to count");
  });
  levelNotes.forEach(({ onlyCap }, i) => {
    if (onlyCap !== undefined && !caps.some(({ id }) => id === onlyCap)) {
      report(["levelNotes", i, "onlyCap"], `there is no cap "${onlyCap}"`);
    }
  });
}
