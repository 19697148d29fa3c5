import { expect, test } from "vitest";
import { loadContent } from "../../server/content/load-content";
import { interviewerBrief } from "../domain/content/case-views";
import { caseSheet } from "./case-sheet";
import { fitSheet } from "./fit-sheet";
import { frameworkSheet } from "./framework-sheet";
import type { WholeSheet } from "./sheet";

const content = loadContent();

const textOf = ({ blocks }: WholeSheet) =>
  blocks.flatMap(({ heading, parts }) => [heading, ...parts.flatMap(({ lines }) => lines)]);

test.each([...content.frameworks.keys()])(
  "the sheet of %s says of every phase what it must produce, and asks and warns at least once",
  (id) => {
    const framework = content.frameworks.get(id);
    if (!framework) throw new Error(`There is no framework ${id}.`);
    const sheet = fitSheet(
      frameworkSheet({
        framework,
        common: content.cheatSheet,
        failureModes: content.failureModes,
        rubric: content.defaultRubric,
      }),
    );
    const text = textOf(sheet);
    for (const phase of framework.phases) {
      if (!phase.isScored) continue;
      expect(text).toContain(phase.goal);
      expect(text).toContain(phase.openingQuestions[0]);
      expect(text).toContain(phase.mistakes[0]);
    }
    const minutes = sheet.blocks.find(({ heading }) => heading === "Minutes")?.table?.rows ?? [];
    expect(minutes.map(([name]) => name)).toEqual(framework.phases.map(({ name }) => name));
    expect(minutes.at(-1)?.at(-1)).toBe("45");
    const parts = sheet.blocks.find(({ heading }) => heading === "Scope first")?.parts[1];
    expect(parts?.lines.map((line) => line.split(":")[0])).toEqual([
      "Business",
      "Function",
      "Limits",
    ]);
  },
);

test.each([...content.cases.keys()])(
  "the sheet of %s keeps the two-minute read and something of each kind of help",
  (id) => {
    const whole = content.cases.get(id);
    if (!whole) throw new Error(`There is no case ${id}.`);
    const sheet = fitSheet(caseSheet(interviewerBrief(whole), content.commonChecklist.phases));
    const text = textOf(sheet);
    const read = whole.interviewer.twoMinuteRead;
    for (const line of [read.trap, ...read.keyFacts, read.shortOnTime])
      expect(text).toContain(line);
    expect(sheet.lead).toBe(whole.prompt);
    const musts = whole.interviewer.checklist.filter(({ priority }) => priority === "must");
    for (const { id: phase } of content.commonChecklist.phases) {
      const first = musts.find((item) => item.phase === phase);
      if (first) expect(text).toContain(first.text);
    }
    expect(sheet.blocks.map(({ heading }) => heading)).toEqual(
      expect.arrayContaining(["Tell only if asked", "A strong candidate …", "Curveballs", "Scale"]),
    );
  },
);

test("figures are written as people write them", () => {
  const whole = content.cases.get("rag-assistant");
  if (!whole) throw new Error("There is no case rag-assistant.");
  const scale = caseSheet(interviewerBrief(whole), []).blocks.find(
    ({ heading }) => heading === "Scale",
  );
  const lines = scale?.parts[0]?.lines ?? [];
  expect(lines).toContain("2.78 questions per second, averaged over the day");
  expect(lines).toContain("48,000 chunks to embed again per day because of edits");
});
