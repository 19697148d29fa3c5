"use client";

import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { FieldControlContext } from "./field-control";

/**
 * A labelled control. The input inside (`TextInput`, `Textarea`, `Select`) wires itself to the
 * label, the hint and the error.
 */
export function Field({
  label,
  hint,
  error,
  required,
  children,
}: {
  label: string;
  hint?: ReactNode;
  /** Says what is wrong and what to do. Announced when it appears. */
  error?: string | null | undefined;
  required?: boolean | undefined;
  children: ReactNode;
}) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [hint ? hintId : null, error ? errorId : null].filter(Boolean).join(" ");
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <FieldControlContext
        value={{
          id,
          "aria-describedby": describedBy || undefined,
          "aria-invalid": error ? true : undefined,
          required,
        }}
      >
        {children}
      </FieldControlContext>
      {hint ? (
        <p id={hintId} className="text-ink-3 text-sm">
          {hint}
        </p>
      ) : null}
      {/* Always there, so that a screen reader hears the text when it comes. */}
      <p
        id={errorId}
        aria-live="polite"
        className="flex items-start gap-1.5 text-bad text-sm empty:hidden"
      >
        {error ? (
          <>
            <CircleAlert size={16} aria-hidden className="mt-0.5 shrink-0" />
            <span>{error}</span>
          </>
        ) : null}
      </p>
    </div>
  );
}
