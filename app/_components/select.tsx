"use client";

import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { CONTROL_CLASSES, useFieldControl } from "./field-control";

export type SelectOption = { value: string; label: string; disabled?: boolean | undefined };

/** The browser's own select: it works with every keyboard, phone and screen reader. */
export function Select({
  options,
  size = "page",
  className,
  ...select
}: {
  options: readonly SelectOption[];
  size?: "room" | "page" | undefined;
} & Omit<ComponentProps<"select">, "size" | "children">) {
  const control = useFieldControl();
  return (
    <div className={clsx("relative", className)}>
      <select
        {...control}
        {...select}
        className={clsx(
          CONTROL_CLASSES,
          "appearance-none bg-none",
          size === "room" ? "h-8 pr-8 pl-2.5 text-sm" : "h-10 pr-9 pl-3 text-base",
        )}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        size={16}
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-2.5 text-ink-3"
      />
    </div>
  );
}
