/**
 * The clock: which phase is open, how long each phase has had, and what is left.
 *
 * Pure. Time arrives as `now` (epoch milliseconds, the database's clock), so the
 * room, the browser's countdown and the replay all run this same code. A phase
 * that runs over keeps counting up; the clock never moves to the next by itself.
 */
import { z } from "zod";
import { MAX_PHASE_MINUTES, MAX_PHASES, MIN_PHASE_MINUTES, MINUTE_MS, type Plan } from "./plan";
import { ok, type Result, refuse } from "./result";

const EpochMs = z.int().min(0);

const ClockFields = {
  /** Index into the plan. */
  phase: z
    .int()
    .min(0)
    .max(MAX_PHASES - 1),
  /** Budget of each phase as it stands now, minutes added or removed included. */
  budgetMs: z.array(z.int().min(0)).min(1).max(MAX_PHASES),
  /** What each phase has had before the stretch that began at `since`. */
  spentMs: z.array(z.int().min(0)).min(1).max(MAX_PHASES),
};

export const Clock = z.discriminatedUnion("status", [
  z.object({ status: z.literal("running"), since: EpochMs, ...ClockFields }),
  z.object({ status: z.literal("paused"), pausedAt: EpochMs, ...ClockFields }),
]);
export type Clock = z.infer<typeof Clock>;

/** The amber warning begins this long before a phase's budget is used up. */
const WARN_BEFORE_MS = MINUTE_MS;
/** One press adds or removes at most this much; a slip stays repairable. */
export const MAX_ADJUST_MINUTES = 10;

export const ClockCommand = z.discriminatedUnion("type", [
  z.object({ type: z.literal("pause") }),
  z.object({ type: z.literal("resume") }),
  /** `from` is the phase on the sender's screen, so a double click advances once. */
  z.object({ type: z.literal("advance"), from: z.int().min(0) }),
  z.object({ type: z.literal("back"), from: z.int().min(0) }),
  z.object({
    type: z.literal("adjust"),
    phase: z.int().min(0),
    minutes: z.int().min(-MAX_ADJUST_MINUTES).max(MAX_ADJUST_MINUTES),
  }),
]);
export type ClockCommand = z.infer<typeof ClockCommand>;

export type ClockRefusal =
  | "already-paused"
  | "already-running"
  | "stale-phase"
  | "last-phase"
  | "first-phase"
  | "out-of-range";

export function startClock(plan: Plan, now: number): Clock {
  return {
    status: "running",
    since: now,
    phase: 0,
    budgetMs: plan.map((phase) => phase.minutes * MINUTE_MS),
    spentMs: plan.map(() => 0),
  };
}

/** Milliseconds a phase has had until `now`. */
export function spentMs(clock: Clock, phase: number, now: number): number {
  const before = clock.spentMs[phase] ?? 0;
  if (clock.status !== "running" || phase !== clock.phase) return before;
  // A step of the database's clock backwards must not give time back.
  return before + Math.max(0, now - clock.since);
}

/** Milliseconds left of a phase's budget; negative once it runs over. */
export function remainingMs(clock: Clock, phase: number, now: number): number {
  return (clock.budgetMs[phase] ?? 0) - spentMs(clock, phase, now);
}

/** Milliseconds left of the whole interview; negative once it runs over. */
export function totalRemainingMs(clock: Clock, now: number): number {
  const budget = clock.budgetMs.reduce((sum, ms) => sum + ms, 0);
  const spent = clock.spentMs.reduce((sum, _, phase) => sum + spentMs(clock, phase, now), 0);
  return budget - spent;
}

export type Pace = "on-time" | "ending" | "over";

/** How long before the end of a budget the warning begins; a short phase is not amber from its start. */
export function warnBeforeMs(budgetMs: number): number {
  return Math.min(WARN_BEFORE_MS, budgetMs / 2);
}

/** The one warning scheme: amber in the last minute of a budget (or its last half), red past it. */
export function paceOf(clock: Clock, phase: number, now: number): Pace {
  const left = remainingMs(clock, phase, now);
  if (left < 0) return "over";
  return left <= warnBeforeMs(clock.budgetMs[phase] ?? 0) ? "ending" : "on-time";
}

/** What each phase has had, all stretches settled, at `now`. */
export function settledMs(clock: Clock, now: number): number[] {
  return clock.spentMs.map((_, phase) => spentMs(clock, phase, now));
}

function moveTo(clock: Clock, phase: number, now: number): Clock {
  const settled = { ...clock, phase, spentMs: settledMs(clock, now) };
  return settled.status === "running" ? { ...settled, since: now } : settled;
}

export function stepClock(
  clock: Clock,
  command: ClockCommand,
  now: number,
): Result<Clock, ClockRefusal> {
  const { phase, budgetMs } = clock;
  switch (command.type) {
    case "pause":
      if (clock.status !== "running") return refuse("already-paused");
      return ok({
        status: "paused",
        pausedAt: now,
        phase,
        budgetMs,
        spentMs: settledMs(clock, now),
      });

    case "resume":
      if (clock.status !== "paused") return refuse("already-running");
      return ok({ status: "running", since: now, phase, budgetMs, spentMs: clock.spentMs });

    case "advance":
      if (command.from !== phase) return refuse("stale-phase");
      if (phase + 1 >= budgetMs.length) return refuse("last-phase");
      return ok(moveTo(clock, phase + 1, now));

    case "back":
      if (command.from !== phase) return refuse("stale-phase");
      if (phase === 0) return refuse("first-phase");
      return ok(moveTo(clock, phase - 1, now));

    case "adjust": {
      const budget = budgetMs[command.phase];
      if (budget === undefined) return refuse("out-of-range");
      const next = budget + command.minutes * MINUTE_MS;
      if (next < MIN_PHASE_MINUTES * MINUTE_MS || next > MAX_PHASE_MINUTES * MINUTE_MS)
        return refuse("out-of-range");
      return ok({ ...clock, budgetMs: budgetMs.with(command.phase, next) });
    }

    default:
      return command satisfies never;
  }
}
