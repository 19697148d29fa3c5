"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactElement } from "react";
import { useTooltipOpen } from "./use-tooltip-open";

const OPEN_DELAY_MS = 400;

/** A few words on hover and focus. Never the only place where something is said. */
export function Tooltip({
  text,
  children,
  side = "bottom",
}: {
  text: string;
  children: ReactElement;
  side?: "top" | "right" | "bottom" | "left" | undefined;
}) {
  const { isOpen, setIsOpen, trigger } = useTooltipOpen();
  return (
    <Radix.Provider delayDuration={OPEN_DELAY_MS}>
      <Radix.Root open={isOpen} onOpenChange={setIsOpen}>
        <Radix.Trigger ref={trigger} asChild>
          {children}
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            hideWhenDetached
            className="z-50 max-w-64 animate-appear rounded-control bg-ink px-2 py-1 text-canvas text-xs shadow-float"
          >
            {text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
