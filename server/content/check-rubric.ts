import { CANONICAL_COMPETENCIES } from "@/lib/domain/content/competency";
import type { Rubric } from "@/lib/domain/content/rubric";
import { checkUnique, type Report, type Vocabulary } from "./reporting";

/** Raised beside the ratings where a case asks for it, so a rubric need not rate it. */
const RATED_BESIDE = "c-responsibility";

export function checkRubric(rubric: Rubric, { phases }: Vocabulary, report: Report): void {
  checkUnique(
    rubric.competencies.map(({ id }, i) => ({ id, path: ["competencies", i, "id"] })),
    report,
  );
  rubric.competencies.forEach((competency, i) => {
    competency.phases.forEach((phase, j) => {
      if (!phases.has(phase)) {
        report(["competencies", i, "phases", j], `there is no phase "${phase}"`);
      }
    });
  });
  const covered = new Set(rubric.competencies.flatMap((competency) => competency.covers));
  for (const competency of CANONICAL_COMPETENCIES) {
    if (competency !== RATED_BESIDE && !covered.has(competency)) {
      report(["competencies"], `no competency covers "${competency}"`);
    }
  }
}
