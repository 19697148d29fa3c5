import type { z } from "zod";
import type { CandidateCase, Case } from "./case";
import type { DecisionPoint, InterviewerMaterial } from "./interviewer-material";

/**
 * Who may read what of a case.
 *
 * The candidate's view is built field by field from the open half. A field that
 * is added to the interviewer's half can therefore not slip into it, and the
 * `never`s make a view that was spread from a brief a compile error.
 */

type Closed = { [K in keyof InterviewerMaterial | "interviewer"]?: never };

export type CandidateView = z.infer<typeof CandidateCase> & Closed;

/** What a list of cases shows. */
export type CaseCard = Pick<
  z.infer<typeof CandidateCase>,
  "id" | "version" | "title" | "domain" | "difficulty" | "focus"
> &
  Closed;

/** Everything about a case, for its interviewer, and for everybody after release. */
export type InterviewerBrief = z.infer<typeof CandidateCase> & InterviewerMaterial;

export function caseCard(whole: Case): CaseCard {
  return {
    id: whole.id,
    version: whole.version,
    title: whole.title,
    domain: whole.domain,
    difficulty: whole.difficulty,
    focus: whole.focus,
  };
}

export function candidateView(whole: Case): CandidateView {
  return {
    id: whole.id,
    version: whole.version,
    title: whole.title,
    domain: whole.domain,
    difficulty: whole.difficulty,
    focus: whole.focus,
    prompt: whole.prompt,
    candidateBrief: whole.candidateBrief,
  };
}

export function interviewerBrief(whole: Case): InterviewerBrief {
  const { interviewer, ...open } = whole;
  return { ...open, ...interviewer };
}

/** What a candidate may read of a case once they have tried it. */
export type CaseSummary = Pick<
  InterviewerMaterial,
  "whatGoodLooksLike" | "outline" | "failureModes"
> & {
  decisionPoints: Pick<DecisionPoint, "id" | "title" | "phase" | "defensible">[];
};

/** Built field by field: facts, hints, curveballs and numbers stay with whoever interviews next. */
export function caseSummary({ interviewer }: Case): CaseSummary {
  const { whatGoodLooksLike, outline, failureModes, decisionPoints } = interviewer;
  return {
    whatGoodLooksLike,
    outline,
    failureModes: failureModes.map(({ id, text }) => ({ id, text })),
    decisionPoints: decisionPoints.map(({ id, title, phase, defensible }) => ({
      id,
      title,
      phase,
      defensible,
    })),
  };
}
