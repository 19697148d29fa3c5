"use client";

import clsx from "clsx";
import type { ComponentProps } from "react";
import { CONTROL_CLASSES, useFieldControl } from "./field-control";

/** One line of text. Inside a `Field` it is labelled by it. */
export function TextInput({
  size = "page",
  className,
  ...input
}: { size?: "room" | "page" | undefined } & Omit<ComponentProps<"input">, "size">) {
  const control = useFieldControl();
  return (
    <input
      type="text"
      {...control}
      {...input}
      className={clsx(
        CONTROL_CLASSES,
        "read-only:bg-sunken",
        size === "room" ? "h-8 px-2.5 text-sm" : "h-10 px-3 text-base",
        className,
      )}
    />
  );
}
