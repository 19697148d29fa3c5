import { WithTerms } from "@/app/_components/glossary/with-terms";
import type { AnswerCard } from "@/lib/domain/content/interviewer-material";
import { REQUIREMENT_CLASSES } from "@/lib/domain/content/requirement-class";
import type { Term } from "@/lib/domain/content/term-marks";
import { REQUIREMENT_WORDS } from "../../../_components/words";

/** What to tell when it is asked for, by the part of the requirements it belongs to. */
export function Answers({
  facts,
  terms,
}: {
  facts: readonly AnswerCard[];
  terms: readonly Term[];
}) {
  return (
    <div className="flex flex-col gap-6">
      {REQUIREMENT_CLASSES.map((kind) => {
        const cards = facts.filter(({ requirementClass }) => requirementClass === kind);
        if (cards.length === 0) return null;
        return (
          <section key={kind} aria-label={REQUIREMENT_WORDS[kind].name}>
            <h3 className="text-base">{REQUIREMENT_WORDS[kind].name}</h3>
            <dl className="m-0 mt-2 grid gap-x-8 border-line border-t md:grid-cols-2">
              {cards.map((card) => (
                <div key={card.id} className="border-line border-b py-2">
                  <dt className="font-medium text-sm">{card.topic}</dt>
                  <dd className="m-0">
                    <WithTerms text={card.answer} terms={terms} />
                    <p className="text-ink-3 text-sm">Asked as: {card.asks.join("; ")}</p>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}
