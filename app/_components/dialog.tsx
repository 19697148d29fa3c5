"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { buttonClasses } from "./button";

/**
 * A dialog over the page. Escape and a click outside close it, and the focus returns to where it
 * was. Open it with a `trigger`, or control it with `open` and `onOpenChange`.
 */
export function Dialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  footer,
  wide = false,
  onCloseAutoFocus,
  children,
}: {
  title: string;
  description?: ReactNode;
  trigger?: ReactElement | undefined;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  /** Buttons, at the bottom right. */
  footer?: ReactNode;
  /** "full" is as wide as the window allows, for a drawing. */
  wide?: boolean | "full" | undefined;
  /** Prevent its default to put the focus elsewhere than back where it was. */
  onCloseAutoFocus?: ((event: Event) => void) | undefined;
  children?: ReactNode;
}) {
  return (
    <Radix.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          {...(onCloseAutoFocus === undefined ? {} : { onCloseAutoFocus })}
          className={`fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 animate-appear flex-col rounded-panel border border-line bg-surface text-ink shadow-float ${wide === "full" ? "max-w-7xl" : wide ? "max-w-3xl" : "max-w-md"}`}
        >
          <div className="flex items-start justify-between gap-4 p-4 pb-2">
            <Radix.Title className="text-lg">{title}</Radix.Title>
            {/* Without a tooltip: it gets the focus first, and would cover what the dialog says. */}
            <Radix.Close
              aria-label="Close"
              className={`${buttonClasses({ variant: "quiet", size: "room" })} w-8 px-0! pointer-coarse:min-w-11`}
            >
              <X size={16} aria-hidden />
            </Radix.Close>
          </div>
          <div className="min-h-0 overflow-y-auto px-4 pb-4 text-sm">
            {description ? (
              <Radix.Description asChild>
                <div className="mb-3 text-ink-2">{description}</div>
              </Radix.Description>
            ) : null}
            {children}
          </div>
          {footer ? (
            <div className="flex flex-wrap justify-end gap-2 border-line border-t p-4">
              {footer}
            </div>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
