import type { Rubric, RubricCompetency } from "@/lib/domain/content/rubric";
import { Recommendation } from "@/lib/domain/scorecard";
import { Lines } from "../../_components/lines";
import { PageWithContents } from "../../_components/page-contents";
import { Section } from "../../_components/section";
import { AnchorTable } from "./anchor-table";

/** A rubric competency by competency, with what counts as evidence and what the ratings come to. */
export function RubricView({ rubric }: { rubric: Rubric }) {
  const rated = rubric.gate ? [...rubric.competencies, rubric.gate] : rubric.competencies;
  return (
    <PageWithContents
      contents={[
        ...rated.map(({ id, name }) => ({ id, title: name })),
        { id: "evidence", title: "Evidence" },
        { id: "recommendation", title: "Recommendation" },
      ]}
    >
      {rated.map((competency) => (
        <Competency key={competency.id} competency={competency} rubric={rubric} />
      ))}
      <Section id="evidence" title="Evidence">
        <div className="max-w-prose">
          <Lines lines={rubric.evidenceHints} terms={[]} />
        </div>
        <p className="mt-3 max-w-prose text-ink-2 text-sm">
          {rubric.notObserved.label}: {rubric.notObserved.meaning}
        </p>
      </Section>
      <Section id="recommendation" title="Recommendation">
        <dl className="m-0 flex max-w-prose flex-col gap-2">
          {Recommendation.options.map((id) => (
            <div key={id}>
              <dt className="font-medium">{rubric.recommendations[id].label}</dt>
              <dd className="m-0 text-ink-2 text-sm">{rubric.recommendations[id].meaning}</dd>
            </div>
          ))}
        </dl>
        {rubric.recommendationHint ? (
          <div className="mt-4 max-w-prose">
            <Lines lines={rubric.recommendationHint.text} terms={[]} />
          </div>
        ) : null}
      </Section>
    </PageWithContents>
  );
}

function Competency({ competency, rubric }: { competency: RubricCompetency; rubric: Rubric }) {
  return (
    <Section
      id={competency.id}
      title={competency.name}
      intro={
        competency.id === rubric.gate?.id
          ? `${competency.question} It carries no weight; on cases that ask for it, a 1 holds the recommendation down.`
          : competency.question
      }
    >
      <AnchorTable competency={competency} scores={rubric.scores} />
      <div className="mt-3 max-w-prose text-sm">
        <h3 className="mb-1 font-normal text-ink-3 text-sm">Worth writing down</h3>
        <Lines lines={competency.evidenceHints} terms={[]} />
      </div>
    </Section>
  );
}
