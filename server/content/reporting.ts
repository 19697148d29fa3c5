import type { Stencil } from "@/lib/domain/content/stencil";
import type { Path } from "./content-problem";

/** Reports what is wrong at a path within the file being checked. */
export type Report = (path: Path, message: string) => void;

/** What content may refer to. */
export interface Vocabulary {
  /** The phases cases, rubrics and frameworks are written against. */
  phases: ReadonlySet<string>;
  /** The phase of each item of the common checklist. */
  checklist: ReadonlyMap<string, string>;
  /** The items that belong to no single phase. */
  acrossPhases: ReadonlySet<string>;
  stencils: ReadonlyMap<string, Stencil>;
  failureModes: ReadonlySet<string>;
  calculators: ReadonlySet<string>;
  timeProfiles: ReadonlySet<string>;
}

/** Reports each id that was seen before, at its own path. */
export function checkUnique(ids: readonly { id: string; path: Path }[], report: Report): void {
  const seen = new Set<string>();
  for (const { id, path } of ids) {
    if (seen.has(id)) report(path, `"${id}" is used twice`);
    seen.add(id);
  }
}

/** The same for a list of things with an id. */
export function checkUniqueIn(list: string, parts: readonly { id: string }[], report: Report) {
  checkUnique(
    parts.map(({ id }, i) => ({ id, path: [list, i, "id"] })),
    report,
  );
}

/** Reports each of these that `known` does not have. */
export function checkKnown(
  what: string,
  ids: readonly string[] | undefined,
  known: ReadonlySet<string> | ReadonlyMap<string, unknown>,
  path: Path,
  report: Report,
): void {
  ids?.forEach((id, i) => {
    if (!known.has(id)) report([...path, i], `there is no ${what} "${id}"`);
  });
}

/** The same path, further in. */
export const inside =
  (report: Report, ...prefix: PropertyKey[]): Report =>
  (path, message) =>
    report([...prefix, ...path], message);
