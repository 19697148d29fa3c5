import type { Calculator } from "./calculator";

/**
 * What working with a calculator needs of it: neither the examples it was checked by, nor where its
 * ranges were found.
 */
export type EstimatorCalculator = Omit<Calculator, "checks" | "ranges"> & {
  ranges: readonly string[];
};

export function estimatorCalculator(calculator: Calculator): EstimatorCalculator {
  const { id, title, group, question, inputs, results, aloud, cautions, seeAlso } = calculator;
  const ranges = calculator.ranges.map(({ says }) => says);
  return { id, title, group, question, inputs, results, aloud, ranges, cautions, seeAlso };
}
