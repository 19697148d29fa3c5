import { describe, expect, test } from "vitest";
import { termsFound } from "./detection";

const finds = (term: string, text: string) => termsFound([term], text).length === 1;

test("the terms that are in a text come back in their own order", () => {
  const terms = ["isotonic", "calibrat", "platt"];
  expect(termsFound(terms, "Calibrated per region, by Platt scaling.")).toEqual([
    "calibrat",
    "platt",
  ]);
});

describe("a term is found", () => {
  test.each([
    ["Boosted Trees", "we take boosted trees"],
    ["sold-out", "Sold out events go at once"],
    ["sold out", "a sold-out event"],
    ["sold-out", "soldout"],
    ["time–split", "a time-split"],
    ["batch/online", "batch online"],
    ["friends attending", "each friend attending"],
    ["hard negative", "hard negatives"],
    ["loss", "two losses"],
    ["ctr", "CTRs of ads"],
    ["calibrat", "well-calibrated"],
    ["don't know", "they don’t know"],
    ["time\nsplit", "a time\n   split"],
    ["15 ms", "within 15 ms."],
    ["p(click)", "so p(click) is"],
  ])("%j in %j", (term, text) => {
    expect(finds(term, text)).toBe(true);
  });
});

describe("a term is not found", () => {
  test.each([
    ["ctr", "electric"],
    ["ctr", "vectra"],
    ["rule", "ruler"],
    ["15 ms", "within 115 ms"],
    ["15 ms", "15 msgs"],
    ["calibrat", "uncalibrated"],
    ["hard negative", "hard and negative"],
    ["bias", "bia"],
    ["p.click", "p click"],
  ])("%j in %j", (term, text) => {
    expect(finds(term, text)).toBe(false);
  });
});

test("the brackets and stars of a term are letters like others", () => {
  expect(finds("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")).toBe(false);
  expect(finds("bid * pctr", "the bid * pctr wins")).toBe(true);
});
