import clsx from "clsx";
import Link from "next/link";
import type { EstimationRow, EstimationTable } from "@/lib/domain/content/estimation-table";
import { plainNumber } from "@/lib/estimate/figures";
import { calculatorHref } from "./calculator-href";

/** A figure of this many characters stays on one line; longer ones are sentences. */
const LONGEST_FIGURE = 20;

/** One table of reference figures, and the calculators it helps with. */
export function FigureTable({
  table,
  titles,
}: {
  table: EstimationTable;
  titles: ReadonlyMap<string, string>;
}) {
  const columns = table.columns ?? null;
  return (
    <div className="min-w-0 print:mt-6">
      <h3 id={`table-${table.id}`} className="text-base">
        {table.title}
      </h3>
      <p className="mt-1 max-w-prose text-ink-2 text-sm">{table.note}</p>
      <table
        aria-labelledby={`table-${table.id}`}
        className="tabular mt-2 w-full border-collapse text-sm"
      >
        <thead className={columns ? undefined : "sr-only"}>
          <tr className="border-line-strong border-b text-left">
            <th scope="col" className="py-1.5 pr-3 font-medium">
              What
            </th>
            {columns ? (
              columns.map(({ id, label, unit }) => (
                <th key={id} scope="col" className="py-1.5 pl-3 text-right font-medium">
                  {label}, {unit}
                </th>
              ))
            ) : (
              <th scope="col">Figure</th>
            )}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.id} className="border-line border-b align-top">
              <th scope="row" className="py-1.5 pr-3 text-left font-normal">
                {row.what}
              </th>
              {columns ? (
                columns.map(({ id }) => (
                  <td key={id} className="py-1.5 pl-3 text-right">
                    {cell(row, id)}
                  </td>
                ))
              ) : (
                <td
                  className={clsx(
                    "py-1.5 pl-3 text-right",
                    (row.says ?? "").length <= LONGEST_FIGURE && "whitespace-nowrap",
                  )}
                >
                  {row.says}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-ink-2 text-sm print:hidden">
        Helps with:{" "}
        {table.calculators.map((id, index) => (
          <span key={id}>
            {index > 0 ? ", " : null}
            <Link href={calculatorHref(id)} className="link">
              {titles.get(id)}
            </Link>
          </span>
        ))}
        .
      </p>
    </div>
  );
}

/** 180 to 192, or 80 where there is one figure; the column says of what. */
function cell({ values }: EstimationRow, column: string): string {
  const range = values?.[column];
  if (!range) return "";
  const high = plainNumber(range.high);
  return range.low === range.high ? high : `${plainNumber(range.low)} to ${high}`;
}
