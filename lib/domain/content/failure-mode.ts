import { z } from "zod";
import { BoardHint } from "./board-hint";
import { CanonicalCompetencies } from "./competency";
import { ContentId, ContentVersion, PartId, PhaseId, StencilId, Text } from "./identifiers";

/**
 * What goes wrong in these interviews, and how to get out of it.
 *
 * Cases name the ones they invite. Detection suggests something to the interviewer or becomes a
 * remark afterwards; it is never a score.
 */

export const FAILURE_FAMILIES = [
  "framing",
  "data",
  "modelling",
  "evaluation",
  "serving",
  "driving",
] as const;
export const FailureFamily = z.enum(FAILURE_FAMILIES);
export type FailureFamily = z.infer<typeof FailureFamily>;

export const FailureSeverity = z.enum(["cosmetic", "costs-a-point", "often-decisive"]);
export type FailureSeverity = z.infer<typeof FailureSeverity>;

/** How sure a rule can be: high is nearly certain, low is only worth a question. */
export const DetectionConfidence = z.enum(["high", "medium", "low"]);
export type DetectionConfidence = z.infer<typeof DetectionConfidence>;

/** What a program can go by; `tag` is the interviewer naming it, and the surest. */
export const DetectionSignal = z.enum([
  "phase",
  "canvas",
  "tick",
  "note",
  "calc",
  "hint",
  "curveball",
  "tag",
]);
export type DetectionSignal = z.infer<typeof DetectionSignal>;

/** Beside the common phases, what belongs to no single one and what belongs to the recap. */
export const FAILURE_ANYWHERE = "any";
export const FAILURE_AT_RECAP = "wrapup";

export const FailureModeEntry = z.strictObject({
  id: ContentId,
  title: Text,
  family: FailureFamily,
  /** A common phase, `FAILURE_ANYWHERE` or `FAILURE_AT_RECAP`. */
  phase: PhaseId,
  competencies: CanonicalCompetencies,
  severity: FailureSeverity,
  /** How it shows; its subject is the candidate. */
  what: Text,
  why: Text,
  /** Said to the candidate. */
  recover: Text,
  /** A question that gives them the chance to notice it themselves. */
  ask: Text,
  /** Whether it may be raised while the interview runs. */
  prompt: z.enum(["live", "afterwards"]),
  /** The calculator whose figure makes the point. */
  calculator: ContentId.optional(),
  detect: z.strictObject({
    confidence: DetectionConfidence,
    signals: z.array(DetectionSignal).min(1),
    when: Text,
    unless: Text.optional(),
    checklist: z.array(PartId).min(1).optional(),
    stencils: z.array(StencilId).min(1).optional(),
    boardHint: BoardHint.optional(),
    caseFlags: z.array(ContentId).min(1).optional(),
  }),
});
export type FailureModeEntry = z.infer<typeof FailureModeEntry>;

export const FailureModeSet = z.strictObject({
  id: ContentId,
  version: ContentVersion,
  failureModes: z.array(FailureModeEntry).min(1),
});
export type FailureModeSet = z.infer<typeof FailureModeSet>;
