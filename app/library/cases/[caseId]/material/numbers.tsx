import type { ScaleLine } from "@/lib/domain/content/interviewer-material";
import type { Term } from "@/lib/domain/content/term-marks";
import { Lines } from "../../../_components/lines";
import { WideTable } from "../../../_components/wide-table";

const figure = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });

/** The numbers that make the case, and how each comes about. */
export function Numbers({
  constraints,
  scaleSheet,
  terms,
}: {
  constraints: readonly string[];
  scaleSheet: readonly ScaleLine[];
  terms: readonly Term[];
}) {
  return (
    <div className="flex flex-col gap-5">
      <div className="max-w-prose">
        <Lines lines={constraints} terms={terms} />
      </div>
      <WideTable isNarrow label="Scale sheet" head={["What, and how it comes about", "Comes to"]}>
        {scaleSheet.map((line) => (
          <tr key={line.calc + line.says}>
            <th scope="row">
              {line.says}
              <code className="block font-mono font-normal text-ink-2 text-xs [overflow-wrap:anywhere]">
                {line.calc}
              </code>
            </th>
            <td className="tabular text-right">{figure.format(line.result)}</td>
          </tr>
        ))}
      </WideTable>
    </div>
  );
}
