/** The words people see for the ids of an interview. */
import type { InterviewStatus } from "@/lib/domain/interview";
import type { InterviewMode } from "@/lib/domain/interview-mode";
import type { Level } from "@/lib/domain/plan";
import type { ParticipantRole } from "@/lib/domain/roles";
import type { Recommendation, Score } from "@/lib/domain/scorecard";
import type { ChipTone } from "../../_components/chip";

export const ROLE_WORDS: Record<ParticipantRole, string> = {
  interviewer: "Interviewer",
  candidate: "Candidate",
  observer: "Observer",
  solo: "Solo",
};

export const MODE_WORDS: Record<InterviewMode, string> = { guided: "Guided", exam: "Exam" };

export const LEVEL_WORDS: Record<Level, string> = { mid: "Mid", senior: "Senior", staff: "Staff" };

export const STATUS_WORDS: Record<InterviewStatus, string> = {
  scheduled: "Scheduled",
  lobby: "In the lobby",
  live: "Running",
  debrief: "Debrief",
  finished: "Finished",
  cancelled: "Cancelled",
};

export const STATUS_TONES: Record<InterviewStatus, ChipTone> = {
  scheduled: "info",
  lobby: "info",
  live: "accent",
  debrief: "warn",
  finished: "neutral",
  cancelled: "neutral",
};

export const RECOMMENDATION_WORDS: Record<Recommendation, string> = {
  "strong-no": "Strong no",
  no: "No",
  yes: "Yes",
  "strong-yes": "Strong yes",
};

export const RECOMMENDATION_TONES: Record<Recommendation, ChipTone> = {
  "strong-no": "bad",
  no: "warn",
  yes: "ok",
  "strong-yes": "ok",
};

export function scoreWord(score: Score): string {
  return score === "not-observed" ? "Not observed" : String(score);
}

export const DIFFICULTY_WORDS = {
  1: "first practice",
  2: "moderate",
  3: "demanding",
  4: "hard",
} as const;

/** Content names its domains as they stand inside a sentence; alone they begin like one. */
export function domainWords(domain: string): string {
  return domain.charAt(0).toUpperCase() + domain.slice(1);
}

/** A person's name, also when their account is gone. */
export function personName(name: string | null): string {
  return name ?? "Deleted person";
}
