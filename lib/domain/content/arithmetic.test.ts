import { expect, test } from "vitest";
import { evaluateArithmetic } from "./arithmetic";

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
])("%s comes to %d", (line, value) => {
  expect(evaluateArithmetic(line)).toBeCloseTo(value, 10);
});

test.each([
  ["1 +", '"1 +" ends too early'],
  ["(1 + 2", '"(1 + 2" ends too early'],
  ["1 + x", 'unexpected "x" at position 4 of "1 + x"'],
  ["1 2", 'unexpected "2" at position 2 of "1 2"'],
  ["process.exit()", 'unexpected "process.exit()" at position 0 of "process.exit()"'],
  ["", '"" ends too early'],
])("%s is refused with the place where it goes wrong", (line, message) => {
  expect(() => evaluateArithmetic(line)).toThrow(new SyntaxError(message));
});
