import type { CommonChecklist } from "@/lib/domain/content/common-checklist";
import { REQUIREMENT_CLASSES } from "@/lib/domain/content/requirement-class";
import type { Term } from "@/lib/domain/content/term-marks";
import { Lines } from "../../_components/lines";
import { REQUIREMENT_WORDS } from "../../_components/words";

/** The three parts of a list of requirements, and what belongs in each. */
export function RequirementParts({
  checklist,
  terms,
}: {
  checklist: CommonChecklist;
  terms: readonly Term[];
}) {
  const items = checklist.phases.flatMap((phase) => phase.items);
  return (
    <div className="grid gap-6 lg:grid-cols-3">
      {REQUIREMENT_CLASSES.map((kind) => (
        <section key={kind} aria-label={REQUIREMENT_WORDS[kind].name}>
          <h3 className="text-base">{REQUIREMENT_WORDS[kind].name}</h3>
          <p className="mb-2 text-ink-2 text-sm">{REQUIREMENT_WORDS[kind].asks}</p>
          <div className="text-sm">
            <Lines
              lines={items
                .filter(({ requirementClass }) => requirementClass === kind)
                .map(({ text }) => text)}
              terms={terms}
            />
          </div>
        </section>
      ))}
    </div>
  );
}
