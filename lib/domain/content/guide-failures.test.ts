import { expect, test } from "vitest";
import type { FailureModeEntry } from "./failure-mode";
import { guideFailures, ownFailures } from "./guide-failures";

function entry(id: string, phase: string): FailureModeEntry {
  return {
    id,
    phase,
    title: `Title of ${id}`,
    family: "data",
    competencies: ["c-data"],
    severity: "costs-a-point",
    what: `What ${id} is`,
    why: "Why.",
    recover: "Recover.",
    ask: `Ask about ${id}?`,
    prompt: "live",
    detect: { confidence: "low", signals: ["tag"], when: "When." },
  };
}

const entries = [
  entry("usual", "p3-data"),
  entry("named", "p3-data"),
  entry("elsewhere", "p4-model"),
  entry("anytime", "any"),
  entry("anytime-named", "any"),
];
const brief = {
  failureModes: [
    { id: "named", text: "Splits at random." },
    { id: "anytime-named", text: "Loses the thread." },
    { id: "immature-negatives", text: "Takes every old row for a negative." },
  ],
};
const phase: { covers: string[]; alsoFrom: string[] } = { covers: ["p3-data"], alsoFrom: [] };

test("a phase lists what usually goes wrong in it, the case's own in the case's words and first", () => {
  expect(guideFailures(phase, brief, entries)).toEqual([
    {
      id: "named",
      title: "Title of named",
      shows: "Splits at random.",
      ask: "Ask about named?",
      isOfCase: true,
    },
    {
      id: "anytime-named",
      title: "Title of anytime-named",
      shows: "Loses the thread.",
      ask: "Ask about anytime-named?",
      isOfCase: true,
    },
    {
      id: "usual",
      title: "Title of usual",
      shows: "What usual is",
      ask: "Ask about usual?",
      isOfCase: false,
    },
  ]);
});

test("a phase that holds part of another one has its failures too", () => {
  const ids = (given: typeof phase) =>
    guideFailures(given, { failureModes: [] }, entries).map(({ id }) => id);
  expect(ids({ covers: ["p4-model"], alsoFrom: ["p3-data"] })).toEqual([
    "usual",
    "named",
    "elsewhere",
  ]);
  expect(ids({ covers: [], alsoFrom: [] })).toEqual([]);
});

test("what only the case knows is what the common list does not have", () => {
  const listed = new Set(entries.map(({ id }) => id));
  expect(ownFailures(brief, (id) => listed.has(id))).toEqual([brief.failureModes[2]]);
});
