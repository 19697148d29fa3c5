import { WithTerms } from "@/app/_components/glossary/with-terms";
import { LEVEL_WORDS } from "@/app/interviews/_components/words";
import type { CaseSummary as Summary } from "@/lib/domain/content/case-views";
import type { Term } from "@/lib/domain/content/term-marks";
import { Level } from "@/lib/domain/plan";
import { FailureModeList } from "../../_components/failure-mode-list";
import { OutlineByPhase } from "../../_components/outline-by-phase";
import { Section } from "../../_components/section";

/** What the case was about, for somebody who has tried it. One way to solve it, not the only one. */
export function CaseSummary({
  summary,
  phaseNames,
  failureTitles,
  terms,
}: {
  summary: Summary;
  phaseNames: Readonly<Record<string, string>>;
  failureTitles: Readonly<Record<string, string>>;
  terms: readonly Term[];
}) {
  return (
    <>
      <Section id="levels" title="What good looks like">
        <dl className="m-0 grid gap-4 lg:grid-cols-3">
          {Level.options.map((level) => (
            <div key={level}>
              <dt className="font-medium">{LEVEL_WORDS[level]}</dt>
              <dd className="m-0 text-ink-2 text-sm">
                <WithTerms text={summary.whatGoodLooksLike[level]} terms={terms} />
              </dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section
        id="outline"
        title="A strong answer"
        intro="One way through the case that holds up. Others do too."
      >
        <OutlineByPhase outline={summary.outline} phaseNames={phaseNames} terms={terms} />
      </Section>
      <Section id="decisions" title="Choices one can stand behind">
        <dl className="m-0 flex flex-col gap-4">
          {summary.decisionPoints.map((point) => (
            <div key={point.id} className="max-w-prose">
              <dt className="font-medium">{point.title}</dt>
              <dd className="m-0 text-ink-2 text-sm">
                <WithTerms text={point.defensible} terms={terms} />
              </dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section id="failure-modes" title="What often goes wrong here">
        <FailureModeList modes={summary.failureModes} titles={failureTitles} terms={terms} />
      </Section>
    </>
  );
}
