import { z } from "zod";
import { VariableName } from "./calculator";
import { ContentId, ContentVersion, Text } from "./identifiers";

/** Figures worth knowing by heart, beside the calculators. All of them are indicative. */

const range = { low: z.number(), high: z.number() };

export const EstimationRow = z.strictObject({
  id: ContentId,
  what: Text,
  /** How the cell is written; absent where the table has columns. */
  says: Text.optional(),
  /** In the row's or the table's unit, and equal where there is one figure. */
  low: range.low.optional(),
  high: range.high.optional(),
  unit: Text.optional(),
  /** One range for each of the table's columns. */
  values: z.record(VariableName, z.strictObject(range)).optional(),
});
export type EstimationRow = z.infer<typeof EstimationRow>;

export const EstimationTable = z.strictObject({
  id: ContentId,
  title: Text,
  note: Text,
  unit: Text.optional(),
  columns: z
    .array(z.strictObject({ id: VariableName, label: Text, unit: Text }))
    .min(1)
    .optional(),
  /** Where the table helps. */
  calculators: z.array(ContentId).min(1),
  rows: z.array(EstimationRow).min(1),
});
export type EstimationTable = z.infer<typeof EstimationTable>;

export const EstimationTables = z.strictObject({
  id: ContentId,
  version: ContentVersion,
  conventions: z
    .array(
      z.strictObject({
        id: ContentId,
        says: Text,
        value: z.number().optional(),
        unit: Text.optional(),
      }),
    )
    .min(1),
  tables: z.array(EstimationTable).min(1),
});
export type EstimationTables = z.infer<typeof EstimationTables>;
