import { z } from "zod";
import { Level } from "../plan";
import { CanonicalCompetencies, CanonicalCompetency } from "./competency";
import { ContentId, PartId, PhaseId, StencilId, Text, Texts } from "./identifiers";
import { perLevel } from "./per-level";
import { RequirementClass } from "./requirement-class";

/**
 * What only the interviewer of a case may read while the interview runs.
 *
 * Facts are told when asked for, hints when somebody is stuck, curveballs when
 * the interviewer drops them. None of this is ever sent to a candidate or an
 * observer before release.
 */

export const AnswerCard = z.strictObject({
  id: PartId,
  /** The short name on the card. */
  topic: Text,
  /** Ways in which a candidate may ask for it, in lower case. */
  asks: Texts,
  answer: Text,
  requirementClass: RequirementClass,
});
export type AnswerCard = z.infer<typeof AnswerCard>;

/** One line of arithmetic and what it comes to; every line is checked when content is loaded. */
export const ScaleLine = z.strictObject({ calc: Text, result: z.number(), says: Text });
export type ScaleLine = z.infer<typeof ScaleLine>;

/** must: every level; should: from senior on; stretch: staff. */
export const ChecklistPriority = z.enum(["must", "should", "stretch"]);
export type ChecklistPriority = z.infer<typeof ChecklistPriority>;

const EXPECTED_FROM: Record<ChecklistPriority, readonly Level[]> = {
  must: ["mid", "senior", "staff"],
  should: ["senior", "staff"],
  stretch: ["staff"],
};

export function isExpectedAt(priority: ChecklistPriority, level: Level): boolean {
  return EXPECTED_FROM[priority].includes(level);
}

export const CaseChecklistItem = z.strictObject({
  id: PartId,
  phase: PhaseId,
  priority: ChecklistPriority,
  competencies: CanonicalCompetencies,
  /** Completes the sentence "A strong candidate …". */
  text: Text,
  /** How a program may notice it was covered: a quiet signal, never a score. */
  noticedBy: z.strictObject({ terms: Texts, stencils: z.array(StencilId) }),
});
export type CaseChecklistItem = z.infer<typeof CaseChecklistItem>;

export const HintLadder = z.strictObject({ nudge: Text, narrow: Text, tell: Text });
export type HintLadder = z.infer<typeof HintLadder>;

/** A curveball that fits wherever the interviewer picks the moment. */
export const ANY_PHASE = "any";

/** The two curveballs every case has. */
export const STOCK_CURVEBALLS = ["feature-missing", "traffic-times-five"] as const;

export const Curveball = z.strictObject({
  id: PartId,
  title: Text,
  /** A phase, or `ANY_PHASE`. */
  when: PhaseId,
  stock: z.enum(STOCK_CURVEBALLS).optional(),
  /** Said to the candidate, word for word. */
  say: Text,
  /** What a good answer touches. */
  listenFor: Texts,
  competency: CanonicalCompetency,
});
export type Curveball = z.infer<typeof Curveball>;

export const DecisionOption = z.strictObject({
  option: Text,
  rightWhen: Text,
  costs: Text,
  naiveFailure: Text,
});

export const DecisionPoint = z.strictObject({
  id: PartId,
  title: Text,
  phase: PhaseId,
  options: z.array(DecisionOption).min(2),
  /** A choice one can stand behind here, and where it flips. */
  defensible: Text,
});
export type DecisionPoint = z.infer<typeof DecisionPoint>;

export const CaseVariant = z.strictObject({
  id: PartId,
  title: Text,
  say: Text,
  changes: z.array(z.strictObject({ phase: PhaseId, change: Text })).min(1),
  good: Text,
});

export const FailureMode = z.strictObject({ id: ContentId, text: Text });
export type FailureMode = z.infer<typeof FailureMode>;

export const ReferenceCanvas = z.strictObject({
  nodes: z.array(z.strictObject({ stencil: StencilId, note: Text.optional() })).min(2),
  edges: z.array(z.strictObject({ from: StencilId, to: StencilId, label: Text })).min(1),
});
export type ReferenceCanvas = z.infer<typeof ReferenceCanvas>;

const perPhase = <S extends z.ZodType>(schema: S) => z.record(PhaseId, schema);

export const InterviewerMaterial = z.strictObject({
  /** Which published topic this case rehearses, or that it is ours. */
  origin: Text,
  levels: z.array(Level).min(1),
  timeProfile: z.string().regex(/^tp-[a-z]+$/, "a time profile looks like tp-balanced"),
  /** gate: ask about privacy, safety and fairness before the end. */
  responsibility: z.enum(["gate", "optional"]),
  flags: z.array(ContentId),
  twoMinuteRead: z.strictObject({
    trap: Text,
    keyFacts: Texts,
    listenFirstHalf: Text,
    listenSecondHalf: Text,
    weakSigns: Texts,
    bestCurveballs: Text,
    shortOnTime: Text,
  }),
  facts: z.array(AnswerCard).min(1),
  /** The numbers that make this case what it is. */
  signatureConstraints: Texts,
  scaleSheet: z.array(ScaleLine).min(1),
  checklist: z.array(CaseChecklistItem).min(1),
  probes: perPhase(Texts),
  hints: perPhase(HintLadder),
  curveballs: z.array(Curveball).min(1),
  decisionPoints: z.array(DecisionPoint).min(1),
  variants: z.array(CaseVariant),
  whatGoodLooksLike: perLevel(Text),
  outline: perPhase(Texts),
  referenceCanvas: ReferenceCanvas,
  failureModes: z.array(FailureMode).min(1),
  references: Texts,
});
export type InterviewerMaterial = z.infer<typeof InterviewerMaterial>;
