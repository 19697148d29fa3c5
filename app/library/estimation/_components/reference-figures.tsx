import type { EstimationTables } from "@/lib/domain/content/estimation-table";
import { FigureTable } from "./figure-table";

/** The figures worth knowing by heart, for reading and for printing. */
export function ReferenceFigures({
  figures,
  titles,
}: {
  figures: EstimationTables;
  /** Of the calculators, by id. */
  titles: ReadonlyMap<string, string>;
}) {
  return (
    <section aria-labelledby="figures" className="mt-12 border-line border-t pt-8">
      <h2 id="figures" className="text-xl">
        Figures to know
      </h2>
      <p className="mt-2 max-w-prose text-ink-2">
        All of them are indicative. Say which one you take, and take another when you know better.
      </p>
      <ul className="mt-4 max-w-prose list-disc pl-5">
        {figures.conventions.map(({ id, says }) => (
          <li key={id}>{says}</li>
        ))}
      </ul>
      <div className="mt-8 grid items-start gap-x-10 gap-y-10 lg:grid-cols-2 print:block">
        {figures.tables.map((table) => (
          <FigureTable key={table.id} table={table} titles={titles} />
        ))}
      </div>
    </section>
  );
}
