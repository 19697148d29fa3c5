import { Chip } from "@/app/_components/chip";
import { Pieces, WithTerms } from "@/app/_components/glossary/with-terms";
import type { CaseChecklistItem, HintLadder } from "@/lib/domain/content/interviewer-material";
import { markLines, type Term } from "@/lib/domain/content/term-marks";
import { Lines } from "../../../_components/lines";
import { PRIORITY_WORDS } from "../../../_components/words";

const STEPS = [
  { key: "nudge", name: "Nudge" },
  { key: "narrow", name: "Narrower" },
  { key: "tell", name: "Tell" },
] as const satisfies readonly { key: keyof HintLadder; name: string }[];

/** One phase of the case: what to listen for, what to ask, and how to help. */
export function PhaseNotes({
  id,
  name,
  items,
  probes,
  hints,
  terms,
}: {
  id: string;
  name: string;
  items: readonly CaseChecklistItem[];
  probes: readonly string[];
  hints: HintLadder | undefined;
  terms: readonly Term[];
}) {
  const texts = items.map(({ text }) => text);
  const marked = markLines(texts, terms);
  return (
    <section aria-labelledby={id} className="border-line border-t pt-4">
      <h3 id={id} className="scroll-mt-16 text-base">
        {name}
      </h3>
      <div className="mt-2 grid gap-x-8 gap-y-4 xl:grid-cols-2">
        {items.length > 0 ? (
          <div>
            <h4 className="font-normal text-ink-3 text-sm">A strong candidate …</h4>
            <ul className="m-0 mt-1 flex list-none flex-col gap-2 p-0">
              {items.map((item, i) => (
                <li key={item.id} className="flex items-start gap-2">
                  <span className="w-24 shrink-0">
                    <Chip tone={item.priority === "must" ? "accent" : "neutral"}>
                      {PRIORITY_WORDS[item.priority]}
                    </Chip>
                  </span>
                  <span className="min-w-0">
                    <Pieces pieces={marked[i] ?? [item.text]} />
                  </span>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        <div className="flex flex-col gap-4">
          {probes.length > 0 ? (
            <div>
              <h4 className="mb-1 font-normal text-ink-3 text-sm">Questions to probe with</h4>
              <Lines lines={probes} terms={terms} />
            </div>
          ) : null}
          {hints ? (
            <div>
              <h4 className="mb-1 font-normal text-ink-3 text-sm">When they are stuck</h4>
              <dl className="m-0 flex flex-col gap-1.5">
                {STEPS.map((step) => (
                  <div key={step.key} className="flex gap-2">
                    <dt className="w-20 shrink-0 font-medium text-sm leading-6">{step.name}</dt>
                    <dd className="m-0 min-w-0">
                      <WithTerms text={hints[step.key]} terms={terms} />
                    </dd>
                  </div>
                ))}
              </dl>
            </div>
          ) : null}
        </div>
      </div>
    </section>
  );
}
