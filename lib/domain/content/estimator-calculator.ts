import type { Calculator } from "./calculator";

/** What working with a calculator needs of it: all but the examples it was checked by. */
export type EstimatorCalculator = Omit<Calculator, "checks">;

export function estimatorCalculator(calculator: Calculator): EstimatorCalculator {
  const { id, title, group, question, inputs, results, aloud, ranges, cautions, seeAlso } =
    calculator;
  return { id, title, group, question, inputs, results, aloud, ranges, cautions, seeAlso };
}
