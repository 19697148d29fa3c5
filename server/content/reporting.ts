import type { Path } from "./content-problem";

/** Reports what is wrong at a path within the file being checked. */
export type Report = (path: Path, message: string) => void;

/** What content may refer to. */
export interface Vocabulary {
  /** The phases cases and rubrics are written against: all that any framework covers. */
  phases: ReadonlySet<string>;
  stencils: ReadonlySet<string>;
}

/** Reports each id that was seen before, at its own path. */
export function checkUnique(ids: readonly { id: string; path: Path }[], report: Report): void {
  const seen = new Set<string>();
  for (const { id, path } of ids) {
    if (seen.has(id)) report(path, `"${id}" is used twice`);
    seen.add(id);
  }
}
