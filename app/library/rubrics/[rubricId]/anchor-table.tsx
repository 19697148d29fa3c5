import { LEVEL_WORDS } from "@/app/interviews/_components/words";
import type { Rubric, RubricCompetency } from "@/lib/domain/content/rubric";
import { Level } from "@/lib/domain/plan";
import { WideTable } from "../../_components/wide-table";

/** The best first: what a rater compares with is what they hope to see. */
const SCORES = [4, 3, 2, 1] as const;

/** What each score looks like at each level. */
export function AnchorTable({
  competency,
  scores,
}: {
  competency: RubricCompetency;
  scores: Rubric["scores"];
}) {
  return (
    <WideTable
      label={`Scores: ${competency.name}`}
      head={["Score", ...Level.options.map((level) => LEVEL_WORDS[level])]}
    >
      {SCORES.map((score) => (
        <tr key={score}>
          <th scope="row" className="w-28">
            {score} <span className="block font-normal text-ink-2">{scores[score].label}</span>
          </th>
          {Level.options.map((level) => (
            <td key={level}>{competency.anchors[level][score]}</td>
          ))}
        </tr>
      ))}
    </WideTable>
  );
}
