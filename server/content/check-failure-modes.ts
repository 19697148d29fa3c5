import {
  FAILURE_ANYWHERE,
  FAILURE_AT_RECAP,
  type FailureModeSet,
} from "@/lib/domain/content/failure-mode";
import { checkKnown, checkUniqueIn, type Report, type Vocabulary } from "./reporting";

const BESIDE_PHASES = [FAILURE_ANYWHERE, FAILURE_AT_RECAP];

export function checkFailureModes(
  { failureModes }: FailureModeSet,
  vocabulary: Vocabulary,
  report: Report,
): void {
  checkUniqueIn("failureModes", failureModes, report);
  const items = new Set([...vocabulary.checklist.keys(), ...vocabulary.acrossPhases]);
  failureModes.forEach(({ phase, calculator, detect }, i) => {
    const path = ["failureModes", i];
    if (!vocabulary.phases.has(phase) && !BESIDE_PHASES.includes(phase)) {
      report([...path, "phase"], `there is no phase "${phase}"`);
    }
    if (calculator !== undefined && !vocabulary.calculators.has(calculator)) {
      report([...path, "calculator"], `there is no calculator "${calculator}"`);
    }
    checkKnown("checklist item", detect.checklist, items, [...path, "detect", "checklist"], report);
    checkKnown(
      "stencil",
      detect.stencils,
      vocabulary.stencils,
      [...path, "detect", "stencils"],
      report,
    );
  });
}
