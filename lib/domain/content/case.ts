import { z } from "zod";
import { CanonicalCompetencies } from "./competency";
import { ContentId, ContentVersion, Text, Texts } from "./identifiers";
import { InterviewerMaterial } from "./interviewer-material";

/** The prompt is spoken once; three sentences is what people remember. */
export const MAX_PROMPT_SENTENCES = 3;

const sentenceCount = (text: string): number =>
  text.split(/[.?!](?:\s|$)/).filter((part) => part.trim() !== "").length;

/** The open half of a case: everything in it may be shown to the candidate. */
export const CandidateCase = z.strictObject({
  id: ContentId,
  version: ContentVersion,
  title: Text,
  domain: Text,
  /** 1 is a first practice, 4 is for senior and staff only. */
  difficulty: z.literal([1, 2, 3, 4]),
  /** The competencies this case stresses most. */
  focus: CanonicalCompetencies,
  prompt: Text.refine(
    (text) => sentenceCount(text) <= MAX_PROMPT_SENTENCES,
    `the prompt has more than ${MAX_PROMPT_SENTENCES} sentences`,
  ),
  candidateBrief: Texts,
});

/** A whole case. The closed half sits under one key, so that it can be left out in one place. */
export const Case = CandidateCase.extend({ interviewer: InterviewerMaterial });
export type Case = z.infer<typeof Case>;
