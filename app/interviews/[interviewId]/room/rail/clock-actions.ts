/** What can be asked of the clock right now, with the words and keys for it: one list for rail, menu and keys. */
import type { Clock, ClockCommand } from "@/lib/domain/clock";
import { MAX_PHASE_MINUTES, MIN_PHASE_MINUTES, MINUTE_MS, type Plan } from "@/lib/domain/plan";
import type { Command } from "../layout/shortcuts";

export interface ClockAction {
  shortcut: Command;
  label: string;
  command: ClockCommand;
  isPossible: boolean;
}

type ClockShortcut = Extract<
  Command,
  "next-phase" | "previous-phase" | "toggle-pause" | "add-minute" | "remove-minute"
>;

export function clockActions(clock: Clock, plan: Plan): Record<ClockShortcut, ClockAction> {
  const { phase } = clock;
  const budgetMinutes = (clock.budgetMs[phase] ?? 0) / MINUTE_MS;
  const next = plan[phase + 1];
  const previous = plan[phase - 1];
  const isPaused = clock.status === "paused";
  return {
    "next-phase": {
      shortcut: "next-phase",
      label: next ? `Next: ${next.name}` : "This is the last phase",
      command: { type: "advance", from: phase },
      isPossible: next !== undefined,
    },
    "previous-phase": {
      shortcut: "previous-phase",
      label: previous ? `Back to ${previous.name}` : "This is the first phase",
      command: { type: "back", from: phase },
      isPossible: previous !== undefined,
    },
    "toggle-pause": {
      shortcut: "toggle-pause",
      label: isPaused ? "Resume the clock" : "Pause the clock",
      command: { type: isPaused ? "resume" : "pause" },
      isPossible: true,
    },
    "add-minute": {
      shortcut: "add-minute",
      label: "Add a minute to this phase",
      command: { type: "adjust", phase, minutes: 1 },
      isPossible: budgetMinutes < MAX_PHASE_MINUTES,
    },
    "remove-minute": {
      shortcut: "remove-minute",
      label: "Take a minute off this phase",
      command: { type: "adjust", phase, minutes: -1 },
      isPossible: budgetMinutes > MIN_PHASE_MINUTES,
    },
  };
}
