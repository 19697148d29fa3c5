/**
 * An interview's life: scheduled → lobby → live → debrief → finished, or cancelled.
 *
 * Pure, with the clock inside the live state. The row that stores a state carries
 * a version; every change is a compare-and-set on it, in database time.
 */
import { z } from "zod";
import { Clock, ClockCommand, type ClockRefusal, settledMs, startClock, stepClock } from "./clock";
import { MAX_PHASES, type Plan } from "./plan";
import { ok, type Result, refuse } from "./result";

const EpochMs = z.int().min(0);

/** Why an interview ended: somebody ended it, or nobody was there for hours. */
export const EndReason = z.enum(["ended", "abandoned"]);
/** Why the cards became visible: all were in, an interviewer released them, or nobody came back. */
export const FinishReason = z.enum(["all-submitted", "released", "lapsed"]);

const Ran = {
  startedAt: EpochMs,
  endedAt: EpochMs,
  endReason: EndReason,
  /** What each phase of the plan really had. */
  actualMs: z.array(z.int().min(0)).min(1).max(MAX_PHASES),
  /** Budgets as they stood at the end, minutes added or removed included. */
  budgetMs: z.array(z.int().min(0)).min(1).max(MAX_PHASES),
};

export const InterviewState = z.discriminatedUnion("status", [
  z.object({ status: z.literal("scheduled") }),
  z.object({ status: z.literal("lobby") }),
  z.object({ status: z.literal("live"), startedAt: EpochMs, clock: Clock }),
  z.object({ status: z.literal("debrief"), ...Ran }),
  z.object({
    status: z.literal("finished"),
    finishedAt: EpochMs,
    finishReason: FinishReason,
    ...Ran,
  }),
  z.object({ status: z.literal("cancelled"), cancelledAt: EpochMs }),
]);
export type InterviewState = z.infer<typeof InterviewState>;
export type InterviewStatus = InterviewState["status"];

/** Live and empty for this long, an interview ends itself. */
export const ABANDONED_AFTER_MS = 4 * 60 * 60_000;
/** A debrief that nobody closes opens what was submitted after this long. */
export const DEBRIEF_LAPSES_AFTER_MS = 48 * 60 * 60_000;

/** What people can ask for over the wire; `finish` and the two reasons of `end` are the server's. */
export const PersonCommand = z.discriminatedUnion("type", [
  z.object({ type: z.literal("start") }),
  z.object({ type: z.literal("end") }),
  z.object({ type: z.literal("cancel") }),
  ...ClockCommand.options,
]);
export type PersonCommand = z.infer<typeof PersonCommand>;

export type InterviewCommand =
  | PersonCommand
  /** The first person enters a scheduled interview. */
  | { type: "open" }
  | { type: "abandon" }
  | { type: "finish"; reason: z.infer<typeof FinishReason> };

export type InterviewRefusal =
  | ClockRefusal
  | "not-live"
  | "already-started"
  | "already-ended"
  | "not-in-debrief"
  | "cancelled";

export function stepInterview(
  state: InterviewState,
  command: InterviewCommand,
  plan: Plan,
  now: number,
): Result<InterviewState, InterviewRefusal> {
  if (state.status === "cancelled") return refuse("cancelled");
  const hasEnded = state.status === "debrief" || state.status === "finished";
  switch (command.type) {
    case "open":
      return state.status === "scheduled" ? ok({ status: "lobby" }) : refuse("already-started");

    case "start":
      if (state.status !== "lobby" && state.status !== "scheduled")
        return refuse(hasEnded ? "already-ended" : "already-started");
      return ok({ status: "live", startedAt: now, clock: startClock(plan, now) });

    case "cancel":
      if (state.status !== "lobby" && state.status !== "scheduled")
        return refuse(hasEnded ? "already-ended" : "already-started");
      return ok({ status: "cancelled", cancelledAt: now });

    case "end":
    case "abandon":
      if (hasEnded) return refuse("already-ended");
      if (state.status !== "live") return refuse("not-live");
      return ok({
        status: "debrief",
        startedAt: state.startedAt,
        endedAt: now,
        endReason: command.type === "end" ? "ended" : "abandoned",
        actualMs: settledMs(state.clock, now),
        budgetMs: state.clock.budgetMs,
      });

    case "finish":
      if (state.status !== "debrief") return refuse("not-in-debrief");
      return ok({ ...state, status: "finished", finishedAt: now, finishReason: command.reason });

    case "pause":
    case "resume":
    case "advance":
    case "back":
    case "adjust": {
      if (hasEnded) return refuse("already-ended");
      if (state.status !== "live") return refuse("not-live");
      const stepped = stepClock(state.clock, command, now);
      return stepped.ok ? ok({ ...state, clock: stepped.value }) : stepped;
    }

    default:
      return command satisfies never;
  }
}
