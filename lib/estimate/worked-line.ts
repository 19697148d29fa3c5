/** A formula written out with its figures: 500M users × 10 requests/user/day ÷ 86,400. */
import type { CalculatorResult } from "@/lib/domain/content/calculator";
import type { EstimatorCalculator } from "@/lib/domain/content/estimator-calculator";
import { plainNumber, superscript, writeInput, writeResult } from "./figures";

const TOKEN = /[A-Za-z]\w*|\d+(?:\.\d+)?(?:e[+-]?\d+)?|\*\*|[-+*/(),]/gi;

const SIGNS: Readonly<Record<string, string>> = {
  "*": " × ",
  "/": " ÷ ",
  "+": " + ",
  "-": " − ",
  "**": "^",
  ",": ", ",
  ceil: "round up",
};

/** Powers of ten are units being converted, and read better as such. */
const POWER_OF_TEN = /^1e(\d+)$/i;

export function workedLine(
  calculator: EstimatorCalculator,
  result: CalculatorResult,
  values: ReadonlyMap<string, number>,
): string {
  const { sign, text } = writeResult(values.get(result.id) ?? 0, result.unit);
  return `${writtenOut(calculator, result.formula, values)} ${sign} ${text}`;
}

function writtenOut(
  calculator: EstimatorCalculator,
  formula: string,
  values: ReadonlyMap<string, number>,
): string {
  const tokens = formula.match(TOKEN) ?? [];
  return tokens
    .map((token, i) => {
      const sign = SIGNS[token];
      if (sign !== undefined) return sign;
      const value = values.get(token);
      if (value === undefined) return literal(token);
      const input = calculator.inputs.find(({ id }) => id === token);
      // An exponent counts; a unit behind it would belong to the whole power.
      if (input) return writeInput(value, tokens[i - 1] === "**" ? "times" : input.unit);
      const above = calculator.results.find(({ id }) => id === token)?.formula ?? token;
      const inner = writtenOut(calculator, above, values);
      const isSafe = tokens.length === 1 || (i === 0 && tokens[1] !== "**" && isProduct(above));
      return isSafe ? inner : `(${inner})`;
    })
    .join("");
}

/** Nothing but factors: it can stand in front of another factor without brackets. */
const isProduct = (formula: string): boolean => !/[-+,]/.test(formula.replace(/\([^)]*\)/g, ""));

function literal(token: string): string {
  const power = POWER_OF_TEN.exec(token)?.[1];
  if (power !== undefined) return `10${superscript(Number(power))}`;
  const value = Number(token);
  return Number.isNaN(value) ? token : plainNumber(value);
}
