/** What somebody has had to do with a case, and so what the library still keeps from them. */
export interface CaseState {
  /** Interviews as candidate or solo that came to their end. */
  attempts: number;
  lastAttemptAt: Date | null;
  /** Held a seat as interviewer, and with it the brief. */
  hasInterviewed: boolean;
  /** When they said "I am interviewing this case". */
  unlockedAt: Date | null;
}

export const NO_STATE: CaseState = {
  attempts: 0,
  lastAttemptAt: null,
  hasInterviewed: false,
  unlockedAt: null,
};

/** Whether the interviewer's half is known to them, so that the case tests them no more. */
export function isSpoiled(state: CaseState): boolean {
  return state.hasInterviewed || state.unlockedAt !== null;
}

/** The summary is for whoever has tried, or knows it all anyway. */
export function maySeeSummary(state: CaseState): boolean {
  return state.attempts > 0 || isSpoiled(state);
}

/** What a list is filtered by. A case can have several: done once, interviewed later. */
export const CASE_MARKS = ["new", "done", "interviewed", "opened"] as const;
export type CaseMark = (typeof CASE_MARKS)[number];

export function marksOf(state: CaseState): CaseMark[] {
  const marks: CaseMark[] = [];
  if (state.attempts > 0) marks.push("done");
  if (state.hasInterviewed) marks.push("interviewed");
  if (state.unlockedAt) marks.push("opened");
  return marks.length > 0 ? marks : ["new"];
}
