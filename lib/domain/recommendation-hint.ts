/**
 * What the ratings of a card come to, by the rubric's own weights and caps.
 *
 * Advice for somebody who has already chosen: it is shown after the rater's own recommendation and
 * never replaces it. What was not observed drops out, and the other weights are scaled up.
 */
import type {
  RecommendationCap,
  RecommendationHint,
  Rubric,
  RubricCompetency,
} from "./content/rubric";
import type { Level } from "./plan";
import { type CardKind, Recommendation, type Score, type ScorecardDraft } from "./scorecard";

/** One line of the sum: a rating and what it weighs. */
interface HintTerm {
  competencyId: string;
  /** In percent of the whole rubric. */
  weight: number;
  score: number;
}

/**
 * What a card rates: the rubric's competencies, and its gate for an interviewer of a case that asks
 * for one. A candidate is not told which cases do.
 */
export function ratedCompetencies(
  rubric: Pick<Rubric, "competencies" | "gate">,
  kind: CardKind,
  isGated: boolean,
): RubricCompetency[] {
  return kind === "interviewer" && isGated && rubric.gate
    ? [...rubric.competencies, rubric.gate]
    : rubric.competencies;
}

interface Observed {
  terms: HintTerm[];
  /** Sum of the weights that were not observed. */
  droppedWeight: number;
}

export type ComputedHint =
  | { kind: "unrated"; count: number }
  | { kind: "insufficient"; says: string }
  | (Observed & {
      kind: "computed";
      /** Between 1 and 4. */
      mean: number;
      /** What the mean alone would give. */
      band: Recommendation;
      recommendation: Recommendation;
      /** Why it is held below the band. */
      heldBackBy: string[];
      /** Whether the level above or below is worth talking about. */
      notes: string[];
    });

/** From the worst up, so that a cap is a minimum of positions. */
const ORDER = Recommendation.options;
/** Sums of percentages of small numbers: what differs by less is a rounding error of binary fractions. */
const EPSILON = 1e-9;

const isAtLeast = (mean: number, limit: number): boolean => mean >= limit - EPSILON;
const worse = (a: Recommendation, b: Recommendation): Recommendation =>
  ORDER.indexOf(a) <= ORDER.indexOf(b) ? a : b;

type Ratings = ScorecardDraft["ratings"];

const scoreOf = (ratings: Ratings, id: string): Score | null => ratings[id]?.score ?? null;

/** In the rubric's order: an object's keys come back from storage in another one. */
function observed(
  competencies: readonly Pick<RubricCompetency, "id">[],
  hint: RecommendationHint,
  ratings: Ratings,
  level: Level,
): Observed {
  const terms: HintTerm[] = [];
  let droppedWeight = 0;
  for (const { id: competencyId } of competencies) {
    const weight = hint.weights[level][competencyId] ?? 0;
    const score = scoreOf(ratings, competencyId);
    if (typeof score === "number") terms.push({ competencyId, weight, score });
    else droppedWeight += weight;
  }
  return { terms, droppedWeight };
}

interface Rated {
  hint: RecommendationHint;
  ratings: Ratings;
  level: Level;
  mean: number;
  isGated: boolean;
}

function countBelow(ids: readonly string[], below: number, ratings: Ratings): number {
  return ids.filter((id) => {
    const score = scoreOf(ratings, id);
    return typeof score === "number" && score < below;
  }).length;
}

function applies(cap: RecommendationCap, { hint, ratings, level, mean, isGated }: Rated): boolean {
  if (!cap.levels.includes(level) || (cap.gatedCasesOnly && !isGated)) return false;
  if (cap.meanBelow !== undefined && isAtLeast(mean, cap.meanBelow)) return false;
  const among =
    cap.among === "core"
      ? hint.core[level]
      : cap.among === "all"
        ? Object.keys(hint.weights[level])
        : cap.among;
  return countBelow(among, cap.scoreBelow, ratings) >= cap.count;
}

function bandOf({ hint, ratings, level, mean }: Rated): Recommendation {
  const band = hint.bands.find(
    ({ meanFrom, noCoreScoreBelow }) =>
      isAtLeast(mean, meanFrom) &&
      (noCoreScoreBelow === undefined ||
        countBelow(hint.core[level], noCoreScoreBelow, ratings) === 0),
  );
  return band?.recommendation ?? "strong-no";
}

/**
 * @param isGated the case asks for responsibility, so the rubric's gate was rated too
 * @returns null for a rubric that computes nothing
 */
export function computeHint(
  rubric: Pick<Rubric, "recommendationHint" | "competencies">,
  level: Level,
  ratings: Ratings,
  isGated: boolean,
): ComputedHint | null {
  const hint = rubric.recommendationHint;
  if (!hint) return null;
  const count = rubric.competencies.filter(({ id }) => scoreOf(ratings, id) === null).length;
  if (count > 0) return { kind: "unrated", count };

  const seen = observed(rubric.competencies, hint, ratings, level);
  const isCoreMissing = hint.core[level].some((id) => typeof scoreOf(ratings, id) !== "number");
  const weight = seen.terms.reduce((sum, term) => sum + term.weight, 0);
  if (
    weight === 0 ||
    seen.droppedWeight > hint.insufficient.droppedWeightAbove ||
    (hint.insufficient.coreNotObserved && isCoreMissing)
  )
    return { kind: "insufficient", says: hint.insufficient.says };

  const mean = seen.terms.reduce((sum, term) => sum + term.weight * term.score, 0) / weight;
  const rated: Rated = { hint, ratings, level, mean, isGated };
  const band = bandOf(rated);
  const caps = hint.caps.filter((cap) => applies(cap, rated));
  const recommendation = caps.reduce((lowest, cap) => worse(lowest, cap.atMost), band);
  const holding = caps.filter(({ atMost }) => worse(atMost, band) !== band);
  return {
    ...seen,
    kind: "computed",
    mean,
    band,
    recommendation,
    heldBackBy: holding.map(({ says }) => says),
    notes: hint.levelNotes
      .filter(
        (note) =>
          note.levels.includes(level) &&
          isAtLeast(mean, note.meanFrom) &&
          (note.recommendation === undefined || note.recommendation === recommendation) &&
          (note.onlyCap === undefined || (caps.length === 1 && caps[0]?.id === note.onlyCap)),
      )
      .map(({ says }) => says),
  };
}

/** Whether somebody's own recommendation differs from the computed one, and so owes a reason. */
export function owesReason(own: Recommendation | null, computed: ComputedHint | null): boolean {
  return own !== null && computed?.kind === "computed" && computed.recommendation !== own;
}
