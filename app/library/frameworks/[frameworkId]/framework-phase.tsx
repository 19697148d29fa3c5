import type { ReactNode } from "react";
import { WithTerms } from "@/app/_components/glossary/with-terms";
import type { FrameworkPhase as Phase } from "@/lib/domain/content/framework";
import type { Term } from "@/lib/domain/content/term-marks";
import { Lines } from "../../_components/lines";

/** One phase: what it is for, what to do in it, what is listened for, and what goes wrong. */
export function FrameworkPhase({ phase, terms }: { phase: Phase; terms: readonly Term[] }) {
  const lines = (texts: readonly string[]) => <Lines lines={texts} terms={terms} />;
  return (
    <section aria-labelledby={phase.id} className="border-line border-t pt-4">
      <h3 id={phase.id} className="scroll-mt-16 text-base">
        {phase.name}
      </h3>
      <p className="max-w-prose text-ink-2">
        <WithTerms text={phase.goal} terms={terms} />
      </p>
      <div className="mt-3 grid gap-x-8 gap-y-4 text-sm xl:grid-cols-2">
        <Part title="What to do">{lines(phase.prompts)}</Part>
        {phase.isScored ? (
          <>
            <Part title="Questions to get going again">{lines(phase.openingQuestions)}</Part>
            <Part title="A strong candidate …">
              {lines(phase.checklist.map(({ text }) => text))}
            </Part>
            <Part title="Common mistakes">{lines(phase.mistakes)}</Part>
          </>
        ) : null}
      </div>
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h4 className="mb-1 font-normal text-ink-3 text-sm">{title}</h4>
      {children}
    </div>
  );
}
