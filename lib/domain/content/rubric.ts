import { z } from "zod";
import { Level } from "../plan";
import { CompetencyId, Recommendation } from "../scorecard";
import { CanonicalCompetencies } from "./competency";
import { ContentId, ContentVersion, PhaseId, Text, Texts } from "./identifiers";
import { perLevel } from "./per-level";

/**
 * A rubric: what is rated, and what each score looks like at each level.
 *
 * Four scores without a middle, so that a rater has to lean one way. An anchor
 * describes behaviour somebody could have seen, never potential or pedigree.
 */

export const Anchors = z.strictObject({ 1: Text, 2: Text, 3: Text, 4: Text });
export type Anchors = z.infer<typeof Anchors>;

const Meaning = z.strictObject({ label: Text, meaning: Text });

export const RubricCompetency = z.strictObject({
  id: CompetencyId,
  name: Text,
  /** The one question the rating answers. */
  question: Text,
  /** Where to look for it. */
  phases: z.array(PhaseId).min(1),
  /** The canonical competencies folded into this one. */
  covers: CanonicalCompetencies,
  /** What is worth writing down as evidence. */
  evidenceHints: Texts,
  anchors: perLevel(Anchors),
});
export type RubricCompetency = z.infer<typeof RubricCompetency>;

const PositiveInt = z.int().min(1);

/** What counts as evidence, and how much of it a score needs. */
export const EvidenceRules = z.strictObject({
  kinds: z
    .array(z.enum(["note", "quote", "checklist", "canvas", "calc", "curveball", "hint"]))
    .min(1),
  /** How many pieces each score needs. */
  items: z.strictObject({ 1: PositiveInt, 2: PositiveInt, 3: PositiveInt, 4: PositiveInt }),
  /** Shorter than this, a sentence names no behaviour. */
  minChars: PositiveInt,
  /** What follows an answer that was told counts for no more than this. */
  highestScoreAfterTell: z.literal([1, 2, 3, 4]),
  /** Words that judge the person; worth a second look, never forbidden. */
  wordsAboutThePerson: Texts,
});
export type EvidenceRules = z.infer<typeof EvidenceRules>;

const Mean = z.number().min(1).max(4);
const Levels = z.array(Level).min(1);
const Weights = z.record(CompetencyId, z.int().min(1).max(100));

/** Low scores that hold the recommendation down, whatever the mean. */
export const RecommendationCap = z.strictObject({
  id: ContentId,
  levels: Levels,
  /** Which competencies are counted. */
  among: z.union([z.enum(["core", "all"]), z.array(CompetencyId).min(1)]),
  /** It applies when at least so many of them … */
  count: PositiveInt,
  /** … were rated below this … */
  scoreBelow: z.literal([2, 3, 4]),
  /** … and, where it is given, the mean is below this. */
  meanBelow: Mean.optional(),
  /** Only on cases that make responsibility a gate. */
  gatedCasesOnly: z.boolean().default(false),
  atMost: Recommendation,
  says: Text,
});
export type RecommendationCap = z.infer<typeof RecommendationCap>;

/** How a recommendation is computed from ratings. It advises, and never replaces the rater's own. */
export const RecommendationHint = z.strictObject({
  /** Said to the rater. */
  text: Texts,
  /** In percent; what was not observed drops out and the rest is scaled up. */
  weights: perLevel(Weights),
  /** Without a score on each of these, nothing is computed. */
  core: perLevel(z.array(CompetencyId).min(1)),
  insufficient: z.strictObject({
    droppedWeightAbove: z.int().min(0).max(100),
    coreNotObserved: z.boolean(),
    says: Text,
  }),
  /** From the best down; the first whose mean is reached and whose condition holds. */
  bands: z
    .array(
      z.strictObject({
        recommendation: Recommendation,
        meanFrom: Mean,
        noCoreScoreBelow: z.literal([2, 3, 4]).optional(),
      }),
    )
    .min(1),
  caps: z.array(RecommendationCap),
  /** Worth talking about the level above or below. */
  levelNotes: z.array(
    z.strictObject({
      id: ContentId,
      levels: Levels,
      /** Only when this cap and no other applied. */
      onlyCap: ContentId.optional(),
      recommendation: Recommendation.optional(),
      meanFrom: Mean,
      says: Text,
    }),
  ),
});
export type RecommendationHint = z.infer<typeof RecommendationHint>;

export const Rubric = z.strictObject({
  id: ContentId,
  version: ContentVersion,
  name: Text,
  summary: Text,
  scores: z.strictObject({ 1: Meaning, 2: Meaning, 3: Meaning, 4: Meaning }),
  notObserved: Meaning,
  recommendations: z.record(Recommendation, Meaning),
  evidenceHints: Texts,
  /** This and the two below are absent from versions that were stored before they existed. */
  evidenceRules: EvidenceRules.optional(),
  recommendationHint: RecommendationHint.optional(),
  competencies: z.array(RubricCompetency).min(1),
  /** Carries no weight; on cases that ask for it, a 1 holds the recommendation down. */
  gate: RubricCompetency.optional(),
});
export type Rubric = z.infer<typeof Rubric>;
