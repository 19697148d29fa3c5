import { describe, expect, test } from "vitest";
import { evaluateArithmetic } from "@/lib/domain/content/arithmetic";
import { CandidateCase, type Case } from "@/lib/domain/content/case";
import { candidateView, caseCard, interviewerBrief } from "@/lib/domain/content/case-views";
import { candidateFramework, Framework, scoredPhases } from "@/lib/domain/content/framework";
import { planFor } from "@/lib/domain/content/framework-plan";
import { isExpectedAt } from "@/lib/domain/content/interviewer-material";
import { phaseGuide } from "@/lib/domain/content/phase-guide";
import { Rubric } from "@/lib/domain/content/rubric";
import { paletteStencil } from "@/lib/domain/content/stencil";
import { termsIn } from "@/lib/domain/content/term-marks";
import { INTERVIEW_LENGTHS, Level, planMinutes } from "@/lib/domain/plan";
import { Recommendation } from "@/lib/domain/scorecard";
import { loadContent } from "@/server/content/load-content";
import { glossaryTerms } from "@/server/services/library-wording";

const content = loadContent();
const { defaultFramework: framework, defaultRubric: rubric } = content;
const cases: [string, Case][] = [...content.cases];

/** Every text in a value, however deep, keys included. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
}

test("everything the library is made of is there", () => {
  expect([...content.cases.keys()]).toEqual([
    "ad-click-prediction",
    "event-recommendation",
    "federated-keyboard",
    "fraud-detection",
    "harmful-content",
    "llm-serving",
    "news-feed",
    "people-you-may-know",
    "rag-assistant",
    "search-ranking",
    "similar-listings",
    "spam-detection",
    "street-view-blurring",
    "video-recommendation",
    "video-search",
    "visual-search",
  ]);
  expect(framework.id).toBe("fw-canonical7");
  expect(rubric.id).toBe("rb-default6");
  expect(content.frameworks.size).toBe(7);
  expect(content.rubrics.size).toBe(2);
  expect(content.failureModes.size).toBe(45);
  expect(content.calculators.size).toBe(30);
  expect(content.glossary.length).toBe(40);
  expect(content.timeProfiles.size).toBe(4);
  expect(content.motifs).toHaveLength(9);
});

test.each([
  ["fraud-detection", "chargeback"],
  ["llm-serving", "fine-tuning"],
  ["visual-search", "embedding"],
])("the brief of %s explains %s to a newcomer", (id, term) => {
  const brief = content.cases.get(id)?.candidateBrief ?? [];
  const explained = termsIn(brief, glossaryTerms({ content }));
  expect(explained.map((each) => each.term)).toContain(term);
});

test("versions are kept of frameworks, rubrics and cases, and of nothing else", () => {
  expect(new Set(content.items.map(({ kind }) => kind))).toEqual(
    new Set(["framework", "rubric", "case"]),
  );
  expect(content.items).toHaveLength(7 + 2 + 16);
});

test("a version that was stored before later fields existed can still be read", () => {
  const { scopeWindow: _window, chooseWhen: _when, ...oldFramework } = structuredClone(framework);
  for (const phase of oldFramework.phases) {
    if (!phase.isScored) continue;
    Reflect.deleteProperty(phase, "alsoFrom");
    for (const block of phase.starter.blocks) Reflect.deleteProperty(block, "requirementClass");
  }
  expect(scoredPhases(Framework.parse(oldFramework)).map(({ alsoFrom }) => alsoFrom)).toEqual(
    scoredPhases(framework).map(() => []),
  );
  const { evidenceRules: _e, recommendationHint: _r, gate: _g, ...oldRubric } = rubric;
  expect(Rubric.parse(oldRubric).competencies).toEqual(rubric.competencies);
});

describe("the seven phases", () => {
  test.each(INTERVIEW_LENGTHS)("add up to %i minutes, bookends included", (length) => {
    const plan = planFor(framework, length);
    expect(planMinutes(plan)).toBe(length);
    expect(plan.filter((row) => row.isScored)).toHaveLength(7);
    expect([plan.at(0)?.isScored, plan.at(-1)?.isScored]).toEqual([false, false]);
  });

  test("a 45-minute interview has the minutes people expect", () => {
    expect(planFor(framework, 45).map((row) => row.minutes)).toEqual([1, 5, 4, 8, 9, 6, 7, 3, 2]);
  });

  test("they hold the fifty-three items of the common checklist", () => {
    const counts = scoredPhases(framework).map((phase) => phase.checklist.length);
    expect(counts).toEqual([8, 7, 8, 8, 7, 8, 7]);
  });

  test("a candidate gets no checklist, probe or signal of a phase", () => {
    const shown = new Set(textsIn(candidateFramework(framework, "guided")));
    for (const phase of scoredPhases(framework)) {
      const hidden = [phase.checklist, phase.probes, phase.mistakes, phase.signals].flatMap(
        (part) => textsIn(part).filter((text) => text.includes(" ")),
      );
      expect(hidden.filter((text) => shown.has(text))).toEqual([]);
    }
  });
});

describe.each([...content.frameworks])("the framework %s", (_id, each) => {
  const phases = scoredPhases(each);

  test("words every item as the common checklist does", () => {
    const { commonChecklist } = content;
    const common = [
      ...commonChecklist.phases.flatMap(({ items }) => items),
      ...commonChecklist.acrossPhases,
    ].map(({ id, text, competencies }) => ({ id, text, competencies }));
    const own = [...phases.flatMap(({ checklist }) => checklist), ...each.acrossPhases];
    const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
    expect(own.toSorted(byId)).toEqual(common.toSorted(byId));
  });

  test("begins with scope, in three parts, and says when to choose it", () => {
    expect(phases[0]?.covers).toContain("p1-requirements");
    expect(each.scopeWindow?.minutes[45]).toBe(5);
    expect(each.chooseWhen).toMatch(/^Choose it /);
  });

  test("gives the candidate three questions to get going again in every phase", () => {
    expect(phases.map(({ openingQuestions }) => openingQuestions.length)).toEqual(
      phases.map(() => 3),
    );
  });

  test("hands on everything a case asks for exactly once, and a hint in every phase", () => {
    for (const whole of content.cases.values()) {
      const brief = interviewerBrief(whole);
      const guides = phases.map((phase) => phaseGuide(phase, brief, "senior"));
      const ticked = guides.flatMap(({ checklist }) => checklist).map(({ id }) => id);
      expect(ticked).toHaveLength(new Set(ticked).size);
      expect(ticked).toEqual(expect.arrayContaining(brief.checklist.map(({ id }) => id)));
      for (const guide of guides) {
        expect(guide.hints.length, `${guide.phaseId} of ${brief.id}`).toBeGreaterThan(0);
      }
    }
  });
});

test("the default framework spends its minutes as the balanced time profile does", () => {
  const profile = content.timeProfiles.get("tp-balanced");
  for (const phase of scoredPhases(framework)) {
    expect(phase.minutes).toEqual(profile?.minutes[phase.id]);
  }
});

describe("the rubrics", () => {
  test("rate six competencies by default, and name all four recommendations", () => {
    expect(rubric.competencies.map((competency) => competency.id)).toEqual([
      "c-framing",
      "c-data",
      "c-modelling",
      "c-evaluation",
      "c-serving-operations",
      "c-tradeoffs-driving",
    ]);
    expect(Object.keys(rubric.recommendations)).toEqual(Recommendation.options);
  });

  test.each([
    ["rb-default6", 6],
    ["rb-detailed8", 8],
  ])(
    "%s describes every score of %i competencies and of the gate by its own behaviour, and never by pointing elsewhere",
    (id, count) => {
      const described = content.rubrics.get(id);
      const anchors = [
        ...(described?.competencies ?? []),
        ...(described?.gate ? [described.gate] : []),
      ].flatMap(({ anchors }) => Level.options.flatMap((level) => Object.values(anchors[level])));
      expect(anchors).toHaveLength((count + 1) * 3 * 4);
      expect(new Set(anchors).size).toBe(anchors.length);
      const pointsElsewhere =
        /\b(as|like|same as) (a )?(mid|senior|staff)|\b(mid|senior|staff)[ -]level|^same\b/i;
      expect(anchors.filter((anchor) => pointsElsewhere.test(anchor))).toEqual([]);
      expect(anchors.filter((anchor) => anchor.length < 40)).toEqual([]);
    },
  );
});

describe("the stencils", () => {
  test("are fifty-eight, and at least the twenty most used are marked", () => {
    expect(content.stencils).toHaveLength(58);
    expect(content.stencils.filter((stencil) => stencil.common).length).toBeGreaterThanOrEqual(20);
  });

  test("reach the palette with a label and a description", () => {
    for (const stencil of content.stencils.map(paletteStencil)) {
      expect(stencil.label).not.toBe("");
      expect(stencil.description).toMatch(/\.$/);
    }
  });
});

describe.each(cases)("%s", (id, whole) => {
  const brief = interviewerBrief(whole);

  test("shows the candidate nothing of the interviewer's part, neither value nor field", () => {
    for (const shown of [candidateView(whole), caseCard(whole)]) {
      expect(Object.keys(shown).filter((key) => key in whole.interviewer)).toEqual([]);
      const open = new Set(textsIn(shown));
      const everything = JSON.stringify(shown);
      for (const text of textsIn(whole.interviewer)) {
        const words = text.split(" ").length;
        // Field names and ids such as "c-data" are common vocabulary; ids of parts are not.
        if (words > 1 || text.startsWith(`${id}.`)) expect(open).not.toContain(text);
        // Shorter ones are everyday terms like "extra authentication", which a brief may use.
        if (words > 3) expect(everything).not.toContain(text);
      }
    }
  });

  test("gives the candidate what the open half has, and the interviewer everything", () => {
    const { interviewer, ...open } = whole;
    expect(candidateView(whole)).toEqual(CandidateCase.parse(open));
    expect(brief).toEqual({ ...open, ...interviewer });
  });

  test("has arithmetic that comes to what it says", () => {
    for (const { calc, result } of brief.scaleSheet) {
      const value = evaluateArithmetic(calc);
      expect(Math.abs(value - result) / Math.abs(value), calc).toBeLessThanOrEqual(0.01);
    }
  });

  test("expects more of a higher level, and something of every level in most phases", () => {
    const expected = (level: Level) =>
      brief.checklist.filter((item) => isExpectedAt(item.priority, level));
    expect(expected("mid").length).toBeLessThan(expected("senior").length);
    expect(expected("senior").length).toBeLessThanOrEqual(expected("staff").length);
    expect(expected("staff")).toEqual(brief.checklist);
    expect(new Set(expected("mid").map((item) => item.phase)).size).toBeGreaterThanOrEqual(6);
  });

  test("gives the interviewer a guide for every phase at every level", () => {
    for (const phase of scoredPhases(framework)) {
      for (const level of Level.options) {
        const guide = phaseGuide(phase, brief, level);
        expect(guide.checklist.length).toBeGreaterThan(phase.checklist.length);
        expect(guide.probes.length).toBeGreaterThan(phase.probes.length);
        expect(guide.hints).toHaveLength(1);
        expect(guide.signal).toBe(phase.signals[level]);
      }
    }
  });

  test("has a curveball for the phases after scoping, and the two stock ones", () => {
    const at = new Set(brief.curveballs.map((ball) => ball.when));
    expect([...at]).toEqual(expect.arrayContaining(["p4-model", "p5-eval", "p6-serving", "any"]));
    expect(brief.curveballs.flatMap((ball) => ball.stock ?? [])).toEqual([
      "feature-missing",
      "traffic-times-five",
    ]);
  });

  test("can be read by an unprepared interviewer in about two minutes", () => {
    const words = textsIn(brief.twoMinuteRead).join(" ").split(/\s+/).length;
    expect(words).toBeLessThan(400);
  });
});
