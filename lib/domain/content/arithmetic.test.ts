import { describe, expect, test } from "vitest";
import { evaluateArithmetic, namesIn } from "./arithmetic";

test.each([
  ["1 + 2 * 3", 7],
  ["(1 + 2) * 3", 9],
  ["8 - 3 - 2", 3],
  ["300e6 * 25 / 86400", (300e6 * 25) / 86_400],
  ["-2 ** 2", -4],
  ["2 ** 3 ** 2", 512],
  ["2 ** -1", 0.5],
  ["1 - (1 - 0.01) ** 50", 1 - 0.99 ** 50],
  ["  1.5e-3*2  ", 0.003],
  ["ceil(7.2) + floor(7.8) + round(7.5)", 23],
  ["max(1, 2 + 3, 4) - min(8, 6)", -1],
  ["sqrt(2 ** 4) * log2(1024)", 40],
  ["ln(1)", 0],
  ["-max(2, 3) ** 2", -9],
])("%s comes to %d", (line, value) => {
  expect(evaluateArithmetic(line)).toBeCloseTo(value, 10);
});

test.each([
  ["1 +", '"1 +" ends too early'],
  ["(1 + 2", '"(1 + 2" ends too early'],
  ["1 + x", 'unexpected "x" at position 4 of "1 + x"'],
  ["1 2", 'unexpected "2" at position 2 of "1 2"'],
  ["process.exit()", 'unexpected ".exit()" at position 7 of "process.exit()"'],
  ["exit()", 'unexpected "exit" at position 0 of "exit()"'],
  ["ceil()", 'unexpected ")" at position 5 of "ceil()"'],
  ["ceil(1, 2)", 'unexpected "," at position 6 of "ceil(1, 2)"'],
  ["max(1,", '"max(1," ends too early'],
  ["ceil", 'unexpected "ceil" at position 0 of "ceil"'],
  ["", '"" ends too early'],
])("%s is refused with the place where it goes wrong", (line, message) => {
  expect(() => evaluateArithmetic(line)).toThrow(new SyntaxError(message));
});

test.each(["(", "-", "2 ** ", "max("])("a line that repeats %j without end is refused", (part) => {
  expect(() => evaluateArithmetic(`${part.repeat(20_000)}1`)).toThrow(SyntaxError);
});

describe("names", () => {
  test("stand for the values they are given", () => {
    const names = { dailyUsers: 500e6, requests: 10 };
    expect(evaluateArithmetic("dailyUsers * requests / 1e9", names)).toBe(5);
  });

  test("are refused when nothing was given for them, whatever objects inherit", () => {
    expect(() => evaluateArithmetic("constructor + 1", {})).toThrow(
      'unexpected "constructor" at position 0',
    );
  });

  test("are listed once each, and functions are not among them", () => {
    expect(namesIn("max(ceil(b / a), 1) * b")).toEqual(["b", "a"]);
    expect(() => namesIn("b * ")).toThrow(SyntaxError);
  });
});
