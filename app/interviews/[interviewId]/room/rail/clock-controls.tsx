"use client";

import { ArrowRight, Minus, Pause, Play, Plus, Undo2 } from "lucide-react";
import { Button } from "@/app/_components/button";
import { IconButton } from "@/app/_components/icon-button";
import type { Clock, ClockCommand } from "@/lib/domain/clock";
import type { Plan } from "@/lib/domain/plan";
import { keyOf } from "../layout/shortcuts";
import { clockActions } from "./clock-actions";

/** The clock's buttons, for those who drive it. */
export function ClockControls({
  clock,
  plan,
  onCommand,
}: {
  clock: Clock;
  plan: Plan;
  onCommand: (command: ClockCommand) => void;
}) {
  const actions = clockActions(clock, plan);
  const next = actions["next-phase"];
  const small = [
    { action: actions["previous-phase"], icon: <Undo2 size={16} aria-hidden /> },
    {
      action: actions["toggle-pause"],
      icon:
        clock.status === "paused" ? (
          <Play size={16} aria-hidden />
        ) : (
          <Pause size={16} aria-hidden />
        ),
    },
    { action: actions["remove-minute"], icon: <Minus size={16} aria-hidden /> },
    { action: actions["add-minute"], icon: <Plus size={16} aria-hidden /> },
  ];
  return (
    <fieldset className="flex shrink-0 flex-col gap-2 border-line border-t p-3">
      <legend className="sr-only">Clock</legend>
      <Button
        size="room"
        variant="primary"
        disabled={!next.isPossible}
        title={`${next.label} (${keyOf("next-phase")})`}
        icon={<ArrowRight size={16} aria-hidden />}
        onClick={() => onCommand(next.command)}
      >
        Next phase
      </Button>
      <div className="flex justify-between">
        {small.map(({ action, icon }) => (
          <IconButton
            key={action.shortcut}
            name={action.label}
            shortcut={keyOf(action.shortcut)}
            icon={icon}
            disabled={!action.isPossible}
            onClick={() => onCommand(action.command)}
          />
        ))}
      </div>
    </fieldset>
  );
}
