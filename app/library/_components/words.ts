/** The words people see for the ids of the library. */
import type { CanonicalCompetency } from "@/lib/domain/content/competency";
import type { FailureFamily, FailureSeverity } from "@/lib/domain/content/failure-mode";
import type { ChecklistPriority } from "@/lib/domain/content/interviewer-material";
import type { RequirementClass } from "@/lib/domain/content/requirement-class";
import type { CaseMark, CaseState } from "@/lib/domain/library/case-state";

export const COMPETENCY_WORDS: Record<CanonicalCompetency, string> = {
  "c-framing": "Framing",
  "c-data": "Data",
  "c-modelling": "Modelling",
  "c-evaluation": "Evaluation",
  "c-serving": "Serving",
  "c-operations": "Operations",
  "c-tradeoffs": "Trade-offs",
  "c-driving": "Driving",
  "c-responsibility": "Responsibility",
};

export const MARK_WORDS: Record<CaseMark, string> = {
  new: "New to me",
  done: "Done",
  interviewed: "Interviewed",
  opened: "Material opened",
};

export const REQUIREMENT_WORDS: Record<RequirementClass, { name: string; asks: string }> = {
  "req-business": {
    name: "Business",
    asks: "Why, for whom, how success is measured, and what must not get worse.",
  },
  "req-functional": {
    name: "What the system does",
    asks: "What goes in and comes out, what is in scope, which data and labels there are.",
  },
  "req-nonfunctional": {
    name: "Limits",
    asks: "Scale, latency, freshness, cost, privacy, fairness.",
  },
};

export const PRIORITY_WORDS: Record<ChecklistPriority, string> = {
  must: "Every level",
  should: "From senior",
  stretch: "Staff",
};

export const FAMILY_WORDS: Record<FailureFamily, string> = {
  framing: "Framing",
  data: "Data",
  modelling: "Modelling",
  evaluation: "Evaluation",
  serving: "Serving",
  driving: "Driving",
};

export const SEVERITY_WORDS: Record<FailureSeverity, string> = {
  cosmetic: "A blemish",
  "costs-a-point": "Costs a point",
  "often-decisive": "Often decisive",
};

/** "Done once", "Done twice", "Done 3 times". */
export function attemptsWords({ attempts }: Pick<CaseState, "attempts">): string {
  if (attempts === 1) return "Done once";
  return attempts === 2 ? "Done twice" : `Done ${attempts} times`;
}

/** The name of a phase that content speaks of, those outside of the common seven included. */
export function phaseWords(phaseId: string, names: Readonly<Record<string, string>>): string {
  if (phaseId === "any") return "Any phase";
  if (phaseId === "wrapup") return "Recap";
  return names[phaseId] ?? phaseId;
}
