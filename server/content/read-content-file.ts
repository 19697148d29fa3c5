import { readFileSync } from "node:fs";
import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { type ContentProblem, schemaProblems } from "./content-problem";

/** A content file that has the right shape; what it refers to is checked later. */
export interface ContentFile<T> {
  file: string;
  body: T;
}

/**
 * Reads one YAML file by its schema. Problems are added to `problems`, and the
 * answer is then undefined.
 *
 * @param file how messages name the file
 */
export function readContentFile<S extends z.ZodType>(
  location: string,
  file: string,
  schema: S,
  problems: ContentProblem[],
): ContentFile<z.infer<S>> | undefined {
  const lineCounter = new LineCounter();
  const document = parseDocument(readFileSync(location, "utf8"), {
    lineCounter,
    prettyErrors: false,
  });
  if (document.errors.length > 0) {
    for (const error of document.errors) {
      const { line, col } = lineCounter.linePos(error.pos[0]);
      problems.push({ file, path: `line ${line}, column ${col}`, message: error.message });
    }
    return undefined;
  }
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success) {
    problems.push(...schemaProblems(file, parsed.error));
    return undefined;
  }
  return { file, body: parsed.data };
}
