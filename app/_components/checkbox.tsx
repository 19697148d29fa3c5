"use client";

import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";

/** A tick box with its label, and if wanted a second line. */
export function Checkbox({
  label,
  hint,
  className,
  ...input
}: { label: ReactNode; hint?: ReactNode } & Omit<ComponentProps<"input">, "type">) {
  return (
    <label className={clsx("flex items-start gap-2 pointer-coarse:min-h-11", className)}>
      <input type="checkbox" {...input} className="mt-[0.2em] size-4 shrink-0" />
      <span className="min-w-0">
        {label}
        {hint ? <span className="block text-ink-3 text-sm">{hint}</span> : null}
      </span>
    </label>
  );
}
