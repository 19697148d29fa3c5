import { z } from "zod";
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

export const Rubric = z.strictObject({
  id: ContentId,
  version: ContentVersion,
  name: Text,
  summary: Text,
  scores: z.strictObject({ 1: Meaning, 2: Meaning, 3: Meaning, 4: Meaning }),
  notObserved: Meaning,
  recommendations: z.record(Recommendation, Meaning),
  evidenceHints: Texts,
  competencies: z.array(RubricCompetency).min(1),
});
export type Rubric = z.infer<typeof Rubric>;
