"use client";

import clsx from "clsx";
import Link from "next/link";
import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { Spinner } from "./spinner";

export type ButtonLook = {
  /** One primary per screen; danger only for what destroys. */
  variant?: "primary" | "secondary" | "quiet" | "danger" | undefined;
  /** 32 px in the room, 40 px on pages. */
  size?: "room" | "page" | undefined;
};

/** The classes of a button, for the few elements that are buttons without being one of ours. */
export function buttonClasses({ variant = "secondary", size = "page" }: ButtonLook): string {
  return clsx(
    "inline-flex shrink-0 select-none items-center justify-center gap-2 rounded-control border font-medium whitespace-nowrap no-underline transition-colors",
    "aria-disabled:opacity-55 disabled:opacity-55 pointer-coarse:min-h-11",
    size === "room" ? "h-8 px-3 text-sm" : "h-10 px-4 text-base",
    variant === "primary" && "border-transparent bg-accent text-on-accent hover:bg-accent-hover",
    variant === "secondary" && "border-line-strong bg-surface text-ink hover:bg-sunken",
    variant === "quiet" &&
      "border-transparent bg-transparent text-ink-2 hover:bg-sunken hover:text-ink",
    variant === "danger" && "border-transparent bg-bad text-on-bad hover:bg-bad-hover",
  );
}

type Common = ButtonLook & {
  icon?: ReactNode;
  children: ReactNode;
};

type AsButton = Common & {
  href?: undefined;
  /** Shows a spinner and ignores presses, keeping the focus where it is. */
  loading?: boolean | undefined;
} & Omit<ComponentProps<"button">, "children">;

type AsLink = Common & { href: string } & Omit<ComponentProps<typeof Link>, "children" | "href">;

/** A button, or with `href` a link that looks like one. */
export function Button(props: AsButton | AsLink) {
  if (props.href !== undefined) {
    const { variant, size, icon, children, className, ...link } = props;
    return (
      // A file is made when somebody asks for it, not when its button comes into sight.
      <Link
        {...link}
        {...(link.download !== undefined && { prefetch: false })}
        className={clsx(buttonClasses({ variant, size }), className)}
      >
        {icon}
        {children}
      </Link>
    );
  }
  const { variant, size, icon, children, className, loading = false, ...button } = props;
  // Not `disabled`: a disabled button drops the focus, and the person would start again at the top.
  const ignoreWhileLoading = (event: MouseEvent<HTMLButtonElement>) => {
    if (loading) event.preventDefault();
    else button.onClick?.(event);
  };
  return (
    <button
      type="button"
      {...button}
      onClick={ignoreWhileLoading}
      aria-disabled={loading || button["aria-disabled"] || undefined}
      aria-busy={loading || undefined}
      className={clsx(buttonClasses({ variant, size }), className)}
    >
      {loading ? <Spinner /> : icon}
      {children}
    </button>
  );
}
