/** The small files everything else is written against. */
import type { CommonChecklist } from "@/lib/domain/content/common-checklist";
import type { Glossary } from "@/lib/domain/content/glossary";
import type { MotifSet } from "@/lib/domain/content/motif";
import type { TimeProfileSet } from "@/lib/domain/content/time-profile";
import { INTERVIEW_LENGTHS } from "@/lib/domain/plan";
import { checkUnique, checkUniqueIn, type Report, type Vocabulary } from "./reporting";

export function checkCommonChecklist(
  { phases, acrossPhases }: CommonChecklist,
  _vocabulary: Vocabulary,
  report: Report,
): void {
  checkUniqueIn("phases", phases, report);
  checkUnique(
    [
      ...phases.flatMap(({ items }, i) =>
        items.map(({ id }, j) => ({ id, path: ["phases", i, "items", j, "id"] })),
      ),
      ...acrossPhases.map(({ id }, i) => ({ id, path: ["acrossPhases", i, "id"] })),
    ],
    report,
  );
}

export function checkTimeProfiles(
  { bookends, profiles }: TimeProfileSet,
  { phases }: Vocabulary,
  report: Report,
): void {
  checkUniqueIn("profiles", profiles, report);
  profiles.forEach(({ minutes }, i) => {
    const path = ["profiles", i, "minutes"];
    for (const phase of Object.keys(minutes)) {
      if (!phases.has(phase)) report([...path, phase], `there is no phase "${phase}"`);
    }
    for (const phase of phases) {
      if (!minutes[phase]) report(path, `nothing for phase "${phase}"`);
    }
    for (const length of INTERVIEW_LENGTHS) {
      const total = Object.values(minutes).reduce((sum, each) => sum + each[length], 0);
      if (total + bookends[length] !== length) {
        report(path, `the minutes for ${length} add up to ${total + bookends[length]}`);
      }
    }
  });
}

export function checkMotifs({ motifs }: MotifSet, { stencils }: Vocabulary, report: Report): void {
  checkUniqueIn("motifs", motifs, report);
  motifs.forEach(({ edges }, i) => {
    edges.forEach((edge, j) => {
      const path = ["motifs", i, "edges", j];
      for (const end of ["from", "to"] as const) {
        if (!stencils.has(edge[end])) {
          report([...path, end], `there is no stencil "${edge[end]}"`);
        }
      }
      if (!stencils.get(edge.from)?.typicalOut.includes(edge.to)) {
        report(path, `"${edge.from}" does not list "${edge.to}" under typicalOut`);
      }
    });
  });
}

/** Each spelling leads to one explanation. */
export function checkGlossary(
  { entries }: Glossary,
  _vocabulary: Vocabulary,
  report: Report,
): void {
  checkUniqueIn("entries", entries, report);
  checkUnique(
    entries.flatMap(({ term, aka }, i) => [
      { id: term.toLowerCase(), path: ["entries", i, "term"] },
      ...aka.map((word, j) => ({ id: word.toLowerCase(), path: ["entries", i, "aka", j] })),
    ]),
    report,
  );
}
