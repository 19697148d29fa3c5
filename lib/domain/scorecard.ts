/**
 * Scorecards: one author's final assessment, a rating with evidence per competency,
 * and the rule when cards open to the others.
 */
import { z } from "zod";
import { ok, type Result, refuse } from "./result";

export const Recommendation = z.enum(["strong-no", "no", "yes", "strong-yes"]);
export type Recommendation = z.infer<typeof Recommendation>;

/** An interviewer's assessment of the candidate, or the candidate's own. */
export const CardKind = z.enum(["interviewer", "self"]);
export type CardKind = z.infer<typeof CardKind>;

/** Long enough for three sentences of evidence; longer belongs in the notes. */
export const MAX_EVIDENCE_CHARS = 2_000;
export const MAX_FIX_CHARS = 500;
/** Any rubric we know has at most nine competencies; twice that is room enough. */
export const MAX_COMPETENCIES = 20;

export const Score = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal("not-observed"),
]);
export type Score = z.infer<typeof Score>;

export const CompetencyId = z.string().regex(/^c-[a-z0-9-]{1,60}$/);

const DraftRating = z.object({
  score: Score.nullable(),
  evidence: z.string().max(MAX_EVIDENCE_CHARS),
});

/** A card in the making; anything may still be missing. */
export const ScorecardDraft = z.object({
  ratings: z
    .record(CompetencyId, DraftRating)
    .refine((ratings) => Object.keys(ratings).length <= MAX_COMPETENCIES),
  recommendation: Recommendation.nullable(),
  /** Why the recommendation is not the one that the ratings come to. */
  reason: z.string().max(MAX_FIX_CHARS).optional(),
  /** The one thing to fix next. */
  fix: z.string().max(MAX_FIX_CHARS),
});
export type ScorecardDraft = z.infer<typeof ScorecardDraft>;

export const EMPTY_DRAFT: ScorecardDraft = { ratings: {}, recommendation: null, fix: "" };

/** A submitted card: complete and final. */
export const Scorecard = z.object({
  ratings: z.record(CompetencyId, z.object({ score: Score, evidence: z.string() })),
  recommendation: Recommendation.nullable(),
  reason: z.string().optional(),
  fix: z.string(),
});
export type Scorecard = z.infer<typeof Scorecard>;

export type MissingPart =
  | { part: "score" | "evidence"; competencyId: string }
  | { part: "recommendation" | "reason" | "fix" };

/**
 * What still keeps a draft from being submitted. An interviewer owes evidence for
 * every number, a recommendation and one thing to fix; a self-assessment owes the
 * numbers and the one thing.
 *
 * @param owesReason the recommendation differs from the one the ratings come to
 */
export function missingParts(
  draft: ScorecardDraft,
  kind: CardKind,
  competencyIds: readonly string[],
  owesReason = false,
): MissingPart[] {
  const missing: MissingPart[] = [];
  for (const competencyId of competencyIds) {
    const rating = draft.ratings[competencyId];
    if (!rating || rating.score === null) missing.push({ part: "score", competencyId });
    else if (kind === "interviewer" && rating.score !== "not-observed" && !rating.evidence.trim())
      missing.push({ part: "evidence", competencyId });
  }
  if (kind === "interviewer" && draft.recommendation === null)
    missing.push({ part: "recommendation" });
  if (kind === "interviewer" && owesReason && !draft.reason?.trim())
    missing.push({ part: "reason" });
  if (!draft.fix.trim()) missing.push({ part: "fix" });
  return missing;
}

/** The final card of a complete draft; ratings of unknown competencies are dropped. */
export function completeCard(
  draft: ScorecardDraft,
  kind: CardKind,
  competencyIds: readonly string[],
  owesReason = false,
): Result<Scorecard, "incomplete"> {
  if (missingParts(draft, kind, competencyIds, owesReason).length > 0) return refuse("incomplete");
  const ratings: Scorecard["ratings"] = {};
  for (const id of competencyIds) {
    const rating = draft.ratings[id];
    if (!rating || rating.score === null) return refuse("incomplete");
    ratings[id] = { score: rating.score, evidence: rating.evidence.trim() };
  }
  const recommendation = kind === "self" ? null : draft.recommendation;
  // Kept only where it answers something: a reason typed before the two agreed is none any more.
  const reason = owesReason ? draft.reason?.trim() : undefined;
  return ok({ ratings, recommendation, ...(reason ? { reason } : {}), fix: draft.fix.trim() });
}

export interface ExpectedAuthor {
  participant: number;
  role: "interviewer" | "candidate" | "solo";
}

/**
 * Whether everybody who owes a card has submitted one. Until then, or until an
 * interviewer releases, an author sees only their own.
 */
export function areAllCardsIn(
  expected: readonly ExpectedAuthor[],
  submitted: ReadonlySet<number>,
): boolean {
  return expected.length > 0 && expected.every((author) => submitted.has(author.participant));
}
