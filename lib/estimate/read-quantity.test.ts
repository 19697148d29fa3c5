import { expect, test } from "vitest";
import { readQuantity } from "./read-quantity";

const field = (unit: string, limits: { min?: number; max?: number; step?: number } = {}) => ({
  unit,
  min: 0,
  max: 1e15,
  ...limits,
});
const share = field("share", { max: 1 });

test.each([
  ["500M", "users", 500e6],
  ["500 m", "users", 500e6],
  ["1.2B", "parameters", 1.2e9],
  ["1.2 bn", "parameters", 1.2e9],
  ["20k", "requests/s", 20e3],
  ["2T", "tokens", 2e12],
  ["3 million users", "users", 3e6],
  ["5e8", "users", 5e8],
  ["5E+8", "users", 5e8],
  ["5 × 10^8", "users", 5e8],
  ["5*10**8", "users", 5e8],
  ["10^8", "users", 1e8],
  ["1,000,000", "users", 1e6],
  ["1 000 000", "users", 1e6],
  ["1_000_000", "users", 1e6],
  ["12,345.6", "users", 12_345.6],
  [".5", "hours", 0.5],
  ["5.", "hours", 5],
  ["  42  ", "users", 42],
  ["10 requests/user/day", "requests/user/day", 10],
  ["10/user/day", "requests/user/day", 10],
  ["1 user", "users", 1],
  ["3x", "times", 3],
  ["$3", "USD/GPU/h", 3],
  ["3 USD", "USD/GPU/h", 3],
])("%s in a field of %s is %d", (typed, unit, value) => {
  expect(readQuantity(typed, field(unit))).toEqual({ ok: true, value });
});

test.each([
  ["5ms", "ms", 5],
  ["0.2 s", "ms", 200],
  ["250 us", "ms", 0.25],
  ["2 min", "s/label", 120],
  ["1 week", "days", 7],
  ["80 GB", "GB", 80],
  ["80G", "GB", 80],
  ["1.5TB", "GB", 1500],
  ["500 MB", "GB/node", 0.5],
  ["2 KB", "B/event", 2000],
  ["150 b", "B/event", 150],
  ["860 GB/s", "TB/s", 0.86],
  ["1 PFLOP/s", "TFLOP/s/GPU", 1000],
])("%s in a field of %s is converted to %d", (typed, unit, value) => {
  const read = readQuantity(typed, field(unit));
  expect(read.ok && read.value).toBeCloseTo(value, 10);
});

test.each([
  ["99.9%", 0.999],
  ["99.9 %", 0.999],
  ["5 percent", 0.05],
  ["0.4", 0.4],
  ["1", 1],
])("a share can be typed as %s", (typed, value) => {
  const read = readQuantity(typed, share);
  expect(read.ok && read.value).toBeCloseTo(value, 12);
});

test("a bare figure above one is no share: nobody guesses whether percent was meant", () => {
  expect(readQuantity("5", share)).toEqual({
    ok: false,
    message: "A share is 100 % at most. For five percent, write 5% or 0.05.",
  });
});

test.each([
  ["many", "users", "“many” is not a number. Write it like 500M, 1.2B, 20k, 5e8 or 1,000,000."],
  ["", "users", "“” is not a number. Write it like 500M, 1.2B, 20k, 5e8 or 1,000,000."],
  ["-", "users", "“-” is not a number. Write it like 500M, 1.2B, 20k, 5e8 or 1,000,000."],
  ["abc%", "share", "“abc%” is not a number. Write it like 99.9% or 0.999."],
  [
    "5 apples",
    "users",
    "“apples” does not fit: this is counted in users. Write it like 500M, 1.2B, 20k, 5e8 or 1,000,000.",
  ],
  ["5M", "share", "“M” does not fit: this is a percentage. Write it like 99.9% or 0.999."],
  ["1,5", "users", "Write a point before decimals and commas between thousands, as in 1,234.5."],
  [
    "1.000.000",
    "users",
    "Write a point before decimals and commas between thousands, as in 1,234.5.",
  ],
])(
  "%s in a field of %s is refused, and the sentence says how to write it",
  (typed, unit, message) => {
    expect(readQuantity(typed, field(unit))).toEqual({ ok: false, message });
  },
);

test("a letter that could be two things is refused: five minutes or five million", () => {
  expect(readQuantity("5m", field("ms"))).toMatchObject({ ok: false });
});

test("a unit per something else is not converted", () => {
  expect(readQuantity("860 GB/h", field("TB/s"))).toMatchObject({ ok: false });
});

test("a pasted page is refused without being repeated", () => {
  expect(readQuantity("9".repeat(5000), field("users"))).toEqual({
    ok: false,
    message: "That is not a number. Write it like 500M, 1.2B, 20k, 5e8 or 1,000,000.",
  });
});

test("a number outside the limits is refused with the limits, in words", () => {
  const users = field("users", { min: 1, max: 1e10 });
  const message = "This has to be from 1 to 10 billion.";
  expect(readQuantity("0", users)).toEqual({ ok: false, message });
  expect(readQuantity("-3", users)).toEqual({ ok: false, message });
  expect(readQuantity("20B", users)).toEqual({ ok: false, message });
  expect(readQuantity("10B", users)).toEqual({ ok: true, value: 1e10 });
});

test("things that come whole are refused in parts", () => {
  expect(readQuantity("2.5", field("GPUs", { step: 1 }))).toEqual({
    ok: false,
    message: "This has to be a whole number.",
  });
  expect(readQuantity("2.75", field("times", { step: 0.5 }))).toEqual({ ok: true, value: 2.75 });
});
