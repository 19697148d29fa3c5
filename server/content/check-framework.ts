import type { Framework, ScoredPhase } from "@/lib/domain/content/framework";
import { planFor } from "@/lib/domain/content/framework-plan";
import { REQUIREMENT_CLASSES } from "@/lib/domain/content/requirement-class";
import { INTERVIEW_LENGTHS, Plan, planMinutes } from "@/lib/domain/plan";
import { checkKnown, checkUnique, checkUniqueIn, type Report, type Vocabulary } from "./reporting";

/**
 * A framework arranges the common checklist and never changes it: each item is in it once, so
 * interviews stay comparable whichever framework they followed.
 */
export function checkFramework(framework: Framework, vocabulary: Vocabulary, report: Report): void {
  checkUniqueIn("phases", framework.phases, report);
  checkPartition(framework, vocabulary, report);
  checkMinutes(framework, report);
  checkCoverage(framework, vocabulary, report);
  checkRequirements(framework, report);
}

function scored(framework: Framework): [ScoredPhase, number][] {
  return framework.phases.flatMap((phase, i) =>
    phase.isScored ? [[phase, i] satisfies [ScoredPhase, number]] : [],
  );
}

function checkPartition(
  framework: Framework,
  { checklist, acrossPhases }: Vocabulary,
  report: Report,
): void {
  const inPhases = scored(framework).flatMap(([phase, i]) =>
    phase.checklist.map(({ id }, j) => ({ id, path: ["phases", i, "checklist", j, "id"] })),
  );
  const across = framework.acrossPhases.map(({ id }, i) => ({
    id,
    path: ["acrossPhases", i, "id"],
  }));
  checkUnique([...inPhases, ...across], report);
  for (const [list, known, where] of [
    [inPhases, checklist, "phases"],
    [across, acrossPhases, "acrossPhases"],
  ] as const) {
    for (const { id, path } of list) {
      if (!known.has(id)) report(path, `the common checklist has no item "${id}" to put here`);
    }
    const there = new Set(list.map(({ id }) => id));
    for (const id of known.keys()) {
      if (!there.has(id)) report([where], `the item "${id}" of the common checklist is missing`);
    }
  }
}

function checkMinutes(framework: Framework, report: Report): void {
  for (const length of INTERVIEW_LENGTHS) {
    const plan = planFor(framework, length);
    const total = planMinutes(plan);
    if (total !== length) report(["phases"], `the minutes for ${length} add up to ${total}`);
    const parsed = Plan.safeParse(plan);
    if (!parsed.success)
      for (const { path, message } of parsed.error.issues)
        report(["phases", ...path], `no plan of ${length} minutes can be made of this: ${message}`);
    const scope = framework.scopeWindow?.minutes[length] ?? 0;
    if (scope >= length)
      report(["scopeWindow", "minutes", length], "this leaves no time to design");
  }
}

/** What a case asks for in a phase has exactly one place; the other phases say what they borrow. */
function checkCoverage(
  framework: Framework,
  { phases, checklist }: Vocabulary,
  report: Report,
): void {
  const all = scored(framework);
  checkUnique(
    all.flatMap(([phase, i]) =>
      phase.covers.map((id, j) => ({ id, path: ["phases", i, "covers", j] })),
    ),
    report,
  );
  const covered = new Set(all.flatMap(([phase]) => phase.covers));
  for (const phase of phases) {
    if (!covered.has(phase)) report(["phases"], `no phase covers "${phase}"`);
  }
  for (const [phase, i] of all) {
    checkKnown("phase", phase.covers, phases, ["phases", i, "covers"], report);
    const borrowed = new Set(
      phase.checklist.flatMap(({ id }) => {
        const from = checklist.get(id);
        return from === undefined || phase.covers.includes(from) ? [] : [from];
      }),
    );
    for (const from of borrowed) {
      if (!phase.alsoFrom.includes(from)) {
        report(["phases", i, "alsoFrom"], `items of "${from}" are here, so it is named here`);
      }
    }
    phase.alsoFrom.forEach((from, j) => {
      if (!borrowed.has(from)) {
        report(["phases", i, "alsoFrom", j], `no item of "${from}" is in this phase`);
      }
    });
  }
}

/** The list of requirements has three parts, and they are where the interview starts. */
function checkRequirements(framework: Framework, report: Report): void {
  const [first] = scored(framework);
  if (!first) return;
  const [phase, i] = first;
  const named = phase.starter.blocks.flatMap(({ requirementClass }) => requirementClass ?? []);
  for (const part of REQUIREMENT_CLASSES) {
    const times = named.filter((each) => each === part).length;
    if (times !== 1) {
      report(
        ["phases", i, "starter", "blocks"],
        `one block of the first section is for "${part}"; here it is ${times}`,
      );
    }
  }
}
