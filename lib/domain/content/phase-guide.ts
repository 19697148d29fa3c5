import type { Level } from "../plan";
import type { InterviewerBrief } from "./case-views";
import type { CanonicalCompetency } from "./competency";
import type { ScoredPhase } from "./framework";
import { ANY_PHASE, type Curveball, type HintLadder, isExpectedAt } from "./interviewer-material";

/** One line an interviewer can tick while listening. */
export interface GuideItem {
  id: string;
  text: string;
  competencies: CanonicalCompetency[];
  /** False for what would be a plus at this level. */
  isExpected: boolean;
  source: "case" | "framework";
}

export interface PhaseGuide {
  phaseId: string;
  name: string;
  goal: string;
  signal: string;
  checklist: GuideItem[];
  probes: string[];
  hints: HintLadder[];
  curveballs: Curveball[];
}

/**
 * What the interviewer needs in front of them during one phase.
 *
 * A case is written against the common phase ids; the framework's phase says
 * which of those it covers, so any framework can be laid over any case. What
 * the case asks for comes first: it is more telling than the general list.
 */
export function phaseGuide(phase: ScoredPhase, brief: InterviewerBrief, level: Level): PhaseGuide {
  const isHere = (id: string) => phase.covers.includes(id);
  // Ticks belong to one phase; what is only read may stand wherever it helps.
  const near = [...phase.covers, ...phase.alsoFrom];
  const fromCase = brief.checklist
    .filter((item) => isHere(item.phase))
    .map((item) => ({
      id: item.id,
      text: item.text,
      competencies: item.competencies,
      isExpected: isExpectedAt(item.priority, level),
      source: "case" as const,
    }));
  const fromFramework = phase.checklist.map((item) => ({
    ...item,
    isExpected: true,
    source: "framework" as const,
  }));
  return {
    phaseId: phase.id,
    name: phase.name,
    goal: phase.goal,
    signal: phase.signals[level],
    checklist: [...fromCase, ...fromFramework],
    probes: [...near.flatMap((id) => brief.probes[id] ?? []), ...phase.probes],
    hints: near.flatMap((id) => brief.hints[id] ?? []),
    curveballs: brief.curveballs.filter(
      (ball) => ball.when === ANY_PHASE || near.includes(ball.when),
    ),
  };
}
