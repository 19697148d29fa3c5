import type { CandidateView } from "@/lib/domain/content/case-views";
import type { CandidateFramework } from "@/lib/domain/content/framework";
import type { InterviewMode } from "@/lib/domain/interview-mode";
import { Bullets } from "./bullets";
import { Explained } from "./explained";
import { PanelSection } from "./panel-section";

/**
 * What the candidate may know: the prompt, the given facts, and in guided mode what the phase that is
 * open is for. In an exam the guidance is not on the page at all.
 */
export function BriefPanel({
  brief,
  framework,
  mode,
  phaseId,
}: {
  brief: CandidateView;
  framework: CandidateFramework;
  mode: InterviewMode;
  /** The phase the clock is in; null before and after. */
  phaseId: string | null;
}) {
  const isGuided = mode === "guided";
  const phase = isGuided ? framework.phases.find(({ id }) => id === phaseId) : undefined;
  return (
    <div>
      <div className="flex flex-col gap-3 border-line border-b p-4">
        <h2 className="text-base">{brief.title}</h2>
        <blockquote className="m-0 border-accent border-l-2 pl-3">
          <Explained text={brief.prompt} />
        </blockquote>
        <div className="text-ink-2 text-sm">
          <Bullets lines={brief.candidateBrief} />
        </div>
      </div>
      {isGuided ? null : (
        <p className="border-line border-b p-4 text-ink-2 text-sm">
          This is an exam: the problem, the clock, and no guidance on the way.
        </p>
      )}
      {phase ? (
        <section className="flex flex-col gap-2 border-line border-b p-4 text-sm">
          <h3 className="text-sm">{phase.name}</h3>
          {phase.goal ? (
            <p className="text-ink-2">
              <Explained text={phase.goal} />
            </p>
          ) : null}
          <Bullets lines={phase.prompts} />
        </section>
      ) : null}
      {phase && phase.openingQuestions.length > 0 ? (
        <PanelSection key={phase.id} title="Questions to get going again">
          <Bullets lines={phase.openingQuestions} />
        </PanelSection>
      ) : null}
      {isGuided && !phase ? (
        <PanelSection title="How the time is divided">
          <ol className="m-0 flex list-none flex-col gap-2 p-0">
            {framework.phases.map((each) => (
              <li key={each.id}>
                <span className="font-medium">{each.name}.</span>{" "}
                <span className="text-ink-2">{each.goal}</span>
              </li>
            ))}
          </ol>
        </PanelSection>
      ) : null}
    </div>
  );
}
