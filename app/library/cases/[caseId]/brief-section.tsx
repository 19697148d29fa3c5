import { WithTerms } from "@/app/_components/glossary/with-terms";
import type { CandidateView } from "@/lib/domain/content/case-views";
import type { Term } from "@/lib/domain/content/term-marks";
import { Lines } from "../../_components/lines";
import { Section } from "../../_components/section";

/** The prompt as it is spoken, and what is given. */
export function BriefSection({
  view,
  terms,
}: {
  view: Pick<CandidateView, "prompt" | "candidateBrief">;
  terms: readonly Term[];
}) {
  return (
    <Section id="brief" title="What the candidate is told">
      <blockquote className="m-0 max-w-prose border-accent border-l-2 pl-3">
        <WithTerms text={view.prompt} terms={terms} />
      </blockquote>
      <div className="mt-3 max-w-prose text-ink-2">
        <Lines lines={view.candidateBrief} terms={terms} />
      </div>
    </Section>
  );
}
