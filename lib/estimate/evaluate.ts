/** Works the results of a calculator out from the inputs that are there. */
import { evaluateArithmetic, namesIn } from "@/lib/domain/content/arithmetic";
import type { CalculatorResult } from "@/lib/domain/content/calculator";
import type { EstimatorCalculator } from "@/lib/domain/content/estimator-calculator";

export interface Evaluation {
  /** By the ids of inputs and results: everything there is a number for. */
  values: ReadonlyMap<string, number>;
  /** Of each result without a number the ids of the inputs it waits for; none when they lead nowhere. */
  waiting: ReadonlyMap<string, readonly string[]>;
}

export function evaluate(
  calculator: EstimatorCalculator,
  given: ReadonlyMap<string, number>,
): Evaluation {
  const values = new Map(given);
  const waiting = new Map<string, readonly string[]>();
  for (const result of calculator.results) {
    const missing = inputsOf(calculator, result).filter((id) => !given.has(id));
    const value = missing.length > 0 ? Number.NaN : workOut(result, values);
    if (Number.isFinite(value)) values.set(result.id, value);
    else waiting.set(result.id, missing);
  }
  return { values, waiting };
}

function workOut({ formula }: CalculatorResult, values: ReadonlyMap<string, number>): number {
  const names = namesIn(formula);
  // What it builds on may itself have led nowhere, such as zero divided by zero.
  if (names.some((name) => !values.has(name))) return Number.NaN;
  return evaluateArithmetic(formula, Object.fromEntries(values));
}

/** The inputs a result needs, directly or through results above it, in the order of the fields. */
function inputsOf({ inputs, results }: EstimatorCalculator, result: CalculatorResult): string[] {
  const needed = new Set<string>();
  const visit = (formula: string): void => {
    for (const name of namesIn(formula)) {
      const above = results.find(({ id }) => id === name);
      if (above) visit(above.formula);
      else needed.add(name);
    }
  };
  visit(result.formula);
  return inputs.map(({ id }) => id).filter((id) => needed.has(id));
}
