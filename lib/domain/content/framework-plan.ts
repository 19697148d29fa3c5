import type { InterviewLength, Plan } from "../plan";
import type { Framework } from "./framework";

/** The framework's own budget for a length, in order, bookends included. */
export function planFor(framework: Framework, lengthMinutes: InterviewLength): Plan {
  return framework.phases.map((phase) => ({
    phaseId: phase.id,
    name: phase.name,
    minutes: phase.minutes[lengthMinutes],
    isScored: phase.isScored,
  }));
}
