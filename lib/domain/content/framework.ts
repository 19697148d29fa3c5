import { z } from "zod";
import type { InterviewMode } from "../interview-mode";
import type { InterviewLength } from "../plan";
import { CanonicalCompetencies } from "./competency";
import { ContentId, ContentVersion, PartId, PhaseId, Text, Texts } from "./identifiers";
import { perLength, perLevel } from "./per-level";
import { RequirementClass } from "./requirement-class";

/**
 * A framework: the ordered phases an interview walks through.
 *
 * The first and last row may be bookends (prompt, recap): timed, never scored,
 * without a section in the document. Everything else is a scored phase. How
 * many phases there are is the framework's own business.
 */

const PhaseMinutes = perLength(z.int().min(1));

export const FrameworkChecklistItem = z.strictObject({
  id: PartId,
  /** Completes the sentence "A strong candidate …". */
  text: Text,
  competencies: CanonicalCompetencies,
});
export type FrameworkChecklistItem = z.infer<typeof FrameworkChecklistItem>;

/** What the document's section for a phase starts with. */
export const SectionStarter = z.strictObject({
  title: Text,
  blocks: z
    .array(
      z.strictObject({
        heading: Text,
        prompt: Text,
        /** Where the block is one of the three parts of the requirements. */
        requirementClass: RequirementClass.optional(),
      }),
    )
    .min(1),
});
export type SectionStarter = z.infer<typeof SectionStarter>;

export const BookendPhase = z.strictObject({
  id: PhaseId,
  name: Text,
  goal: Text,
  isScored: z.literal(false),
  minutes: PhaseMinutes,
  prompts: Texts,
});

export const ScoredPhase = z.strictObject({
  id: PhaseId,
  name: Text,
  goal: Text,
  isScored: z.literal(true),
  minutes: PhaseMinutes,
  /**
   * The phases of the common vocabulary this one stands for; cases are written against those. A
   * framework covers each of them once, so that nothing a case asks for is asked for twice.
   */
  covers: z.array(PhaseId),
  /** Common phases that another phase covers, and of which some items are in this one. */
  alsoFrom: z.array(PhaseId).default([]),
  /** What to work through, said to the candidate. */
  prompts: Texts,
  /** Three questions to get going again when the mind goes blank. */
  openingQuestions: Texts,
  starter: SectionStarter,
  checklist: z.array(FrameworkChecklistItem).min(1),
  probes: Texts,
  mistakes: Texts,
  signals: perLevel(Text),
});
export type ScoredPhase = z.infer<typeof ScoredPhase>;

export const FrameworkPhase = z.discriminatedUnion("isScored", [BookendPhase, ScoredPhase]);
export type FrameworkPhase = z.infer<typeof FrameworkPhase>;

/** The first minutes, in which no model is named: scope comes first. */
export const ScopeWindow = z.strictObject({
  minutes: PhaseMinutes,
  says: Text,
  /** What good looks like on the way, in an interview of 45 minutes. */
  steps: z.array(z.strictObject({ minutes: Text, says: Text })).min(1),
});
export type ScopeWindow = z.infer<typeof ScopeWindow>;

export const Framework = z.strictObject({
  id: ContentId,
  version: ContentVersion,
  name: Text,
  /** Where this order of phases comes from, in one sentence. */
  origin: Text,
  summary: Text,
  /** This and the next are absent from versions that were stored before they existed. */
  chooseWhen: Text.optional(),
  scopeWindow: ScopeWindow.optional(),
  phases: z.array(FrameworkPhase).min(1),
  /** Signals that belong to no single phase: structure, pace, honesty. */
  acrossPhases: z.array(FrameworkChecklistItem).min(1),
});
export type Framework = z.infer<typeof Framework>;

export function scoredPhases(framework: Framework): ScoredPhase[] {
  return framework.phases.filter((phase) => phase.isScored);
}

/** The window of an interview of this length; null for versions that were stored before there was one. */
export function scopeWindowOf(
  { scopeWindow }: Framework,
  length: InterviewLength,
): { minutes: number; says: string } | null {
  return scopeWindow ? { minutes: scopeWindow.minutes[length], says: scopeWindow.says } : null;
}

/** A phase as a candidate may know it: no checklist, no probes, no signals. */
export type CandidatePhase = Pick<ScoredPhase, "id" | "name" | "minutes" | "prompts"> & {
  /** Null in an exam. */
  goal: string | null;
  isScored: boolean;
  openingQuestions: string[];
};

export interface CandidateFramework {
  id: string;
  version: number;
  name: string;
  summary: string;
  phases: CandidatePhase[];
}

/** In an exam the phases have their names and minutes; what to do in them is left to the candidate. */
export function candidateFramework(framework: Framework, mode: InterviewMode): CandidateFramework {
  const isGuided = mode === "guided";
  return {
    id: framework.id,
    version: framework.version,
    name: framework.name,
    summary: framework.summary,
    phases: framework.phases.map((phase) => ({
      id: phase.id,
      name: phase.name,
      goal: isGuided ? phase.goal : null,
      isScored: phase.isScored,
      minutes: phase.minutes,
      prompts: isGuided ? phase.prompts : [],
      openingQuestions: isGuided && phase.isScored ? phase.openingQuestions : [],
    })),
  };
}
