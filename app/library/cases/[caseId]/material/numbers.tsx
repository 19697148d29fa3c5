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
      <WideTable label="Scale sheet" head={["What", "Comes to", "How"]}>
        {scaleSheet.map((line) => (
          <tr key={line.calc + line.says}>
            <th scope="row">{line.says}</th>
            <td className="tabular whitespace-nowrap">{figure.format(line.result)}</td>
            <td>
              <code className="break-words font-mono text-ink-2 text-xs">{line.calc}</code>
            </td>
          </tr>
        ))}
      </WideTable>
    </div>
  );
}
