import { describe, expect, test } from "vitest";
import type { Case } from "@/lib/domain/content/case";
import { termsFound } from "@/lib/domain/content/detection";
import { loadContent } from "@/server/content/load-content";

/** Whether the terms of the checklists are worth listening for. */
const content = loadContent();
const cases: [string, Case][] = [...content.cases];

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** What a strong candidate says in a phase, and the choices they weigh. */
function strongAnswer({ interviewer }: Case, phase: string): string {
  const choices = interviewer.decisionPoints.map(({ title, options, defensible }) =>
    textsIn({ title, options, defensible }),
  );
  return [interviewer.outline[phase], choices].flatMap(textsIn).join("\n");
}

/** Everything in front of a candidate before they have said a word, whichever the framework. */
const handedOut = [...content.frameworks.values()].flatMap(({ phases }) =>
  phases.flatMap((phase) => [
    ...phase.prompts,
    ...(phase.isScored ? [...phase.openingQuestions, ...textsIn(phase.starter)] : []),
  ]),
);
const briefs = cases.flatMap(([, { title, prompt, candidateBrief }]) => [
  title,
  prompt,
  ...candidateBrief,
]);

describe.each(cases)("the checklist of %s", (_id, whole) => {
  const { checklist } = whole.interviewer;

  test("is heard in the strong answer, every item of it", () => {
    const unheard = checklist.filter(
      ({ phase, noticedBy }) =>
        termsFound(noticedBy.terms, strongAnswer(whole, phase)).length === 0,
    );
    expect(unheard.map(({ id }) => id)).toEqual([]);
  });

  test("is not heard in any brief, its own included", () => {
    const heard = checklist.flatMap(({ id, noticedBy }) =>
      termsFound(noticedBy.terms, briefs.join("\n")).map((term) => `${id}: ${term}`),
    );
    expect(heard).toEqual([]);
  });

  test("is not heard in the prompts and headings the document starts with", () => {
    const heard = checklist.flatMap(({ id, noticedBy }) =>
      termsFound(noticedBy.terms, handedOut.join("\n")).map((term) => `${id}: ${term}`),
    );
    expect(heard).toEqual([]);
  });
});
