import { WithTerms } from "@/app/_components/glossary/with-terms";
import type { DecisionPoint } from "@/lib/domain/content/interviewer-material";
import type { Term } from "@/lib/domain/content/term-marks";
import { WideTable } from "../../../_components/wide-table";
import { phaseWords } from "../../../_components/words";

const COLUMNS = ["Option", "Right when", "Costs", "How it fails when chosen blindly"] as const;

/** The choices of the case, option beside option. */
export function DecisionPoints({
  points,
  phaseNames,
  terms,
}: {
  points: readonly DecisionPoint[];
  phaseNames: Readonly<Record<string, string>>;
  terms: readonly Term[];
}) {
  return (
    <div className="flex flex-col gap-8">
      {points.map((point) => (
        <section key={point.id} aria-label={point.title}>
          <h3 className="text-base">{point.title}</h3>
          <p className="mb-2 text-ink-3 text-sm">{phaseWords(point.phase, phaseNames)}</p>
          <WideTable label={`Options: ${point.title}`} head={COLUMNS}>
            {point.options.map((option) => (
              <tr key={option.option}>
                <th scope="row" className="w-1/5">
                  {option.option}
                </th>
                <td>{option.rightWhen}</td>
                <td>{option.costs}</td>
                <td>{option.naiveFailure}</td>
              </tr>
            ))}
          </WideTable>
          <p className="mt-2 max-w-prose">
            <span className="font-medium">Defensible: </span>
            <WithTerms text={point.defensible} terms={terms} />
          </p>
        </section>
      ))}
    </div>
  );
}
