/** A framework on one page, for a candidate to have beside them while practising. */
import type { CheatSheet } from "../domain/content/cheat-sheet";
import type { FailureModeEntry } from "../domain/content/failure-mode";
import type { Framework, ScoredPhase } from "../domain/content/framework";
import type { RequirementClass } from "../domain/content/requirement-class";
import type { Rubric } from "../domain/content/rubric";
import { block, type SheetBlock, type WholeSheet } from "./sheet";

interface FrameworkSheetSources {
  framework: Framework;
  common: CheatSheet;
  failureModes: ReadonlyMap<string, Pick<FailureModeEntry, "title" | "recover">>;
  /** What one scores oneself by at the end. */
  rubric: Pick<Rubric, "competencies">;
}

const CLASS_NAMES: Record<RequirementClass, string> = {
  "req-business": "Business",
  "req-functional": "Function",
  "req-nonfunctional": "Limits",
};

/** The minute of the 45 at which each phase ends. */
function endMinutes(framework: Framework): number[] {
  let minute = 0;
  return framework.phases.map((phase) => {
    minute += phase.minutes[45];
    return minute;
  });
}

function minutesBlock(framework: Framework, ends: readonly number[]): SheetBlock {
  return {
    heading: "Minutes",
    note: null,
    table: {
      columns: ["Phase", "35", "45", "60", "By (45)"],
      rows: framework.phases.map(({ name, minutes }, i) => [
        name,
        String(minutes[35]),
        String(minutes[45]),
        String(minutes[60]),
        String(ends[i]),
      ]),
    },
    parts: [],
  };
}

function scopeBlock(framework: Framework): SheetBlock[] {
  const { scopeWindow } = framework;
  if (!scopeWindow) return [];
  const classes = framework.phases.flatMap((phase) =>
    phase.isScored
      ? phase.starter.blocks.flatMap(({ requirementClass, prompt }) =>
          requirementClass ? [`${CLASS_NAMES[requirementClass]}: ${prompt}`] : [],
        )
      : [],
  );
  return [
    {
      ...block("Scope first", [scopeWindow.says], {
        note: `until minute ${scopeWindow.minutes[45]} of 45`,
      }),
      parts: [
        { label: null, lines: [scopeWindow.says], keep: 1, rank: 9 },
        { label: "Three parts", lines: classes, keep: classes.length, rank: 9 },
      ],
    },
  ];
}

function phaseBlock(phase: ScoredPhase, number: number, end: number | undefined): SheetBlock {
  const written = phase.starter.blocks.map(({ heading }) => heading).join(" · ");
  return {
    heading: `${number} ${phase.name}`,
    note: `${phase.minutes[45]} min, by ${end}`,
    table: null,
    parts: [
      { label: "Goal", lines: [phase.goal], keep: 1, rank: 9 },
      { label: "Produce", lines: [written], keep: 1, rank: 9 },
      { label: "Ask", lines: phase.openingQuestions, keep: 1, rank: 5 },
      { label: "Avoid", lines: phase.mistakes, keep: 1, rank: 3 },
    ],
  };
}

export function frameworkSheet({
  framework,
  common,
  failureModes,
  rubric,
}: FrameworkSheetSources): WholeSheet {
  const ends = endMinutes(framework);
  let number = 0;
  const phases = framework.phases.flatMap((phase, i) => {
    if (!phase.isScored) return [];
    number += 1;
    return [phaseBlock(phase, number, ends[i])];
  });
  const redFlags = common.redFlags.flatMap((id) => {
    const mode = failureModes.get(id);
    return mode ? [`${mode.title}: ${mode.recover}`] : [];
  });
  const boxes = rubric.competencies.map(({ name }) => `${name}\u00a0__`).join(" · ");
  return {
    title: framework.name,
    kind: "Cheat sheet for machine-learning system design interviews",
    lead: framework.summary,
    source: `${framework.name}, version ${framework.version}`,
    blocks: [
      minutesBlock(framework, ends),
      ...scopeBlock(framework),
      ...phases,
      block(
        "Task, metric, loss",
        common.tasks.map(({ task, offline, loss }) => `${task}: ${offline}; ${loss}`),
        { keep: 0, rank: 2 },
      ),
      block(
        "Numbers to remember",
        common.numbers.map(({ says }) => says),
        { keep: 5, rank: 4 },
      ),
      block("When something went wrong", redFlags, { keep: 3, rank: 1 }),
      {
        heading: "Last two minutes",
        note: null,
        table: null,
        parts: [
          { label: "Decide aloud", lines: [common.decision], keep: 1, rank: 9 },
          { label: "Recap", lines: [common.lastMinutes], keep: 1, rank: 9 },
          { label: "Score yourself, 1 to 4", lines: [boxes], keep: 1, rank: 9 },
        ],
      },
    ],
  };
}
