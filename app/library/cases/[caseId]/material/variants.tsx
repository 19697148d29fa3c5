import { WithTerms } from "@/app/_components/glossary/with-terms";
import type { InterviewerBrief } from "@/lib/domain/content/case-views";
import type { Term } from "@/lib/domain/content/term-marks";
import { phaseWords } from "../../../_components/words";

/** The same case made different, for whoever knows it already. */
export function Variants({
  variants,
  phaseNames,
  terms,
}: {
  variants: InterviewerBrief["variants"];
  phaseNames: Readonly<Record<string, string>>;
  terms: readonly Term[];
}) {
  return (
    <ul className="m-0 flex max-w-prose list-none flex-col gap-6 p-0">
      {variants.map((variant) => (
        <li key={variant.id}>
          <h3 className="text-base">{variant.title}</h3>
          <p className="mt-1 text-ink-3 text-sm">Say</p>
          <blockquote className="m-0 border-accent border-l-2 pl-3">{variant.say}</blockquote>
          <p className="mt-2 text-ink-3 text-sm">What changes</p>
          <dl className="m-0 flex flex-col gap-1">
            {variant.changes.map(({ phase, change }) => (
              <div key={phase + change}>
                <dt className="inline font-medium">{phaseWords(phase, phaseNames)}: </dt>
                <dd className="m-0 inline">
                  <WithTerms text={change} terms={terms} />
                </dd>
              </div>
            ))}
          </dl>
          <p className="mt-2">
            <span className="font-medium">Good sounds like: </span>
            <WithTerms text={variant.good} terms={terms} />
          </p>
        </li>
      ))}
    </ul>
  );
}
