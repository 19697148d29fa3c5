"use client";

import clsx from "clsx";
import { type ReactNode, useId } from "react";

export type RadioCard<Value extends string> = {
  value: Value;
  label: string;
  /** A second line under the label. */
  hint?: ReactNode;
  disabled?: boolean | undefined;
};

/**
 * One choice out of a few, all of them in sight. Real radio buttons underneath, so arrow keys and
 * plain forms work; controlled with `value`, or uncontrolled with `defaultValue`.
 */
export function RadioCards<Value extends string>({
  legend,
  hideLegend = false,
  name,
  options,
  value,
  defaultValue,
  onChange,
  size = "page",
  disabled = false,
}: {
  legend: string;
  hideLegend?: boolean | undefined;
  name?: string | undefined;
  options: readonly RadioCard<Value>[];
  value?: Value | null | undefined;
  defaultValue?: Value | undefined;
  onChange?: ((value: Value) => void) | undefined;
  size?: "room" | "page" | undefined;
  disabled?: boolean | undefined;
}) {
  const ownName = useId();
  const isControlled = value !== undefined;
  return (
    <fieldset disabled={disabled} className="min-w-0">
      <legend className={hideLegend ? "sr-only" : "mb-1.5 font-medium text-sm"}>{legend}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map((option) => (
          <label
            key={option.value}
            className={clsx(
              "relative flex min-w-0 flex-1 flex-col justify-center rounded-control border border-line-strong bg-surface text-center transition-colors",
              "hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-ink has-checked:ring-1 has-checked:ring-accent",
              "has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2 has-disabled:opacity-55",
              "pointer-coarse:min-h-11",
              size === "room" ? "min-h-8 px-2 py-1 text-sm" : "min-h-10 px-3 py-2",
            )}
          >
            <input
              type="radio"
              name={name ?? ownName}
              value={option.value}
              disabled={option.disabled}
              className="absolute inset-0 appearance-none opacity-0"
              {...(isControlled
                ? { checked: value === option.value }
                : { defaultChecked: defaultValue === option.value })}
              onChange={() => onChange?.(option.value)}
            />
            <span className="font-medium">{option.label}</span>
            {option.hint ? <span className="text-ink-2 text-sm">{option.hint}</span> : null}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
