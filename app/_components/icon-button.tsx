"use client";

import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { buttonClasses } from "./button";
import { Tooltip } from "./tooltip";

type Props = {
  /** What it does, for screen readers and the tooltip. */
  name: string;
  /** Shown after the name in the tooltip, such as "Alt+P". */
  shortcut?: string | undefined;
  icon: ReactNode;
  size?: "room" | "page" | undefined;
  variant?: "secondary" | "quiet" | undefined;
} & Omit<ComponentProps<"button">, "children" | "name" | "aria-label">;

/** A square button with an icon; its name is always in the tooltip. */
export function IconButton({
  name,
  shortcut,
  icon,
  size = "room",
  variant = "quiet",
  className,
  ...button
}: Props) {
  return (
    <Tooltip text={shortcut ? `${name} (${shortcut})` : name}>
      <button
        type="button"
        {...button}
        aria-label={name}
        className={clsx(
          buttonClasses({ variant, size }),
          size === "room" ? "w-8" : "w-10",
          "px-0! pointer-coarse:min-w-11",
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
