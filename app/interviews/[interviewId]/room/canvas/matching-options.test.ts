import { expect, test } from "vitest";
import { matchingOptions } from "./matching-options";

const groups = [
  {
    name: "Most used",
    options: [
      { label: "Application service", detail: "Asks retrieval, ranking and cache" },
      { label: "Ranker", detail: "Main scoring model", keywords: ["learning to rank"] },
      { label: "Feature store (online)", detail: "Key-value features, often in Redis" },
      { label: "Feature store (offline)", detail: "Historical features" },
    ],
  },
  {
    name: "Serving",
    options: [{ label: "Cache", detail: "Results with expiry", keywords: ["redis", "ttl"] }],
  },
  { name: "On the board", options: [] },
];

const labels = (query: string) =>
  matchingOptions(groups, query).flatMap(({ options }) => options.map(({ label }) => label));

test("nothing typed shows every group that has something in it", () => {
  expect(matchingOptions(groups, " ").map(({ name }) => name)).toEqual(["Most used", "Serving"]);
});

test("the best fit comes first, also when it is in a later group", () => {
  expect(labels("cache")).toEqual(["Cache", "Application service"]);
  expect(labels("rank")).toEqual(["Ranker", "Application service"]);
});

test("the beginnings of words are enough, in any order, whatever stands around them", () => {
  expect(labels("fea st (on")).toEqual(["Feature store (online)"]);
  expect(labels("offline feature")).toEqual(["Feature store (offline)"]);
});

test("another name finds it, and counts more than a mere mention", () => {
  expect(labels("learning")).toEqual(["Ranker"]);
  expect(labels("redis")).toEqual(["Cache", "Feature store (online)"]);
});

test("the middle of a word is no match", () => {
  expect(labels("anker")).toEqual([]);
});

test("a group's name finds all that is in it", () => {
  expect(labels("serving")).toContain("Cache");
});
