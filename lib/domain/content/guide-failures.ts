import type { InterviewerBrief } from "./case-views";
import { FAILURE_ANYWHERE, type FailureModeEntry } from "./failure-mode";
import type { ScoredPhase } from "./framework";

/** Something that goes wrong in a phase, and the question that lets somebody notice it themselves. */
export interface GuideFailure {
  id: string;
  title: string;
  /** How it shows; in this case's own words where it has some. */
  shows: string;
  ask: string;
  /** The case names it, so it is likelier here. */
  isOfCase: boolean;
}

/** What a case names beyond the common list; it belongs to no phase. */
export interface OwnFailure {
  id: string;
  text: string;
}

/** The failure modes of a phase, those that the case names first. */
export function guideFailures(
  phase: Pick<ScoredPhase, "covers" | "alsoFrom">,
  brief: Pick<InterviewerBrief, "failureModes">,
  entries: Iterable<FailureModeEntry>,
): GuideFailure[] {
  const near = [...phase.covers, ...phase.alsoFrom];
  const named = new Map(brief.failureModes.map(({ id, text }) => [id, text]));
  const here = [...entries].flatMap((entry): GuideFailure[] => {
    const isOfCase = named.has(entry.id);
    // What may happen at any time would fill every phase; the case says which of it to expect.
    const isHere = near.includes(entry.phase) || (isOfCase && entry.phase === FAILURE_ANYWHERE);
    if (!isHere) return [];
    const { id, title, what, ask } = entry;
    return [{ id, title, shows: named.get(id) ?? what, ask, isOfCase }];
  });
  return [...here.filter((each) => each.isOfCase), ...here.filter((each) => !each.isOfCase)];
}

/** What the case adds to the common list. */
export function ownFailures(
  brief: Pick<InterviewerBrief, "failureModes">,
  isListed: (id: string) => boolean,
): OwnFailure[] {
  return brief.failureModes.filter(({ id }) => !isListed(id));
}
