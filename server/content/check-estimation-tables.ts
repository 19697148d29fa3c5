import type {
  EstimationRow,
  EstimationTable,
  EstimationTables,
} from "@/lib/domain/content/estimation-table";
import { checkKnown, checkUniqueIn, inside, type Report, type Vocabulary } from "./reporting";

export function checkEstimationTables(
  { conventions, tables }: EstimationTables,
  vocabulary: Vocabulary,
  report: Report,
): void {
  checkUniqueIn("conventions", conventions, report);
  checkUniqueIn("tables", tables, report);
  tables.forEach((table, i) => {
    const here = inside(report, "tables", i);
    checkKnown("calculator", table.calculators, vocabulary.calculators, ["calculators"], here);
    checkUniqueIn("rows", table.rows, here);
    table.rows.forEach((row, j) => {
      checkRow(row, table, inside(here, "rows", j));
    });
  });
}

function checkRow(row: EstimationRow, table: EstimationTable, report: Report): void {
  if (table.columns) {
    for (const { id } of table.columns) {
      const value = row.values?.[id];
      if (!value) report(["values"], `nothing for the column "${id}"`);
      else if (value.low > value.high) report(["values", id], "low is above high");
    }
    return;
  }
  if (row.says === undefined) report([], "there is nothing to read in this row");
  if ((row.low === undefined) !== (row.high === undefined)) report([], "a range has two ends");
  if (row.low === undefined || row.high === undefined) return;
  if (row.low > row.high) report(["low"], "low is above high");
  if ((row.unit ?? table.unit) === undefined) report(["unit"], "this figure has no unit");
}
