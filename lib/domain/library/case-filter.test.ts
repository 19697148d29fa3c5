import { expect, test } from "vitest";
import {
  allDomains,
  type CaseFilter,
  type CaseListing,
  caseFilterQuery,
  filterCases,
  isFiltered,
  NO_FILTER,
  parseCaseFilter,
} from "./case-filter";
import { NO_STATE } from "./case-state";

const feed: CaseListing = {
  id: "news-feed",
  title: "Personalised news feed",
  prompt: "Design the ranking of a click-driven feed.",
  domain: "social ranking",
  difficulty: 3,
  focus: ["c-framing", "c-evaluation"],
  state: NO_STATE,
};
const blurring: CaseListing = {
  id: "street-view-blurring",
  title: "Blurring faces",
  prompt: "Blur faces and licence plates.",
  domain: "computer vision, privacy",
  difficulty: 2,
  focus: ["c-evaluation"],
  state: { ...NO_STATE, attempts: 1, unlockedAt: new Date() },
};
const keyboard: CaseListing = {
  id: "federated-keyboard",
  title: "Next-word prediction",
  prompt: "Suggest the next word.",
  domain: "on-device, privacy",
  difficulty: 4,
  focus: ["c-responsibility"],
  state: { ...NO_STATE, hasInterviewed: true },
};
const cases = [feed, blurring, keyboard];

const shown = (change: Partial<CaseFilter>) =>
  filterCases(cases, { ...NO_FILTER, ...change }).map(({ id }) => id);
const parsed = (query: string) => parseCaseFilter(new URLSearchParams(query), cases);

test("without a filter every case is shown, in the order it came in", () => {
  expect(shown({})).toEqual(cases.map(({ id }) => id));
});

test("a search looks at title, prompt and domain, in any case and with any hyphen", () => {
  expect(shown({ q: "NEWS" })).toEqual(["news-feed"]);
  expect(shown({ q: "licence  plates" })).toEqual(["street-view-blurring"]);
  expect(shown({ q: "click driven" })).toEqual(["news-feed"]);
  expect(shown({ q: "privacy" })).toEqual(["street-view-blurring", "federated-keyboard"]);
});

test("all words of a search have to be there, wherever they are", () => {
  expect(shown({ q: "privacy word" })).toEqual(["federated-keyboard"]);
  expect(shown({ q: "privacy feed" })).toEqual([]);
});

test("of one kind any will do, of several all have to hold", () => {
  expect(shown({ difficulty: [2, 4] })).toEqual(["street-view-blurring", "federated-keyboard"]);
  expect(shown({ difficulty: [2, 3], competency: ["c-framing"] })).toEqual(["news-feed"]);
  expect(shown({ domain: ["privacy"], competency: ["c-evaluation"] })).toEqual([
    "street-view-blurring",
  ]);
});

test("a case that was done and opened is found under both, and not as new", () => {
  expect(shown({ state: ["done"] })).toEqual(["street-view-blurring"]);
  expect(shown({ state: ["opened", "interviewed"] })).toEqual([
    "street-view-blurring",
    "federated-keyboard",
  ]);
  expect(shown({ state: ["new"] })).toEqual(["news-feed"]);
});

test("a visitor has no states, so a link that asks for one shows them the list", () => {
  const visible = cases.map((listing) => ({ ...listing, state: null }));
  expect(filterCases(visible, { ...NO_FILTER, state: ["done"] })).toHaveLength(3);
});

test("a field that two cases share is offered once", () => {
  expect(allDomains(cases)).toEqual(["computer vision", "on-device", "privacy", "social ranking"]);
});

test("an address and its filter are each other's inverse", () => {
  const query = "q=word+feed&domain=computer+vision&domain=privacy&difficulty=2&state=done";
  expect(caseFilterQuery(parsed(query))).toBe(query);
});

test("what an address asks for and nobody knows is left out", () => {
  const filter = parsed("q=&domain=cooking&difficulty=9&competency=c-cooking&state=bored&x=1");
  expect(filter).toEqual(NO_FILTER);
  expect(isFiltered(filter)).toBe(false);
});

test("a search of spaces is no filter", () => {
  expect(isFiltered({ ...NO_FILTER, q: "   " })).toBe(false);
});
