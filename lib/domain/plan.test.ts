import { expect, test } from "vitest";
import { type Plan, planMinutes, rebalanceMinutes, withMinutes } from "./plan";

const minutes = [1, 5, 4, 8, 9, 6, 7, 3, 2];
const plan: Plan = minutes.map((value, i) => ({
  phaseId: `p${i}`,
  name: `Phase ${i}`,
  minutes: value,
  isScored: i > 0 && i < 8,
}));

test("a plan's minutes always add up after one of them was changed", () => {
  for (let index = 0; index < minutes.length; index += 1) {
    for (const wanted of [-3, 0, 1, 2, 7, 20, 59, 90]) {
      const next = rebalanceMinutes(minutes, index, wanted);
      expect(next.reduce((sum, value) => sum + value, 0)).toBe(45);
      expect(Math.min(...next)).toBeGreaterThanOrEqual(1);
    }
  }
});

test("a longer phase takes its minutes from the longest others", () => {
  expect(rebalanceMinutes(minutes, 7, 5)).toEqual([1, 5, 4, 8, 7, 6, 7, 5, 2]);
});

test("a phase cannot take more than the others can give", () => {
  expect(rebalanceMinutes([2, 2, 2], 0, 60)).toEqual([4, 1, 1]);
});

test("minutes that do not add up to the length are refused", () => {
  expect(planMinutes(plan)).toBe(45);
  expect(withMinutes(plan, minutes, 45).ok).toBe(true);
  expect(withMinutes(plan, minutes.with(1, 6), 45)).toEqual({ ok: false, code: "wrong-total" });
  expect(withMinutes(plan, minutes.slice(1), 45)).toEqual({ ok: false, code: "wrong-count" });
  expect(withMinutes(plan, minutes.with(1, 0), 45)).toEqual({ ok: false, code: "out-of-range" });
});
