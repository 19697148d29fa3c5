import type { Framework } from "@/lib/domain/content/framework";
import { planFor } from "@/lib/domain/content/framework-plan";
import { INTERVIEW_LENGTHS, Plan, planMinutes } from "@/lib/domain/plan";
import { checkUnique, type Report, type Vocabulary } from "./reporting";

export function checkFramework(framework: Framework, { phases }: Vocabulary, report: Report): void {
  checkUnique(
    framework.phases.map(({ id }, i) => ({ id, path: ["phases", i, "id"] })),
    report,
  );
  checkUnique(
    [
      ...framework.phases.flatMap((phase, i) =>
        phase.isScored
          ? phase.checklist.map(({ id }, j) => ({ id, path: ["phases", i, "checklist", j, "id"] }))
          : [],
      ),
      ...framework.acrossPhases.map(({ id }, i) => ({ id, path: ["acrossPhases", i, "id"] })),
    ],
    report,
  );
  for (const length of INTERVIEW_LENGTHS) {
    const plan = planFor(framework, length);
    const total = planMinutes(plan);
    if (total !== length) report(["phases"], `the minutes for ${length} add up to ${total}`);
    const parsed = Plan.safeParse(plan);
    if (!parsed.success)
      report(["phases"], `no plan of ${length} minutes: ${parsed.error.message}`);
  }
  const covered = new Set(
    framework.phases.flatMap((phase) => (phase.isScored ? phase.covers : [])),
  );
  for (const phase of phases) {
    if (!covered.has(phase)) report(["phases"], `no phase covers "${phase}"`);
  }
}
