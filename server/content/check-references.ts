import type { CalculatorSet } from "@/lib/domain/content/calculator";
import type { Case } from "@/lib/domain/content/case";
import type { CheatSheet } from "@/lib/domain/content/cheat-sheet";
import type { CommonChecklist } from "@/lib/domain/content/common-checklist";
import type { EstimationTables } from "@/lib/domain/content/estimation-table";
import type { FailureModeSet } from "@/lib/domain/content/failure-mode";
import type { Framework } from "@/lib/domain/content/framework";
import type { Glossary } from "@/lib/domain/content/glossary";
import type { MotifSet } from "@/lib/domain/content/motif";
import type { Rubric } from "@/lib/domain/content/rubric";
import type { StencilSet } from "@/lib/domain/content/stencil";
import type { TimeProfileSet } from "@/lib/domain/content/time-profile";
import { checkCalculators } from "./check-calculators";
import { checkCase } from "./check-case";
import { checkCheatSheet } from "./check-cheat-sheet";
import { checkEstimationTables } from "./check-estimation-tables";
import { checkFailureModes } from "./check-failure-modes";
import { checkFramework } from "./check-framework";
import { checkRubric } from "./check-rubric";
import { checkStencils } from "./check-stencils";
import {
  checkCommonChecklist,
  checkGlossary,
  checkMotifs,
  checkTimeProfiles,
} from "./check-vocabulary";
import { type ContentProblem, writePath } from "./content-problem";
import type { ContentFile } from "./read-content-file";
import type { Report, Vocabulary } from "./reporting";

export interface ContentFiles {
  frameworks: ContentFile<Framework>[];
  rubrics: ContentFile<Rubric>[];
  cases: ContentFile<Case>[];
  stencils: ContentFile<StencilSet>;
  failureModes: ContentFile<FailureModeSet>;
  calculators: ContentFile<CalculatorSet>;
  estimationTables: ContentFile<EstimationTables>;
  glossary: ContentFile<Glossary>;
  commonChecklist: ContentFile<CommonChecklist>;
  timeProfiles: ContentFile<TimeProfileSet>;
  motifs: ContentFile<MotifSet>;
  cheatSheet: ContentFile<CheatSheet>;
}

const ids = (parts: readonly { id: string }[]) => new Set(parts.map(({ id }) => id));

/** What content may refer to, shipped or written here. */
export function vocabularyOf(files: ContentFiles): Vocabulary {
  const { phases, acrossPhases } = files.commonChecklist.body;
  return {
    phases: ids(phases),
    checklist: new Map(
      phases.flatMap((phase) => phase.items.map((item) => [item.id, phase.id] as const)),
    ),
    acrossPhases: ids(acrossPhases),
    stencils: new Map(files.stencils.body.stencils.map((stencil) => [stencil.id, stencil])),
    failureModes: ids(files.failureModes.body.failureModes),
    calculators: ids(files.calculators.body.calculators),
    timeProfiles: ids(files.timeProfiles.body.profiles),
  };
}

/** Everything a schema cannot see: what one part says about another. */
export function checkReferences(files: ContentFiles, vocabulary: Vocabulary): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const each = <T>(
    group: readonly ContentFile<T>[],
    check: (body: T, vocabulary: Vocabulary, report: Report) => void,
  ) => {
    for (const { file, body, lineOf } of group) {
      check(body, vocabulary, (path, message) =>
        problems.push({ file, line: lineOf(path), path: writePath(path), message }),
      );
    }
  };
  each([files.commonChecklist], checkCommonChecklist);
  each([files.timeProfiles], checkTimeProfiles);
  each([files.stencils], checkStencils);
  each([files.motifs], checkMotifs);
  each([files.failureModes], checkFailureModes);
  each([files.calculators], checkCalculators);
  each([files.estimationTables], checkEstimationTables);
  each([files.glossary], checkGlossary);
  each([files.cheatSheet], checkCheatSheet);
  each(files.frameworks, checkFramework);
  each(files.rubrics, checkRubric);
  each(files.cases, checkCase);
  return problems;
}
