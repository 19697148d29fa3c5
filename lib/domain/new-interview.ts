/** What the form for a new interview asks, and the choices it starts with. */
import { z } from "zod";
import { InterviewMode } from "./interview-mode";
import { InterviewLength, Level, MAX_PHASE_MINUTES, MAX_PHASES, MIN_PHASE_MINUTES } from "./plan";

/** Who I am in it. Somebody with a link takes the other part; in solo nobody has to. */
export const HostRole = z.enum(["candidate", "interviewer", "solo"]);
export type HostRole = z.infer<typeof HostRole>;

/** Long enough for any meeting address with its password. */
const MAX_CALL_LINK_CHARS = 500;
/** An interview further away than a year is a slip of the calendar. */
export const MAX_SCHEDULE_AHEAD_MS = 366 * 24 * 60 * 60_000;

export const CallLink = z
  // Normalised, so that no character gets through that a table or a header would refuse.
  .url({ protocol: /^https?$/, normalize: true, error: "A call link starts with https://" })
  .max(MAX_CALL_LINK_CHARS, "A call link has at most 500 characters.");

export const NewInterviewInput = z.object({
  role: HostRole,
  caseId: z.string().min(1).max(80),
  frameworkId: z.string().min(1).max(80),
  rubricId: z.string().min(1).max(80),
  mode: InterviewMode,
  lengthMinutes: InterviewLength,
  level: Level,
  /** One number per phase of the framework; they add up to the length. */
  minutes: z.array(z.int().min(MIN_PHASE_MINUTES).max(MAX_PHASE_MINUTES)).min(1).max(MAX_PHASES),
  callLink: CallLink.nullable(),
  /** Null: the lobby opens at once. */
  scheduledFor: z.coerce.date().nullable(),
});
export type NewInterviewInput = z.infer<typeof NewInterviewInput>;

export const NEW_INTERVIEW_DEFAULTS = {
  /** For whoever comes without a wish: a product that everybody has used. */
  caseId: "video-recommendation",
  lengthMinutes: 45,
  level: "senior",
  role: "candidate",
} as const satisfies Partial<NewInterviewInput>;

/** Alone one learns the way; with somebody across the table one rehearses without the crib. */
export function usualMode(role: HostRole): InterviewMode {
  return role === "solo" ? "guided" : "exam";
}
