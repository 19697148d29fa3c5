/** Content as somebody wrote it, checked exactly as what ships is. */
import type { z } from "zod";
import { Case } from "@/lib/domain/content/case";
import type { ContentBody, ContentKind } from "@/lib/domain/content/content-item";
import { Framework } from "@/lib/domain/content/framework";
import type { TextProblem } from "@/lib/domain/content/own-content";
import { Rubric } from "@/lib/domain/content/rubric";
import { ok, type Result, refuse } from "@/lib/domain/result";
import { checkCase } from "./check-case";
import { checkFramework } from "./check-framework";
import { checkRubric } from "./check-rubric";
import { type Path, writePath } from "./content-problem";
import type { ReadYaml } from "./read-untrusted-yaml";
import type { Report, Vocabulary } from "./reporting";
import { schemaProblems } from "./schema-problems";

type Check<B> = (body: B, vocabulary: Vocabulary, report: Report) => void;

const READERS: {
  [K in ContentKind]: (
    read: ReadYaml,
    vocabulary: Vocabulary,
  ) => Result<ContentBody<K>, TextProblem[]>;
} = {
  case: reader(Case, checkCase),
  framework: reader(Framework, checkFramework),
  rubric: reader(Rubric, checkRubric),
};

/** @returns the content, or everything that is wrong with it, in the order of the lines */
export function checkContent<K extends ContentKind>(
  kind: K,
  read: ReadYaml,
  vocabulary: Vocabulary,
): Result<ContentBody<K>, readonly TextProblem[]> {
  return READERS[kind](read, vocabulary);
}

function reader<B>(schema: z.ZodType<B>, check: Check<B>) {
  return (read: ReadYaml, vocabulary: Vocabulary): Result<B, TextProblem[]> => {
    const problems: TextProblem[] = [];
    const report = (path: Path, message: string) => {
      problems.push({ line: read.lineOf(path), path: writePath(path), message });
    };
    const parsed = schema.safeParse(read.value);
    if (parsed.success) check(parsed.data, vocabulary, report);
    else
      for (const { path, message } of schemaProblems(parsed.error, read.value))
        report(path, message);
    if (parsed.success && problems.length === 0) return ok(parsed.data);
    return refuse(problems.sort((a, b) => a.line - b.line));
  };
}
