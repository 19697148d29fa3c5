/** The fields of a case that are edited most, as a form has them. Everything else stays in the text. */
import { z } from "zod";

// Longer ones are refused with the text as a whole; these keep a single call from being endless.
const Line = z.string().max(5_000);
const Lines = z.array(Line).max(100);
/** Null until it is written into the text, which gives it one. */
const PartIdOrNew = z.string().max(200).nullable();

export const FactForm = z.object({
  id: PartIdOrNew,
  topic: Line,
  asks: Lines,
  answer: Line,
  requirementClass: Line,
});
export type FactForm = z.infer<typeof FactForm>;

export const ChecklistForm = z.object({
  id: PartIdOrNew,
  phase: Line,
  priority: Line,
  competencies: Lines,
  text: Line,
  terms: Lines,
  stencils: Lines,
});
export type ChecklistForm = z.infer<typeof ChecklistForm>;

export const CurveballForm = z.object({
  id: PartIdOrNew,
  title: Line,
  when: Line,
  /** Empty for one that is not among those every case has. */
  stock: Line,
  say: Line,
  listenFor: Lines,
  competency: Line,
});
export type CurveballForm = z.infer<typeof CurveballForm>;

const Parts = <S extends z.ZodType>(schema: S) => z.array(schema).max(200);

export const CaseForm = z.object({
  id: Line,
  title: Line,
  domain: Line,
  difficulty: z.int().min(1).max(4),
  prompt: Line,
  candidateBrief: Lines,
  facts: Parts(FactForm),
  checklist: Parts(ChecklistForm),
  curveballs: Parts(CurveballForm),
});
export type CaseForm = z.infer<typeof CaseForm>;
