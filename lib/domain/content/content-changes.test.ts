import { expect, test } from "vitest";
import { contentChanges } from "./content-changes";

const before = {
  version: 1,
  title: "One",
  interviewer: {
    facts: [
      { id: "own-x.a", topic: "A", asks: ["a"] },
      { id: "own-x.b", topic: "B", asks: ["b"] },
    ],
    hints: { p1: { nudge: "n", tell: "t" } },
  },
};

test("the same content has no changes, in whatever order its fields are", () => {
  const { interviewer, title } = before;
  const hints = { p1: { tell: "t", nudge: "n" } };
  expect(
    contentChanges(before, { interviewer: { hints, facts: interviewer.facts }, title, version: 7 }),
  ).toEqual([]);
});

test("each change is named by where it is, parts by their ids", () => {
  const after = {
    version: 2,
    title: "Two",
    interviewer: {
      facts: [
        { id: "own-x.b", topic: "B", asks: ["b", "bee"] },
        { id: "own-x.c", topic: "C", asks: ["c"] },
      ],
      hints: { p1: { nudge: "n" } },
    },
  };
  expect(contentChanges(before, after)).toEqual([
    { where: "title", what: "changed" },
    { where: "interviewer › facts › own-x.a", what: "removed" },
    { where: "interviewer › facts › own-x.b › asks", what: "changed" },
    { where: "interviewer › facts › own-x.c", what: "added" },
    { where: "interviewer › hints › p1 › tell", what: "removed" },
  ]);
});

test("parts that only changed places are one change", () => {
  const facts = [...before.interviewer.facts].reverse();
  expect(
    contentChanges(before, { ...before, interviewer: { ...before.interviewer, facts } }),
  ).toEqual([{ where: "interviewer › facts", what: "in another order" }]);
});
