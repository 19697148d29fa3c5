import { expect, test } from "vitest";
import { clampSplit } from "./split-ratio";

test("both sides keep their least width", () => {
  expect(clampSplit(0.1, 800)).toBe(0.4);
  expect(clampSplit(0.9, 800)).toBe(0.6);
  expect(clampSplit(0.45, 800)).toBe(0.45);
});

test("without room for both, the split is even", () => {
  expect(clampSplit(0.9, 500)).toBe(0.5);
  expect(clampSplit(Number.NaN, 800)).toBe(0.5);
});
