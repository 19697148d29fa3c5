"use client";

import clsx from "clsx";
import type { ComponentProps } from "react";
import { CONTROL_CLASSES, useFieldControl } from "./field-control";

/** Several lines of text, growing with what is written where the browser can. */
export function Textarea({
  size = "page",
  className,
  ...textarea
}: { size?: "room" | "page" | undefined } & ComponentProps<"textarea">) {
  const control = useFieldControl();
  return (
    <textarea
      rows={3}
      {...control}
      {...textarea}
      className={clsx(
        CONTROL_CLASSES,
        "block max-h-96 read-only:bg-sunken resize-y field-sizing-content",
        size === "room" ? "min-h-16 px-2.5 py-1.5 text-sm" : "min-h-24 px-3 py-2 text-base",
        className,
      )}
    />
  );
}
