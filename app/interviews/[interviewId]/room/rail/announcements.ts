/**
 * What a screen reader hears of the clock: the phase when it changes, the last minute of a phase, its
 * end, and the last five minutes of the interview. Never a countdown.
 */
import { type Clock, type Pace, paceOf, remainingMs, totalRemainingMs } from "@/lib/domain/clock";
import { MINUTE_MS, type Plan } from "@/lib/domain/plan";
import { describeRemaining } from "./format-time";

/** Late enough to matter, early enough to leave a phase out and still reach the recap. */
const LAST_MINUTES_MS = 5 * MINUTE_MS;

/** The parts of the clock whose change is worth a sentence. */
export interface ClockMilestone {
  phase: number;
  isPaused: boolean;
  pace: Pace;
  isNearEnd: boolean;
}

export function milestoneOf(clock: Clock, now: number): ClockMilestone {
  const total = totalRemainingMs(clock, now);
  return {
    phase: clock.phase,
    isPaused: clock.status === "paused",
    pace: paceOf(clock, clock.phase, now),
    isNearEnd: total <= LAST_MINUTES_MS,
  };
}

/** The sentence for what changed, or null when nothing did. */
export function announcementOf(
  before: ClockMilestone | null,
  after: ClockMilestone,
  clock: Clock,
  plan: Plan,
  now: number,
): string | null {
  const name = plan[after.phase]?.name ?? "";
  const left = describeRemaining(remainingMs(clock, after.phase, now));
  if (!before || before.phase !== after.phase) return `${name}: ${left}.`;
  if (before.isPaused !== after.isPaused)
    return after.isPaused ? "The clock is paused." : `The clock runs again. ${name}: ${left}.`;
  if (before.pace !== after.pace) {
    if (after.pace === "ending") return `${name}: ${left}.`;
    if (after.pace === "over") return `${name} has used its time.`;
  }
  if (!before.isNearEnd && after.isNearEnd)
    return `${describeRemaining(totalRemainingMs(clock, now))} of the whole interview.`;
  return null;
}
