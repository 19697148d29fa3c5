/**
 * The plan of an interview: its phases in order with a time budget each.
 *
 * Nothing here knows how many phases there are; a framework is data.
 */
import { z } from "zod";
import { ok, type Result, refuse } from "./result";

export const INTERVIEW_LENGTHS = [35, 45, 60] as const;
export const InterviewLength = z.union([z.literal(35), z.literal(45), z.literal(60)]);
export type InterviewLength = z.infer<typeof InterviewLength>;

export const Level = z.enum(["mid", "senior", "staff"]);
export type Level = z.infer<typeof Level>;

/** Below one minute a phase cannot be announced and answered. */
export const MIN_PHASE_MINUTES = 1;
/** A phase longer than the longest interview is a slip of the keyboard. */
export const MAX_PHASE_MINUTES = 60;
/** The longest framework we know has nine steps and two bookends; twice that is room enough. */
export const MAX_PHASES = 24;

export const PlannedPhase = z.object({
  phaseId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  name: z.string().min(1).max(80),
  minutes: z.int().min(MIN_PHASE_MINUTES).max(MAX_PHASE_MINUTES),
  /** Bookends (greeting, recap) are timed but not scored and have no section in the document. */
  isScored: z.boolean(),
});
export type PlannedPhase = z.infer<typeof PlannedPhase>;

export const Plan = z.array(PlannedPhase).min(1).max(MAX_PHASES);
export type Plan = z.infer<typeof Plan>;

export const MINUTE_MS = 60_000;

export function planMinutes(plan: Plan): number {
  return plan.reduce((sum, phase) => sum + phase.minutes, 0);
}

/**
 * A plan with the given minutes, phase by phase.
 *
 * @returns `wrong-total` when they do not add up to the interview's length
 */
export function withMinutes(
  plan: Plan,
  minutes: readonly number[],
  lengthMinutes: InterviewLength,
): Result<Plan, "wrong-total" | "wrong-count" | "out-of-range"> {
  if (minutes.length !== plan.length) return refuse("wrong-count");
  const next = plan.map((phase, i) => ({ ...phase, minutes: minutes[i] ?? 0 }));
  if (!Plan.safeParse(next).success) return refuse("out-of-range");
  if (planMinutes(next) !== lengthMinutes) return refuse("wrong-total");
  return ok(next);
}

/**
 * Minutes after one phase was set to `wanted`: the others give or take the difference,
 * the longest first and the last of equals, so that the sum never changes and nobody
 * falls under a minute. `wanted` is cut to what the others can give.
 */
export function rebalanceMinutes(
  minutes: readonly number[],
  index: number,
  wanted: number,
): number[] {
  const next = [...minutes];
  const current = next[index];
  if (current === undefined || !Number.isInteger(wanted)) return next;
  const others = next.map((_, i) => i).filter((i) => i !== index);
  const canGive = others.reduce((sum, i) => sum + (next[i] ?? 0) - MIN_PHASE_MINUTES, 0);
  const highest = Math.min(MAX_PHASE_MINUTES, current + canGive);
  const lowest = others.length === 0 ? current : MIN_PHASE_MINUTES;
  const target = Math.min(highest, Math.max(lowest, wanted));
  for (let left = target - current; left !== 0; left -= Math.sign(left)) {
    // Minute by minute: plans are short, and the shape of the rest stays as it was.
    const partner = others.reduce((best, i) => ((next[i] ?? 0) >= (next[best] ?? 0) ? i : best));
    next[partner] = (next[partner] ?? 0) - Math.sign(left);
  }
  next[index] = target;
  return next;
}
