import { z } from "zod";
import { CanonicalCompetencies } from "./competency";
import { ContentId, ContentVersion, PartId, PhaseId, Text } from "./identifiers";
import { RequirementClass } from "./requirement-class";

/**
 * The vocabulary all frameworks share: seven phases and what is listened for in each.
 *
 * A framework arranges these items in phases of its own. Because every framework holds each of them
 * once, interviews that followed different frameworks can be compared.
 */

export const CommonChecklistItem = z.strictObject({
  id: PartId,
  /** Completes the sentence "A strong candidate …". */
  text: Text,
  competencies: CanonicalCompetencies,
  /** For what belongs in the list of requirements: in which part of it. */
  requirementClass: RequirementClass.optional(),
});
export type CommonChecklistItem = z.infer<typeof CommonChecklistItem>;

export const CommonPhase = z.strictObject({
  id: PhaseId,
  name: Text,
  purpose: Text,
  items: z.array(CommonChecklistItem).min(1),
});
export type CommonPhase = z.infer<typeof CommonPhase>;

export const CommonChecklist = z.strictObject({
  id: ContentId,
  version: ContentVersion,
  phases: z.array(CommonPhase).min(1),
  /** Signals that belong to no single phase. */
  acrossPhases: z.array(CommonChecklistItem).min(1),
});
export type CommonChecklist = z.infer<typeof CommonChecklist>;
