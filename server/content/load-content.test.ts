import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { contentHash } from "./content-hash";
import { loadContent, readContent } from "./load-content";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "content-"));
  cpSync("content", folder, { recursive: true });
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Replaces the first occurrence in a copied file and says what reading it then complains of. */
function complaintAfter(file: string, from: string, to: string): string {
  const location = path.join(folder, file);
  const before = readFileSync(location, "utf8");
  if (!before.includes(from)) throw new Error(`"${from}" is not in ${file}`);
  writeFileSync(
    location,
    before.replace(from, () => to),
  );
  return complaint();
}

function complaint(): string {
  try {
    readContent(folder);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("the broken file was accepted");
}

const FRAUD = "cases/fraud-detection.yaml";
const FRAMEWORK = "frameworks/fw-canonical7.yaml";
const RUBRIC = "rubrics/rb-default6.yaml";

test("the content that ships is read without complaint", () => {
  expect(readContent(folder).cases.size).toBe(3);
});

test("content is read once per process", () => {
  expect(loadContent()).toBe(loadContent());
});

const broken: [what: string, file: string, from: string, to: string, complaint: string][] = [
  [
    "a file that is not YAML",
    FRAUD,
    "title: Real-time payment fraud detection",
    'title: "Real-time',
    "content/cases/fraud-detection.yaml, line ",
  ],
  [
    "a field that nobody knows",
    FRAUD,
    "domain: risk",
    "domain: risk\nsolution: boosted trees",
    'content/cases/fraud-detection.yaml: Unrecognized key: "solution"',
  ],
  [
    "a missing answer",
    FRAUD,
    "      answer: 99.99 %. Payments must not stop.\n",
    "",
    "content/cases/fraud-detection.yaml, interviewer.facts[4].answer: ",
  ],
  [
    "a prompt that is a lecture",
    FRAUD,
    "in real time.",
    "in real time. One. Two. Three.",
    "content/cases/fraud-detection.yaml, prompt: the prompt has more than 3 sentences",
  ],
  [
    "a curveball in a phase that does not exist",
    FRAUD,
    "when: p6-serving",
    "when: p9-party",
    'content/cases/fraud-detection.yaml, interviewer.curveballs[1].when: there is no phase "p9-party"',
  ],
  [
    "a case without a stock curveball",
    FRAUD,
    "      stock: feature-missing\n",
    "",
    'interviewer.curveballs: every case has one "feature-missing" curveball; this one has 0',
  ],
  [
    "a checklist id used twice",
    FRAUD,
    "id: fraud-detection.p4.graph",
    "id: fraud-detection.p4.gbdt-first",
    'interviewer.checklist[8].id: "fraud-detection.p4.gbdt-first" is used twice',
  ],
  [
    "an id that belongs to another case",
    FRAUD,
    "id: fraud-detection.d1",
    "id: ad-click-prediction.d1",
    'interviewer.decisionPoints[0].id: "ad-click-prediction.d1" does not start with "fraud-detection."',
  ],
  [
    "a competency that nobody knows",
    FRAUD,
    "competencies: [c-framing]",
    "competencies: [c-charm]",
    "content/cases/fraud-detection.yaml, interviewer.checklist[0].competencies[0]: Invalid option",
  ],
  [
    "a sum that is wrong",
    FRAUD,
    "result: 5556",
    "result: 6556",
    'interviewer.scaleSheet[1].result: "60e6 / 86400 * 8" comes to 5555.555555555556, not 6556',
  ],
  [
    "a sum that is no arithmetic",
    FRAUD,
    "calc: 60e6 / 86400\n",
    "calc: sixty / 86400\n",
    'interviewer.scaleSheet[0].calc: unexpected "sixty / 86400" at position 0',
  ],
  [
    "a node of the canvas that is no stencil",
    FRAUD,
    "- stencil: graph-store",
    "- stencil: crystal-ball",
    'interviewer.referenceCanvas.nodes[24].stencil: there is no stencil "crystal-ball"',
  ],
  [
    "an edge of the canvas that ends nowhere",
    FRAUD,
    "from: stream-processor, to: graph-store",
    "from: stream-processor, to: cdn",
    '.to: "cdn" is not among the nodes',
  ],
  [
    "a phase without hints",
    FRAUD,
    "  hints:\n    p1-requirements:",
    "  hints:\n    p1-something:",
    'content/cases/fraud-detection.yaml, interviewer.hints: nothing for phase "p1-requirements"',
  ],
  [
    "minutes that do not add up",
    FRAMEWORK,
    "{ 35: 4, 45: 5, 60: 7 }",
    "{ 35: 4, 45: 6, 60: 7 }",
    "content/frameworks/fw-canonical7.yaml, phases: the minutes for 45 add up to 46",
  ],
  [
    "a phase that is in a framework twice",
    FRAMEWORK,
    "- id: p2-framing",
    "- id: p1-requirements",
    'content/frameworks/fw-canonical7.yaml, phases[2].id: "p1-requirements" is used twice',
  ],
  [
    "a missing anchor",
    RUBRIC,
    "        4: Spots a leak or a bias in the data without being prompted, and fixes it.\n",
    "",
    "content/rubrics/rb-default6.yaml, competencies[1].anchors.mid.4: ",
  ],
  [
    "a rubric that leaves a competency out",
    RUBRIC,
    "covers: [c-serving, c-operations]",
    "covers: [c-serving]",
    'content/rubrics/rb-default6.yaml, competencies: no competency covers "c-operations"',
  ],
  [
    "a stencil with an unknown neighbour",
    "stencils.yaml",
    "typicalIn: [client, object-store]",
    "typicalIn: [client, object-storm]",
    'content/stencils.yaml, stencils[1].typicalIn[1]: "object-storm" does not list it under typicalOut',
  ],
];

test.each(broken)("%s is refused with its file and path", (_what, file, from, to, expected) => {
  expect(complaintAfter(file, from, to)).toContain(expected);
});

test("all problems of all files are told at once", () => {
  writeFileSync(path.join(folder, RUBRIC), "id: [");
  const text = complaintAfter(FRAUD, "difficulty: 3", "difficulty: 9");
  expect(text).toContain("content/rubrics/rb-default6.yaml, line 1");
  expect(text).toContain("content/cases/fraud-detection.yaml, difficulty: ");
});

test("a file is named after what is in it", () => {
  renameSync(path.join(folder, FRAUD), path.join(folder, "cases/fraud.yaml"));
  expect(complaint()).toContain('content/cases/fraud.yaml, id: the file of "fraud-detection"');
});

test("a missing default is named", () => {
  rmSync(path.join(folder, RUBRIC));
  expect(complaint()).toContain("content/rubrics/rb-default6.yaml: this file is the default");
});

test("the hash of a body follows its meaning and not its layout", () => {
  const hash = contentHash({ a: 1, b: ["x", { c: 2, d: 3 }] });
  expect(contentHash({ b: ["x", { d: 3, c: 2 }], a: 1 })).toBe(hash);
  expect(contentHash({ a: 1, b: [{ c: 2, d: 3 }, "x"] })).not.toBe(hash);
  expect(contentHash({ a: 1, b: ["x", { c: 2, d: 4 }] })).not.toBe(hash);
});
