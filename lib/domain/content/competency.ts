import { z } from "zod";

/**
 * The fine-grained competencies that checklist items and curveballs speak of.
 *
 * Rubrics differ in how many competencies they rate; each names the ones below
 * that it folds in, so evidence stays comparable across rubrics.
 */
export const CANONICAL_COMPETENCIES = [
  "c-framing",
  "c-data",
  "c-modelling",
  "c-evaluation",
  "c-serving",
  "c-operations",
  "c-tradeoffs",
  "c-driving",
  "c-responsibility",
] as const;

export const CanonicalCompetency = z.enum(CANONICAL_COMPETENCIES);
export type CanonicalCompetency = z.infer<typeof CanonicalCompetency>;

export const CanonicalCompetencies = z.array(CanonicalCompetency).min(1);
