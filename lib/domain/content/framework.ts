import { z } from "zod";
import { CanonicalCompetencies } from "./competency";
import { ContentId, ContentVersion, PartId, PhaseId, Text, Texts } from "./identifiers";
import { perLength, perLevel } from "./per-level";

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
  blocks: z.array(z.strictObject({ heading: Text, prompt: Text })).min(1),
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
  /** The phases of the common vocabulary this one stands for; cases are written against those. */
  covers: z.array(PhaseId).min(1),
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

export const Framework = z.strictObject({
  id: ContentId,
  version: ContentVersion,
  name: Text,
  /** Where this order of phases comes from, in one sentence. */
  origin: Text,
  summary: Text,
  phases: z.array(FrameworkPhase).min(1),
  /** Signals that belong to no single phase: structure, pace, honesty. */
  acrossPhases: z.array(FrameworkChecklistItem).min(1),
});
export type Framework = z.infer<typeof Framework>;

export function scoredPhases(framework: Framework): ScoredPhase[] {
  return framework.phases.filter((phase) => phase.isScored);
}

/** A phase as a candidate may know it: no checklist, no probes, no signals. */
export type CandidatePhase = Pick<ScoredPhase, "id" | "name" | "goal" | "minutes" | "prompts"> & {
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

export function candidateFramework(framework: Framework): CandidateFramework {
  return {
    id: framework.id,
    version: framework.version,
    name: framework.name,
    summary: framework.summary,
    phases: framework.phases.map((phase) => ({
      id: phase.id,
      name: phase.name,
      goal: phase.goal,
      isScored: phase.isScored,
      minutes: phase.minutes,
      prompts: phase.prompts,
      openingQuestions: phase.isScored ? phase.openingQuestions : [],
    })),
  };
}
