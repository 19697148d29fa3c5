import { evaluateArithmetic, namesIn } from "@/lib/domain/content/arithmetic";
import type { Calculator, CalculatorCheck, CalculatorSet } from "@/lib/domain/content/calculator";
import { isClose } from "./is-close";
import { checkKnown, checkUniqueIn, inside, type Report, type Vocabulary } from "./reporting";

export function checkCalculators(
  { calculators }: CalculatorSet,
  vocabulary: Vocabulary,
  report: Report,
): void {
  checkUniqueIn("calculators", calculators, report);
  calculators.forEach((calculator, i) => {
    checkCalculator(calculator, vocabulary, inside(report, "calculators", i));
  });
}

function checkCalculator(
  calculator: Calculator,
  { calculators }: Vocabulary,
  report: Report,
): void {
  checkUniqueIn("inputs", calculator.inputs, report);
  calculator.inputs.forEach(({ min, max, default: example }, i) => {
    if (!(min <= example && example <= max)) {
      report(["inputs", i, "default"], `the example is not between ${min} and ${max}`);
    }
  });
  if (checkFormulas(calculator, report)) {
    checkExample(calculator, report);
    calculator.checks.forEach((check, i) => {
      checkWorkedExample(calculator, check, inside(report, "checks", i));
    });
  }
  checkWords(calculator, report);
  checkKnown("calculator", calculator.seeAlso, calculators, ["seeAlso"], report);
  if (calculator.seeAlso.includes(calculator.id)) report(["seeAlso"], "this is the same one");
}

/** @returns whether all of them can be worked out */
function checkFormulas({ inputs, results }: Calculator, report: Report): boolean {
  let isSound = true;
  const complain: Report = (path, message) => {
    isSound = false;
    report(path, message);
  };
  const known = new Set(inputs.map(({ id }) => id));
  const used = new Set<string>();
  results.forEach(({ id, formula }, i) => {
    try {
      for (const name of namesIn(formula)) {
        used.add(name);
        if (!known.has(name)) {
          complain(["results", i, "formula"], `neither an input nor a result above is "${name}"`);
        }
      }
    } catch (error) {
      complain(["results", i, "formula"], saying(error));
    }
    if (known.has(id)) complain(["results", i, "id"], `"${id}" is used twice`);
    known.add(id);
  });
  inputs.forEach(({ id }, i) => {
    if (!used.has(id)) report(["inputs", i, "id"], `no result needs "${id}"`);
  });
  return isSound;
}

function checkExample(calculator: Calculator, report: Report): void {
  const values = workOut(
    calculator,
    Object.fromEntries(calculator.inputs.map((input) => [input.id, input.default])),
  );
  calculator.results.forEach(({ id, formula }, i) => {
    if (!Number.isFinite(values[id])) {
      report(["results", i, "formula"], `"${formula}" gives no number for the examples`);
    }
  });
}

/** The line written out, the formula and the figure say the same. */
function checkWorkedExample(calculator: Calculator, check: CalculatorCheck, report: Report): void {
  for (const [id, value] of Object.entries(check.inputs)) {
    const input = calculator.inputs.find((each) => each.id === id);
    if (!input) report(["inputs", id], `there is no input "${id}"`);
    else if (value < input.min || value > input.max) {
      report(["inputs", id], `not between ${input.min} and ${input.max}`);
    }
  }
  const byFormula = workOut(calculator, check.inputs)[check.result];
  if (byFormula === undefined) {
    report(["result"], `these inputs do not give "${check.result}"`);
    return;
  }
  try {
    const byLine = evaluateArithmetic(check.calc);
    if (!isClose(byLine, check.value)) {
      report(["value"], `"${check.calc}" comes to ${byLine}, not ${check.value}`);
    }
    if (!isClose(byFormula, byLine)) {
      report(["calc"], `the formula comes to ${byFormula}, and "${check.calc}" to ${byLine}`);
    }
  } catch (error) {
    report(["calc"], saying(error));
  }
}

function checkWords({ inputs, results, aloud, cautions }: Calculator, report: Report): void {
  const ids = new Set([...inputs, ...results].map(({ id }) => id));
  for (const [, name] of aloud.matchAll(/\{(\w*)\}/g)) {
    if (!ids.has(name ?? "")) report(["aloud"], `neither an input nor a result is "${name}"`);
  }
  cautions.forEach(({ result }, i) => {
    if (!results.some(({ id }) => id === result)) {
      report(["cautions", i, "result"], `there is no result "${result}"`);
    }
  });
}

/** The inputs and every result they are enough for. */
function workOut(
  { results }: Calculator,
  inputs: Readonly<Record<string, number>>,
): Record<string, number> {
  const values = { ...inputs };
  for (const { id, formula } of results) {
    if (namesIn(formula).every((name) => Object.hasOwn(values, name))) {
      values[id] = evaluateArithmetic(formula, values);
    }
  }
  return values;
}

function saying(error: unknown): string {
  return error instanceof SyntaxError ? error.message : String(error);
}
