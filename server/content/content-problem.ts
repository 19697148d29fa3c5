import type { z } from "zod";

/** Something wrong in a content file, and where in it. */
export interface ContentProblem {
  file: string;
  /** Such as `interviewer.curveballs[2].when`; empty for the file as a whole. */
  path: string;
  message: string;
}

export type Path = readonly PropertyKey[];

export function writePath(path: Path): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "");
}

export function schemaProblems(file: string, error: z.ZodError): ContentProblem[] {
  return error.issues.map((issue) => ({
    file,
    path: writePath(issue.path),
    message: issue.message,
  }));
}

/** Thrown with every problem at once, so that a file is put right in one go. */
export class ContentError extends Error {
  override readonly name = "ContentError";

  constructor(readonly problems: readonly ContentProblem[]) {
    const lines = problems.map(({ file, path, message }) =>
      path === "" ? `- ${file}: ${message}` : `- ${file}, ${path}: ${message}`,
    );
    const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
    super([`The content files have ${count}:`, ...lines].join("\n"));
  }
}
