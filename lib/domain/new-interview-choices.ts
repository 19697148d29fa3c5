/** What the form for a new interview offers: plain data, nothing of a case's closed half but its pace. */
import type { CaseCard } from "./content/case-views";
import type { TimeProfile } from "./content/time-profile";
import type { InterviewLength } from "./plan";

export type CaseChoice = CaseCard & {
  /** Whoever takes part sees the minutes in the room, so the profile is no secret. */
  profileId: string;
  /** How this person came to know the interviewer's half; null when they do not. */
  knownFrom: "interviewing" | "reading" | null;
};

export interface FrameworkChoice {
  id: string;
  name: string;
  summary: string;
  phases: { id: string; name: string; goal: string; isScored: boolean }[];
  /** The minutes of the phases, in their order, by time profile and length. */
  minutes: Record<string, Record<InterviewLength, number[]>>;
}

interface RubricChoice {
  id: string;
  name: string;
  summary: string;
}

export type TimeProfileChoice = Pick<TimeProfile, "id" | "name" | "chooseWhen">;

export interface Choices {
  cases: CaseChoice[];
  frameworks: FrameworkChoice[];
  rubrics: RubricChoice[];
  timeProfiles: TimeProfileChoice[];
}
