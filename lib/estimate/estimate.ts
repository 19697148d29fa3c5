/**
 * One calculator at work: from what a person typed to everything that is shown, said, copied and
 * written into a document. Pure, and the only thing the screen asks.
 */
import type { CalculatorInput } from "@/lib/domain/content/calculator";
import type { EstimatorCalculator } from "@/lib/domain/content/estimator-calculator";
import { evaluate } from "./evaluate";
import { asTyped, exactly, roughly, sayInput, sayResult, writeResult } from "./figures";
import { readQuantity } from "./read-quantity";
import { isShare } from "./units";
import { workedLine } from "./worked-line";

/** By input id; a field that was never touched is left out. */
export type Typed = Readonly<Record<string, string>>;

export interface EstimatedInput {
  /** How it was understood, where that is not what stands there: 500,000,000 users. */
  readAs: string | null;
  /** What is wrong and how to write it. */
  error: string | null;
}

export interface EstimatedResult {
  id: string;
  label: string;
  /** How the figure arises, in words. */
  says: string;
  /** Null while it waits. */
  figure: {
    value: number;
    exact: string;
    /** With two figures and its order of magnitude; null when that says the same. */
    rounded: string | null;
    /** The formula with the figures in it. */
    worked: string;
  } | null;
  /** Labels of the inputs it waits for; none when these figures lead to no number at all. */
  needs: readonly string[];
}

export interface Estimate {
  inputs: ReadonlyMap<string, EstimatedInput>;
  results: readonly EstimatedResult[];
  /** The sentence to say, once all its figures are there. */
  aloud: string | null;
  /** Labels of what the sentence still waits for. */
  aloudNeeds: readonly string[];
  cautions: readonly string[];
  /** One line for a document; null before the first result. */
  line: string | null;
  /** Everything, for the clipboard; null before the first result. */
  text: string | null;
}

const NAMED = /\{(\w+)\}/g;

export function estimate(calculator: EstimatorCalculator, typed: Typed): Estimate {
  const given = new Map<string, number>();
  const inputs = new Map<string, EstimatedInput>();
  for (const input of calculator.inputs) {
    const text = typed[input.id]?.trim() ?? "";
    if (text === "") continue;
    const read = readQuantity(text, input);
    if (read.ok) given.set(input.id, read.value);
    inputs.set(input.id, understood(text, input, read));
  }
  const { values, waiting } = evaluate(calculator, given);
  const labelOf = (id: string) =>
    [...calculator.inputs, ...calculator.results].find((each) => each.id === id)?.label ?? id;
  const results = calculator.results.map((result): EstimatedResult => {
    const { id, label, says, unit } = result;
    const value = values.get(id);
    if (value === undefined) {
      return { id, label, says, figure: null, needs: (waiting.get(id) ?? []).map(labelOf) };
    }
    const exact = exactly(value, unit);
    const rounded = roughly(value, unit);
    return {
      id,
      label,
      says,
      needs: [],
      figure: {
        value,
        exact,
        rounded: rounded === exact ? null : rounded,
        worked: workedLine(calculator, result, values),
      },
    };
  });
  const aloud = aloudOf(calculator, values);
  return {
    inputs,
    results,
    aloud: aloud.sentence,
    aloudNeeds: aloud.missing.map(labelOf),
    cautions: cautionsOf(calculator, values),
    line: lineOf(calculator, values),
    text: textOf(calculator, given, results, aloud.sentence),
  };
}

/** The example of a calculator, as somebody would have typed it. */
export function exampleOf({ inputs }: EstimatorCalculator): Typed {
  return Object.fromEntries(inputs.map((input) => [input.id, asTyped(input.default, input.unit)]));
}

function understood(
  text: string,
  { unit }: CalculatorInput,
  read: ReturnType<typeof readQuantity>,
): EstimatedInput {
  if (!read.ok) return { readAs: null, error: read.message };
  const isObvious = isShare(unit) ? text.endsWith("%") : /^[\d,. ]+$/.test(text);
  return { readAs: isObvious ? null : exactly(read.value, unit), error: null };
}

function aloudOf(
  { aloud, inputs, results }: EstimatorCalculator,
  values: ReadonlyMap<string, number>,
): { sentence: string | null; missing: string[] } {
  const named = [...aloud.matchAll(NAMED)].map(([, id = ""]) => id);
  const missing = [...new Set(named)].filter((id) => !values.has(id));
  if (missing.length > 0) return { sentence: null, missing };
  const sentence = aloud.replace(NAMED, (whole, id: string) => {
    const value = values.get(id) ?? 0;
    const input = inputs.find((each) => each.id === id);
    if (input) return sayInput(value, input.unit);
    const result = results.find((each) => each.id === id);
    return result ? sayResult(value, result.unit) : whole;
  });
  return { sentence, missing };
}

function cautionsOf(
  { cautions }: EstimatorCalculator,
  values: ReadonlyMap<string, number>,
): string[] {
  return cautions
    .filter(({ result, above, below }) => {
      const value = values.get(result);
      if (value === undefined) return false;
      return (above !== undefined && value > above) || (below !== undefined && value < below);
    })
    .map(({ says }) => says);
}

/** "Peak" becomes "peak", and "KV per token" stays. */
const withinSentence = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

/** The arithmetic of the figure the sentence is about, and beside it the others that it names. */
function lineOf(
  calculator: EstimatorCalculator,
  values: ReadonlyMap<string, number>,
): string | null {
  const there = calculator.results.filter(({ id }) => values.has(id));
  const named = [...calculator.aloud.matchAll(NAMED)].map(([, id]) => id);
  const said = there.filter(({ id }) => named.includes(id));
  const [main, ...others] = said.length > 0 ? said : there;
  if (!main) return null;
  const beside = others.map(({ id, label, unit }) => {
    const { sign, text } = writeResult(values.get(id) ?? 0, unit);
    const isSaidByUnit = label.toLowerCase() === unit.toLowerCase();
    return `${isSaidByUnit ? "" : `${withinSentence(label)} `}${sign} ${text}`;
  });
  const more = beside.length > 0 ? ` (${beside.join(", ")})` : "";
  return `${calculator.title}: ${workedLine(calculator, main, values)}${more}`;
}

function textOf(
  { title, inputs }: EstimatorCalculator,
  given: ReadonlyMap<string, number>,
  results: readonly EstimatedResult[],
  aloud: string | null,
): string | null {
  const known = results.flatMap(({ label, says, figure }) =>
    figure ? [{ label, says, ...figure }] : [],
  );
  if (known.length === 0) return null;
  const inputLines = inputs.flatMap(({ id, label, unit }) => {
    const value = given.get(id);
    return value === undefined ? [] : [`${label}: ${exactly(value, unit)}`];
  });
  const resultLines = known.map(
    ({ label, exact, rounded, says }) =>
      `${label}: ${exact}${rounded ? ` (${rounded})` : ""}. ${says}`,
  );
  const parts = [[title], inputLines, resultLines, aloud ? [aloud] : []];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}
