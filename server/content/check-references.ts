import type { Case } from "@/lib/domain/content/case";
import type { Framework } from "@/lib/domain/content/framework";
import type { Rubric } from "@/lib/domain/content/rubric";
import type { StencilSet } from "@/lib/domain/content/stencil";
import { checkCase } from "./check-case";
import { checkFramework } from "./check-framework";
import { checkRubric } from "./check-rubric";
import { checkStencils } from "./check-stencils";
import { type ContentProblem, writePath } from "./content-problem";
import type { ContentFile } from "./read-content-file";
import type { Report, Vocabulary } from "./reporting";

export interface ContentFiles {
  frameworks: ContentFile<Framework>[];
  rubrics: ContentFile<Rubric>[];
  cases: ContentFile<Case>[];
  stencils: ContentFile<StencilSet>;
}

/** Everything a schema cannot see: what one part says about another. */
export function checkReferences(files: ContentFiles): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const vocabulary: Vocabulary = {
    phases: new Set(
      files.frameworks.flatMap(({ body }) =>
        body.phases.flatMap((phase) => (phase.isScored ? phase.covers : [])),
      ),
    ),
    stencils: new Set(files.stencils.body.stencils.map((stencil) => stencil.id)),
  };
  const each = <T>(
    group: ContentFile<T>[],
    check: (body: T, vocabulary: Vocabulary, report: Report) => void,
  ) => {
    for (const { file, body } of group) {
      check(body, vocabulary, (path, message) =>
        problems.push({ file, path: writePath(path), message }),
      );
    }
  };
  each(files.frameworks, checkFramework);
  each(files.rubrics, checkRubric);
  each(files.cases, checkCase);
  each([files.stencils], checkStencils);
  return problems;
}
