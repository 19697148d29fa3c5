"use client";

import { CircleAlert } from "lucide-react";
import { useId } from "react";
import type { CalculatorInput } from "@/lib/domain/content/calculator";
import type { EstimatedInput } from "@/lib/estimate/estimate";
import { rangeOf } from "@/lib/estimate/figures";
import { stepQuantity } from "@/lib/estimate/step-quantity";
import { isShare } from "@/lib/estimate/units";
import { TextInput } from "../text-input";

/** One input of a calculator, on one line with its unit; below it how it is understood. */
export function QuantityField({
  input,
  typed,
  read,
  error,
  onType,
}: {
  input: CalculatorInput;
  typed: string;
  read: EstimatedInput | undefined;
  /** Null while somebody is still typing. */
  error: string | null;
  onType: (text: string) => void;
}) {
  const id = useId();
  const range = rangeOf(input);
  const understood = read?.readAs ? `Read as ${read.readAs}` : sentence(range);
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-sm">
        {input.label}
        {input.optional ? <span className="font-normal text-ink-3"> (optional)</span> : null}
      </label>
      <div className="flex items-center gap-2">
        <TextInput
          id={id}
          size="room"
          value={typed}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby={`${id}-unit ${id}-note ${id}-error`}
          aria-invalid={error ? true : undefined}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
            const next = stepQuantity(typed, input, event.key === "ArrowUp" ? 1 : -1);
            if (next === null) return;
            event.preventDefault();
            onType(next);
          }}
          className="tabular min-w-28 flex-1"
        />
        <span id={`${id}-unit`} className="wrap-anywhere w-28 shrink-0 text-ink-2 text-xs">
          {isShare(input.unit) ? "% (or 0 to 1)" : input.unit}
        </span>
      </div>
      <p id={`${id}-note`} className="text-ink-3 text-xs">
        {input.hint ? <span className="block">{sentence(input.hint)}</span> : null}
        <span className="tabular">{understood}</span>
      </p>
      {/* Always there, so that a screen reader hears the text when it comes. */}
      <p
        id={`${id}-error`}
        aria-live="polite"
        className="flex items-start gap-1.5 text-bad text-xs empty:hidden"
      >
        {error ? (
          <>
            <CircleAlert size={14} aria-hidden className="mt-0.5 shrink-0" />
            <span className="wrap-anywhere min-w-0">{error}</span>
          </>
        ) : null}
      </p>
    </div>
  );
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?]$/.test(text) ? "" : "."}`;
