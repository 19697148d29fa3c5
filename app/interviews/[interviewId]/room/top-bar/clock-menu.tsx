"use client";

import { ChevronDown } from "lucide-react";
import { IconButton } from "@/app/_components/icon-button";
import { Menu } from "@/app/_components/menu";
import type { Clock, ClockCommand } from "@/lib/domain/clock";
import type { Plan } from "@/lib/domain/plan";
import { keyOf } from "../layout/shortcuts";
import { clockActions } from "../rail/clock-actions";

/** The clock's commands beside the time, for when the rail is out of sight. */
export function ClockMenu({
  clock,
  plan,
  onCommand,
}: {
  clock: Clock;
  plan: Plan;
  onCommand: (command: ClockCommand) => void;
}) {
  return (
    <Menu
      align="start"
      trigger={<IconButton name="Clock" icon={<ChevronDown size={16} aria-hidden />} />}
      items={Object.values(clockActions(clock, plan)).map((action) => ({
        label: action.label,
        shortcut: keyOf(action.shortcut),
        disabled: !action.isPossible,
        onSelect: () => onCommand(action.command),
      }))}
    />
  );
}
