import { expect, test } from "vitest";
import { exactly, rangeOf, roughly, sayInput, sayResult, writeInput, writeResult } from "./figures";

test.each([
  [500e6 / 8640, "requests/s", "57,870.37 requests/s", "about 58 thousand requests/s"],
  [8.68055555e7, "items/s", "86,805,556 items/s", "about 87 million items/s"],
  [1e11, "items/day", "100,000,000,000 items/day", "100 billion items/day"],
  [15, "TB/day", "15 TB/day", "15 TB/day"],
  [3072, "GB", "3,072 GB", "about 3.1 TB"],
  [131_072, "B/token", "131,072 B/token", "about 130 KB/token"],
  [0.524288, "GB", "0.524288 GB", "about 520 MB"],
  [4.2e22, "FLOP", "4.2 × 10²² FLOP", "4.2 × 10²² FLOP"],
  [1257.1, "ms", "1,257.1 ms", "about 1.3 s"],
  [(1 - 0.999) * 30 * 24 * 60, "min", "43.2 min", "about 43 min"],
  [0.08256880734, "share", "8.25688 %", "about 8.3 %"],
  [0.999, "share", "99.9 %", "about 100 %"],
  [1, "GPUs", "1 GPU", "1 GPU"],
  [1, "copies", "1 copy", "1 copy"],
  [999_999, "users", "999,999 users", "about 1 million users"],
  [9_960, "users", "9,960 users", "about 10 thousand users"],
  [-12.34, "GB", "-12.34 GB", "about -12 GB"],
  [0, "items/day", "0 items/day", "0 items/day"],
  [0.02, "same as the metric", "0.02", "0.02"],
  [2.5e-9, "users", "2.5 × 10⁻⁹ users", "2.5 × 10⁻⁹ users"],
])("%d %s is %s, which is %s", (value, unit, exact, rounded) => {
  expect([exactly(value, unit), roughly(value, unit)]).toEqual([exact, rounded]);
});

test("what was typed is said as it is, and only round numbers in words", () => {
  expect(sayInput(500e6, "users")).toBe("500 million");
  expect(sayInput(173_611, "requests/s")).toBe("173,611");
  expect(sayInput(0.999, "share")).toBe("99.9 %");
});

test("a result is said with two figures, and a small whole number as it is", () => {
  expect(sayResult(57_870.37, "requests/s")).toBe("58 thousand");
  expect(sayResult(182, "servers")).toBe("182");
  expect(sayResult(106.8, "sequences")).toBe("110");
  expect(sayResult(0.3949, "share")).toBe("39 %");
});

test("in a line of arithmetic figures are short, and what was rounded says so", () => {
  expect(writeInput(500e6, "users")).toBe("500M users");
  expect(writeInput(3, "times")).toBe("3");
  expect(writeResult(57_870.37, "requests/s")).toEqual({ sign: "≈", text: "58k requests/s" });
  expect(writeResult(76.8, "GB")).toEqual({ sign: "≈", text: "77 GB" });
  expect(writeResult(182, "servers")).toEqual({ sign: "=", text: "182 servers" });
});

test("limits are read in words, and one that only avoids nothing is not spelled out", () => {
  expect(rangeOf({ min: 1, max: 1e10, unit: "users" })).toBe("from 1 to 10 billion");
  expect(rangeOf({ min: 0.05, max: 1, unit: "share" })).toBe("from 5 % to 100 %");
  expect(rangeOf({ min: 1e-9, max: 1, unit: "share" })).toBe("more than 0, up to 100 %");
});
