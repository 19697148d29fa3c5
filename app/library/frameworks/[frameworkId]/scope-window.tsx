import { WithTerms } from "@/app/_components/glossary/with-terms";
import type { ScopeWindow as Scope } from "@/lib/domain/content/framework";
import type { Term } from "@/lib/domain/content/term-marks";
import { INTERVIEW_LENGTHS } from "@/lib/domain/plan";

/** The first minutes, minute by minute. */
export function ScopeWindow({ scope, terms }: { scope: Scope; terms: readonly Term[] }) {
  const lengths = INTERVIEW_LENGTHS.map((length) => `${scope.minutes[length]} of ${length}`);
  return (
    <div className="max-w-prose">
      <p>
        <WithTerms text={scope.says} terms={terms} /> They last {lengths.join(", ")} minutes.
      </p>
      <dl className="m-0 mt-3 flex flex-col gap-2">
        {scope.steps.map((step) => (
          <div key={step.minutes} className="flex gap-3">
            <dt className="tabular w-24 shrink-0 text-ink-3 text-sm leading-6">
              Minute {step.minutes}
            </dt>
            <dd className="m-0 min-w-0">{step.says}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
