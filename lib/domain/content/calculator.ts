import { z } from "zod";
import { ContentId, ContentVersion, Text } from "./identifiers";

/**
 * The calculators for figures people work out aloud.
 *
 * A formula speaks of the calculator's own inputs and of results above it; `evaluateArithmetic`
 * works it out, and nothing else ever does.
 */

export const CALCULATOR_GROUPS = [
  "traffic",
  "data",
  "vectors",
  "models",
  "reliability",
  "statistics",
  "money",
] as const;
export const CalculatorGroup = z.enum(CALCULATOR_GROUPS);
export type CalculatorGroup = z.infer<typeof CalculatorGroup>;

/** A name in a formula: `dailyUsers`. */
export const VariableName = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9]*$/, "a name in a formula is written like dailyUsers");

/** Typed and shown as a percentage; calculated with as a number from 0 to 1. */
export const SHARE_UNIT = "share";

export const CalculatorInput = z.strictObject({
  id: VariableName,
  label: Text,
  unit: Text,
  /** What "use an example" fills in; fields start empty. */
  default: z.number(),
  min: z.number(),
  max: z.number(),
  step: z.number().positive().optional(),
  hint: Text.optional(),
  /** Only some results need it; it never holds up the main one. */
  optional: z.boolean().default(false),
});
export type CalculatorInput = z.infer<typeof CalculatorInput>;

export const CalculatorResult = z.strictObject({
  id: VariableName,
  label: Text,
  unit: Text,
  formula: Text,
  /** How the figure arises, in words. */
  says: Text,
});
export type CalculatorResult = z.infer<typeof CalculatorResult>;

/** A remark once a result passes a limit; never a verdict. */
export const CalculatorCaution = z
  .strictObject({
    result: VariableName,
    above: z.number().optional(),
    below: z.number().optional(),
    says: Text,
  })
  .refine(
    ({ above, below }) => (above === undefined) !== (below === undefined),
    "a caution has a limit above or below, and not both",
  );
export type CalculatorCaution = z.infer<typeof CalculatorCaution>;

/** A worked example: the formula with these inputs and the written-out line come to `value`. */
export const CalculatorCheck = z.strictObject({
  inputs: z.record(VariableName, z.number()),
  result: VariableName,
  calc: Text,
  value: z.number(),
  source: Text,
});
export type CalculatorCheck = z.infer<typeof CalculatorCheck>;

export const Calculator = z.strictObject({
  id: ContentId,
  title: Text,
  group: CalculatorGroup,
  question: Text,
  inputs: z.array(CalculatorInput).min(1),
  results: z.array(CalculatorResult).min(1),
  /** The sentence to say; names of inputs and results stand in braces. */
  aloud: Text,
  ranges: z.array(z.strictObject({ says: Text, source: Text })).min(1),
  cautions: z.array(CalculatorCaution).default([]),
  checks: z.array(CalculatorCheck).min(1),
  seeAlso: z.array(ContentId).min(1),
});
export type Calculator = z.infer<typeof Calculator>;

export const CalculatorSet = z.strictObject({
  id: ContentId,
  version: ContentVersion,
  calculators: z.array(Calculator).min(1),
});
export type CalculatorSet = z.infer<typeof CalculatorSet>;
