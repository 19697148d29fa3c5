import { type CaseCard, caseCard } from "@/lib/domain/content/case-views";
import { planFor } from "@/lib/domain/content/framework-plan";
import { INTERVIEW_LENGTHS, type InterviewLength, type Plan } from "@/lib/domain/plan";
import { liveContext, type ServiceContext } from "./context";

export interface FrameworkChoice {
  id: string;
  name: string;
  summary: string;
  /** The framework's own budget for each length. */
  plans: Record<InterviewLength, Plan>;
}

export interface Choices {
  cases: CaseCard[];
  frameworks: FrameworkChoice[];
}

/** What a new interview can be made of: easiest cases first, the default framework first. */
export function listChoices({ content }: Pick<ServiceContext, "content"> = liveContext()): Choices {
  const cases = [...content.cases.values()].map(caseCard);
  cases.sort((a, b) => a.difficulty - b.difficulty || a.title.localeCompare(b.title, "en"));
  const { defaultFramework } = content;
  const others = [...content.frameworks.values()].filter(({ id }) => id !== defaultFramework.id);
  return {
    cases,
    frameworks: [defaultFramework, ...others].map((framework) => ({
      id: framework.id,
      name: framework.name,
      summary: framework.summary,
      plans: Object.fromEntries(
        INTERVIEW_LENGTHS.map((length) => [length, planFor(framework, length)]),
      ) as FrameworkChoice["plans"],
    })),
  };
}
