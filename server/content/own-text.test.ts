import { expect, test } from "vitest";
import { parse } from "yaml";
import type { ContentKind } from "@/lib/domain/content/content-item";
import { OwnContentId } from "@/lib/domain/content/own-content";
import { blankText, textOf } from "./blank-text";
import { readCaseForm, writeCaseForm } from "./case-form-text";
import { checkContent } from "./check-content";
import { withId, withVersion } from "./edit-yaml-text";
import { loadContent } from "./load-content";
import { readUntrustedYaml } from "./read-untrusted-yaml";

const content = loadContent();

function shipped(id: string): string {
  const found = content.cases.get(id);
  if (!found) throw new Error(`There is no case "${id}".`);
  return textOf(found);
}

function read(text: string) {
  const found = readUntrustedYaml(text);
  if (!found.ok) throw new Error("It cannot be read.");
  return found.value;
}

const check = <K extends ContentKind>(kind: K, text: string) =>
  checkContent(kind, read(text), content.vocabulary);

const FRAUD = shipped("fraud-detection");

function problems(text: string) {
  const checked = check("case", text);
  return checked.ok ? [] : checked.code;
}

function formOf(text: string) {
  const form = readCaseForm(read(text));
  if (!form) throw new Error("There is no form.");
  return form;
}

function written(text: string, form: Parameters<typeof writeCaseForm>[1]): string {
  const result = writeCaseForm(text, form);
  if (!result.ok) throw new Error("It was not written.");
  return result.value;
}

test.each([...content.cases.keys()])("%s written as text and read again is the same", (id) => {
  const checked = check("case", shipped(id));
  expect(checked.ok && checked.value).toEqual(content.cases.get(id));
});

test("every framework and rubric written as text and read again is the same", () => {
  for (const framework of content.frameworks.values()) {
    const checked = check("framework", textOf(framework));
    expect(checked.ok && checked.value).toEqual(framework);
  }
  for (const rubric of content.rubrics.values()) {
    const checked = check("rubric", textOf(rubric));
    expect(checked.ok && checked.value).toEqual(rubric);
  }
});

test("nothing that ships has an id that could be one's own", () => {
  const ids = content.items.map(({ id }) => id);
  expect(ids.filter((id) => OwnContentId.safeParse(id).success)).toEqual([]);
});

test("what is wrong is told with line and field, in the order of the lines", () => {
  const text = FRAUD.replace("domain: risk", "domain: risk\nsolution: boosted trees").replace(
    "difficulty: 3",
    "difficulty: 9",
  );
  const lineOf = (start: string) =>
    text.split("\n").findIndex((line) => line.startsWith(start)) + 1;
  expect(problems(text)).toEqual([
    { line: lineOf("solution"), path: "solution", message: expect.stringContaining('"solution"') },
    { line: lineOf("difficulty"), path: "difficulty", message: expect.any(String) },
  ]);
});

test("what one part says about another is checked as well", () => {
  const text = FRAUD.replace("when: p6-serving", "when: p9-party");
  const [problem] = problems(text);
  expect(problem).toMatchObject({
    path: "interviewer.curveballs[1].when",
    message: 'there is no phase "p9-party"',
  });
  expect(text.split("\n")[(problem?.line ?? 0) - 1]).toContain("p9-party");
});

test("a version is set without another character moving", () => {
  const text = `# ours\nid: own-x\nversion:   1   # raised by publishing\ntitle:  "Two"\n`;
  expect(withVersion(text, 12)).toBe(text.replace("  1 ", "  12 "));
  expect(withVersion(text, 1)).toBe(text);
  expect(withVersion('{ "id": "own-x", "version": 1 }', 2)).toBe('{ "id": "own-x", "version": 2 }');
});

test("another id takes the parts along, and leaves sentences alone", () => {
  const renamed = withId(FRAUD, "own-cards");
  expect(problems(renamed)).toEqual([]);
  expect(renamed).not.toMatch(/id: fraud-detection/);
  expect(withId("id: a\nsay: a story of a.b and a. Then\nparts: [{ id: a.b }]", "own-z")).toBe(
    "id: own-z\nsay: a story of a.b and a. Then\nparts: [{ id: own-z.b }]",
  );
});

test.each(["case", "framework", "rubric"] as const)(
  "an empty %s has every field there has to be, and lacks only what a person writes",
  (kind) => {
    const checked = check(kind, blankText(kind, content));
    if (checked.ok) throw new Error("It is not empty.");
    for (const { path, message } of checked.code) {
      expect(`${path}: ${message}`).not.toMatch(/missing|no field/);
    }
    expect(checked.code.map(({ message }) => message)).toContain("this text is empty");
  },
);

test("a form that nobody changed leaves the text as it is, character by character", () => {
  const text = `# a comment\n${FRAUD}`;
  expect(written(text, formOf(text))).toBe(text);
});

test("what the form changes is in the text, and everything it does not have stays", () => {
  const text = FRAUD.replace("  signatureConstraints:", "  # keep me\n  signatureConstraints:");
  const form = formOf(text);
  const [first, ...others] = form.facts;
  if (!first) throw new Error("There are no facts.");
  const changed = written(text, {
    ...form,
    title: "Payments: a second look",
    prompt: 'Say "no" to fraud, <b>now</b>.',
    facts: [...others, { ...first, answer: "Another answer." }],
  });
  expect(changed).toContain("# keep me");
  const before = parse(text);
  const after = parse(changed);
  expect(after.title).toBe("Payments: a second look");
  expect(after.prompt).toBe('Say "no" to fraud, <b>now</b>.');
  expect(after.interviewer.facts.at(-1)).toEqual({
    ...before.interviewer.facts[0],
    answer: "Another answer.",
  });
  expect(after.interviewer.facts.slice(0, -1)).toEqual(before.interviewer.facts.slice(1));
  const { facts: _facts, ...rest } = before.interviewer;
  expect(after.interviewer).toMatchObject(rest);
  expect(problems(changed)).toEqual([]);
});

test("new parts get ids of their own, removed ones go, and the rest keep theirs", () => {
  const form = formOf(FRAUD);
  const fact = {
    id: null,
    topic: "Refunds",
    asks: ["refunds"],
    answer: "None.",
    requirementClass: "req-functional",
  };
  const changed = written(FRAUD, { ...form, facts: [...form.facts.slice(1), fact, fact] });
  const ids = formOf(changed).facts.map(({ id }) => id);
  expect(ids).toEqual([
    ...form.facts.slice(1).map(({ id }) => id),
    "fraud-detection.fact.refunds",
    "fraud-detection.fact.refunds-2",
  ]);
  expect(problems(changed)).toEqual([]);
});

test("an id changed in the form is changed in every part", () => {
  const changed = written(FRAUD, { ...formOf(FRAUD), id: "own-cards" });
  expect(problems(changed)).toEqual([]);
  expect(formOf(changed).facts[0]?.id).toMatch(/^own-cards\./);
});

test("a text whose lists are something else has no form, and loses nothing by it", () => {
  expect(readCaseForm(read("interviewer:\n  facts: none"))).toBeNull();
  expect(readCaseForm(read("- a list"))).toBeNull();
  expect(writeCaseForm('title: "not closed', formOf(FRAUD)).ok).toBe(false);
});
