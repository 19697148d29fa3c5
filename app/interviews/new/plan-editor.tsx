"use client";

import { Minus, Plus } from "lucide-react";
import type { FrameworkChoice } from "@/lib/domain/new-interview-choices";
import { MAX_PHASE_MINUTES, MIN_PHASE_MINUTES } from "@/lib/domain/plan";
import { IconButton } from "../../_components/icon-button";
import { MinutesInput } from "./minutes-input";

/**
 * The minutes of each phase. Changing one takes from, or gives to, the longest others,
 * so that the sum on screen is always the interview's length.
 */
export function PlanEditor({
  phases,
  minutes,
  lengthMinutes,
  onChange,
}: {
  phases: FrameworkChoice["phases"];
  minutes: readonly number[];
  lengthMinutes: number;
  onChange: (index: number, wanted: number) => void;
}) {
  return (
    // A fieldset is as wide as its longest name, unless told otherwise.
    <fieldset className="min-w-0">
      <legend className="font-medium">Minutes per phase</legend>
      <p className="text-ink-2 text-sm">
        They always add up to {lengthMinutes}: a longer phase takes from the longest others.
      </p>
      <ol className="mt-3 divide-y divide-line border-line border-y">
        {phases.map((phase, index) => {
          const value = minutes[index] ?? 0;
          return (
            <li key={phase.id} className="flex items-center gap-3 py-1.5">
              <span className="min-w-0 flex-1">
                <span className="block">
                  {phase.name}
                  {phase.isScored ? null : (
                    <span className="text-ink-3 text-sm"> · not scored</span>
                  )}
                </span>
                <span className="block text-ink-2 text-sm">{phase.goal}</span>
                <span
                  aria-hidden
                  className="mt-1 block h-1 rounded-full bg-accent"
                  style={{ width: `${(100 * value) / lengthMinutes}%` }}
                />
              </span>
              <span className="flex items-center gap-1">
                <IconButton
                  name={`One minute less for ${phase.name}`}
                  icon={<Minus size={16} aria-hidden />}
                  disabled={value <= MIN_PHASE_MINUTES}
                  onClick={() => onChange(index, value - 1)}
                />
                <MinutesInput
                  name={`Minutes for ${phase.name}`}
                  value={value}
                  onCommit={(wanted) => onChange(index, wanted)}
                />
                <IconButton
                  name={`One minute more for ${phase.name}`}
                  icon={<Plus size={16} aria-hidden />}
                  disabled={value >= MAX_PHASE_MINUTES}
                  onClick={() => onChange(index, value + 1)}
                />
              </span>
            </li>
          );
        })}
      </ol>
      <p className="mt-2 text-right font-medium tabular-nums" aria-live="polite">
        {minutes.reduce((sum, value) => sum + value, 0)} of {lengthMinutes} minutes
      </p>
    </fieldset>
  );
}
