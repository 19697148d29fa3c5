import { readFileSync } from "node:fs";
import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { type ContentProblem, type Path, writePath } from "./content-problem";
import { schemaProblems } from "./schema-problems";
import { lineFinder } from "./yaml-lines";

/** A content file that has the right shape; what it refers to is checked later. */
export interface ContentFile<T> {
  file: string;
  body: T;
  lineOf(path: Path): number;
}

/**
 * Reads one YAML file of ours by its schema. Problems are added to `problems`, and the answer is
 * then undefined.
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
    for (const { pos, message } of document.errors) {
      const { line, col } = lineCounter.linePos(pos[0]);
      problems.push({ file, line, path: `column ${col}`, message });
    }
    return undefined;
  }
  const lineOf = lineFinder(document, lineCounter);
  const value: unknown = document.toJS();
  const parsed = schema.safeParse(value);
  if (parsed.success) return { file, body: parsed.data, lineOf };
  for (const { path, message } of schemaProblems(parsed.error, value)) {
    problems.push({ file, line: lineOf(path), path: writePath(path), message });
  }
  return undefined;
}
