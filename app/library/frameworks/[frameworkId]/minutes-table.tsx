import type { Framework } from "@/lib/domain/content/framework";
import { INTERVIEW_LENGTHS } from "@/lib/domain/plan";
import { WideTable } from "../../_components/wide-table";

/** The framework's own budget for each length. */
export function MinutesTable({ phases }: Pick<Framework, "phases">) {
  return (
    <WideTable
      isNarrow
      label="Minutes per phase"
      head={["Phase", ...INTERVIEW_LENGTHS.map((length) => `${length} min`)]}
    >
      {phases.map((phase) => (
        <tr key={phase.id}>
          <th scope="row">
            {phase.name}
            {phase.isScored ? null : <span className="font-normal text-ink-3"> (not scored)</span>}
          </th>
          {INTERVIEW_LENGTHS.map((length) => (
            <td key={length} className="tabular">
              {phase.minutes[length]}
            </td>
          ))}
        </tr>
      ))}
    </WideTable>
  );
}
