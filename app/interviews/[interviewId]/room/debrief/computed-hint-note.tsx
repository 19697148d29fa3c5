import { Sigma } from "lucide-react";
import type { Rubric, RubricCompetency } from "@/lib/domain/content/rubric";
import type { ComputedHint } from "@/lib/domain/recommendation-hint";
import { Bullets } from "../panels/bullets";

/** A mean between 1 and 4, as exact as its bands are. */
const twoPlaces = (mean: number): string => mean.toFixed(2);

/**
 * What the ratings come to by the rubric's weights, with the sum. Shown once somebody has chosen
 * their own recommendation; it advises, and never replaces theirs.
 */
export function ComputedHintNote({
  hint,
  competencies,
  recommendations,
}: {
  hint: ComputedHint;
  competencies: readonly RubricCompetency[];
  recommendations: Rubric["recommendations"];
}) {
  return (
    <section
      aria-label="What the ratings come to"
      aria-live="polite"
      className="flex flex-col gap-2 rounded-control border border-line bg-sunken px-3 py-2 text-sm"
    >
      {hint.kind === "computed" ? (
        <Computed hint={hint} competencies={competencies} recommendations={recommendations} />
      ) : (
        <p className="text-ink-2">
          {hint.kind === "insufficient"
            ? hint.says
            : `What the ratings come to is shown here once all are given; ${hint.count} to go.`}
        </p>
      )}
    </section>
  );
}

function Computed({
  hint,
  competencies,
  recommendations,
}: {
  hint: Extract<ComputedHint, { kind: "computed" }>;
  competencies: readonly RubricCompetency[];
  recommendations: Rubric["recommendations"];
}) {
  const nameOf = (id: string) => competencies.find((each) => each.id === id)?.name ?? id;
  const weight = hint.terms.reduce((sum, term) => sum + term.weight, 0);
  return (
    <>
      <p className="flex items-start gap-2">
        <Sigma size={16} aria-hidden className="mt-0.5 shrink-0 text-ink-3" />
        <span>
          By weight the ratings come to{" "}
          <strong>{recommendations[hint.recommendation].label}</strong>, a mean of{" "}
          <span className="tabular">{twoPlaces(hint.mean)}</span>. It is a hint; the recommendation
          is yours.
        </span>
      </p>
      {hint.heldBackBy.length > 0 ? (
        <div>
          <p className="text-ink-2">
            The mean alone would be {recommendations[hint.band].label}. What holds it back:
          </p>
          <Bullets lines={hint.heldBackBy} />
        </div>
      ) : null}
      {hint.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <details>
        <summary className="text-ink-2 text-xs">How it adds up</summary>
        <table className="tabular mt-1.5 w-full border-collapse text-left text-xs">
          <thead>
            <tr className="text-ink-2">
              <th scope="col" className="py-1 pr-2 font-medium">
                Competency
              </th>
              <th scope="col" className="py-1 pr-2 text-right font-medium">
                Weight
              </th>
              <th scope="col" className="py-1 pr-2 text-right font-medium">
                Score
              </th>
              <th scope="col" className="py-1 text-right font-medium">
                Product
              </th>
            </tr>
          </thead>
          <tbody>
            {hint.terms.map((term) => (
              <tr key={term.competencyId} className="border-line border-t">
                <th scope="row" className="py-1 pr-2 font-normal">
                  {nameOf(term.competencyId)}
                </th>
                <td className="py-1 pr-2 text-right">{term.weight}</td>
                <td className="py-1 pr-2 text-right">{term.score}</td>
                <td className="py-1 text-right">{term.weight * term.score}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="border-line-strong border-t font-medium">
              <th scope="row" className="py-1 pr-2">
                Sum
              </th>
              <td className="py-1 pr-2 text-right">{weight}</td>
              <td />
              <td className="py-1 text-right">
                {hint.terms.reduce((sum, term) => sum + term.weight * term.score, 0)}
              </td>
            </tr>
          </tfoot>
        </table>
        {hint.droppedWeight > 0 ? (
          <p className="mt-1.5 text-ink-2 text-xs">
            {hint.droppedWeight} of 100 was not observed and drops out, so the sum is divided by{" "}
            {weight}.
          </p>
        ) : null}
      </details>
    </>
  );
}
