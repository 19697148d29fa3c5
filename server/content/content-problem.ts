/** Something wrong in a content file, and where in it. */
export interface ContentProblem {
  file: string;
  /** Counted from 1; null where no single line is to blame. */
  line: number | null;
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

/** `content/cases/x.yaml, line 12, prompt: this text is empty` */
export function writeProblem({ file, line, path, message }: ContentProblem): string {
  const place = [file, line === null ? "" : `line ${line}`, path].filter((part) => part !== "");
  return `${place.join(", ")}: ${message}`;
}

/** Thrown with every problem at once, so that a file is put right in one go. */
export class ContentError extends Error {
  override readonly name = "ContentError";

  constructor(readonly problems: readonly ContentProblem[]) {
    const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
    const lines = problems.map((problem) => `- ${writeProblem(problem)}`);
    super([`The content files have ${count}:`, ...lines].join("\n"));
  }
}
