import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { contentHash } from "./content-hash";
import { loadContent, readContent } from "./load-content";

const FRAUD = "cases/fraud-detection.yaml";
const FRAMEWORK = "frameworks/fw-canonical7.yaml";
const NINE = "frameworks/fw-nine.yaml";
const RUBRIC = "rubrics/rb-default6.yaml";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "content-"));
  // One case is enough to break, and reading all of them takes long.
  cpSync("content", folder, {
    recursive: true,
    filter: (source) => !source.startsWith("content/cases/") || source.endsWith(FRAUD),
  });
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

/** Without the lines, which move with every edit of a file. */
const placed = (text: string) => text.replace(/, line \d+/g, "");

function complaint(): string {
  try {
    readContent(folder);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("the broken file was accepted");
}

test("the content that ships is read without complaint", () => {
  expect(readContent("content").cases.size).toBe(16);
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
    "content/cases/fraud-detection.yaml, column ",
  ],
  [
    "a field that nobody knows",
    FRAUD,
    "domain: risk",
    "domain: risk\nsolution: boosted trees",
    'content/cases/fraud-detection.yaml, solution: there is no field "solution" here',
  ],
  [
    "a missing answer",
    FRAUD,
    "      answer: 99.99 %. Payments must not stop.\n",
    "",
    "content/cases/fraud-detection.yaml, interviewer.facts[4].answer: this is missing; a text belongs here",
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
    "content/cases/fraud-detection.yaml, interviewer.checklist[0].competencies[0]: one of c-framing, ",
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
    'interviewer.scaleSheet[0].calc: unexpected "sixty" at position 0',
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
    "minutes: { 35: 3, 45: 4, 60: 5 }",
    "minutes: { 35: 3, 45: 5, 60: 5 }",
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
    "an arrow of the canvas between things that are no neighbours",
    FRAUD,
    "from: stream-processor, to: graph-store",
    "from: graph-store, to: stream-processor",
    'the drawing raises the question "What flows along this arrow?" ("graph-store" to "stream-processor")',
  ],
  [
    "a failure mode that nobody describes",
    FRAUD,
    "id: ap-accuracy-trap",
    "id: ap-bad-luck",
    'interviewer.failureModes[0].id: there is no failure mode "ap-bad-luck"',
  ],
  [
    "a time profile that does not exist",
    FRAUD,
    "timeProfile: tp-data",
    "timeProfile: tp-party",
    'interviewer.timeProfile: there is no time profile "tp-party"',
  ],
  [
    "a list where a number belongs",
    FRAUD,
    "difficulty: 3",
    "difficulty: [hard]",
    "content/cases/fraud-detection.yaml, difficulty: one of 1, 2, 3, 4 belongs here, and not a list",
  ],
  [
    "a framework that leaves an item out",
    NINE,
    "      - id: p3.encoding\n        text:",
    "      - id: p3.decoding\n        text:",
    'phases: the item "p3.encoding" of the common checklist is missing',
  ],
  [
    "a framework with an item of its own",
    NINE,
    "      - id: p3.encoding\n        text:",
    "      - id: p3.decoding\n        text:",
    'checklist[1].id: the common checklist has no item "p3.decoding"',
  ],
  [
    "a framework in which two phases stand for the same one",
    NINE,
    "    covers: []\n    alsoFrom: [p3-data]",
    "    covers: [p3-data]\n    alsoFrom: [p3-data]",
    'covers[0]: "p3-data" is used twice',
  ],
  [
    "a phase that does not say whose items it borrows",
    NINE,
    "    covers: [p7-monitoring]\n    alsoFrom: [p6-serving]\n",
    "    covers: [p7-monitoring]\n",
    'alsoFrom: items of "p6-serving" are here',
  ],
  [
    "a first section without one of the three parts of the requirements",
    NINE,
    "          requirementClass: req-functional\n",
    "",
    'starter.blocks: one block of the first section is for "req-functional"; here it is 0',
  ],
  [
    "weights that do not add up",
    RUBRIC,
    "c-serving-operations: 25",
    "c-serving-operations: 26",
    "recommendationHint.weights.senior: the weights add up to 101",
  ],
  [
    "a core competency that is not rated",
    RUBRIC,
    "    mid: [c-framing, c-data,",
    "    mid: [c-charm, c-data,",
    'recommendationHint.core.mid[0]: there is no competency "c-charm"',
  ],
  [
    "bands out of order",
    RUBRIC,
    "meanFrom: 2.75 }",
    "meanFrom: 3.75 }",
    "recommendationHint.bands[1].meanFrom: the bands go from the highest mean down",
  ],
  [
    "a level note about a cap that does not exist",
    RUBRIC,
    "onlyCap: staff-framing-tradeoffs",
    "onlyCap: staff-anything",
    'levelNotes[0].onlyCap: there is no cap "staff-anything"',
  ],
  [
    "a failure mode that names an unknown calculator",
    "failure-modes.yaml",
    "calculator: est-ab-sample",
    "calculator: est-luck",
    'there is no calculator "est-luck"',
  ],
  [
    "a failure mode that listens for an unknown item",
    "failure-modes.yaml",
    "checklist: [p1.goal, p2.metric-preview]",
    "checklist: [p1.goal, p2.metric]",
    'detect.checklist[1]: there is no checklist item "p2.metric"',
  ],
  [
    "a formula with a name it cannot know",
    "calculators.yaml",
    'formula: "dailyUsers * requestsPerUser"',
    'formula: "dailyUsers * requests"',
    'calculators[0].results[0].formula: neither an input nor a result above is "requests"',
  ],
  [
    "a formula that disagrees with its worked example",
    "calculators.yaml",
    'formula: "perDay / 86400"',
    'formula: "perDay / 86400 * 2"',
    "calculators[0].checks[0].calc: the formula comes to ",
  ],
  [
    "a worked example with the wrong figure",
    "calculators.yaml",
    "value: 57870",
    "value: 67870",
    "calculators[0].checks[0].value: ",
  ],
  [
    "a sentence that speaks of an unknown figure",
    "calculators.yaml",
    "about {average} requests",
    "about {mean} requests",
    'calculators[0].aloud: neither an input nor a result is "mean"',
  ],
  [
    "a caution without a limit",
    "calculators.yaml",
    "{ result: average, above: 1e6,",
    "{ result: average,",
    "calculators[0].cautions[0]: a caution has a limit above or below, and not both",
  ],
  [
    "a table beside a calculator that does not exist",
    "estimation-tables.yaml",
    "calculators: [est-latency-budget,",
    "calculators: [est-patience,",
    'tables[0].calculators[0]: there is no calculator "est-patience"',
  ],
  [
    "a row without a column of its table",
    "estimation-tables.yaml",
    "bandwidth: { low: 2.0, high: 2.0 }, ",
    "",
    'rows[0].values: nothing for the column "bandwidth"',
  ],
  [
    "a spelling with two explanations",
    "glossary.yaml",
    "aka: [chargebacks]",
    "aka: [canary]",
    '"canary" is used twice',
  ],
  [
    "a tooltip that is an essay",
    "glossary.yaml",
    "short: A payment taken back",
    `short: A payment${" and a payment".repeat(12)} taken back`,
    "a short explanation has at most 25 words",
  ],
  [
    "a time profile that does not fill the hour",
    "time-profiles.yaml",
    "p4-model: { 35: 7, 45: 9, 60: 12 }",
    "p4-model: { 35: 7, 45: 9, 60: 11 }",
    "profiles[0].minutes: the minutes for 60 add up to 59",
  ],
  [
    "a motif whose arrow is unusual",
    "motifs.yaml",
    "{ from: event-stream, to: label-joiner }",
    "{ from: label-joiner, to: event-stream }",
    'motifs[0].edges[0]: "label-joiner" does not list "event-stream" under typicalOut',
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
  expect(placed(complaintAfter(file, from, to))).toContain(expected);
});

/** The number of the first line of a copied file that has this in it. */
function lineOf(file: string, text: string): number {
  const lines = readFileSync(path.join(folder, file), "utf8").split("\n");
  return lines.findIndex((line) => line.includes(text)) + 1;
}

describe("a complaint names the line", () => {
  test("of a value with the wrong shape", () => {
    const text = complaintAfter(FRAUD, "difficulty: 3", "difficulty: 9");
    expect(text).toContain(`fraud-detection.yaml, line ${lineOf(FRAUD, "difficulty: 9")}, diff`);
  });

  test("of a field that nobody knows", () => {
    const text = complaintAfter(FRAUD, "domain: risk", "domain: risk\nsolution: boosted trees");
    expect(text).toContain(`yaml, line ${lineOf(FRAUD, "solution:")}, solution: there is no field`);
  });

  test("of what a missing field belongs to", () => {
    const text = complaintAfter(FRAUD, "      priority: must\n", "");
    const item = lineOf(FRAUD, "- id: fraud-detection.p1.");
    expect(text).toContain(
      `yaml, line ${item}, interviewer.checklist[0].priority: this is missing; one of must`,
    );
  });

  test("of a reference that leads nowhere", () => {
    const text = complaintAfter(FRAUD, "- stencil: graph-store", "- stencil: crystal-ball");
    expect(text).toContain(`yaml, line ${lineOf(FRAUD, "crystal-ball")}, interviewer.referenceCan`);
  });

  test("of broken YAML, with the column", () => {
    writeFileSync(path.join(folder, RUBRIC), "id: rb-default6\nversion: [");
    expect(complaint()).toContain("content/rubrics/rb-default6.yaml, line 2, column ");
  });
});

test("all problems of all files are told at once", () => {
  writeFileSync(path.join(folder, RUBRIC), "id: [");
  const text = complaintAfter(FRAUD, "difficulty: 3", "difficulty: 9");
  expect(text).toContain("content/rubrics/rb-default6.yaml, line 1");
  expect(placed(text)).toContain("content/cases/fraud-detection.yaml, difficulty: ");
});

test("a file is named after what is in it", () => {
  renameSync(path.join(folder, FRAUD), path.join(folder, "cases/fraud.yaml"));
  expect(placed(complaint())).toContain(
    'content/cases/fraud.yaml, id: the file of "fraud-detection"',
  );
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
