"use client";

import { Tooltip as Radix } from "radix-ui";
import type { Term } from "@/lib/domain/content/term-marks";
import { useTooltipOpen } from "../use-tooltip-open";

const OPEN_DELAY_MS = 250;

/**
 * A word that explains itself: on hover, on focus, on a tap, and to a screen reader as its description.
 * Escape closes it.
 */
export function TermHelp({ term, text }: { term: Term; text: string }) {
  const { isOpen, setIsOpen, trigger } = useTooltipOpen();
  return (
    <Radix.Provider delayDuration={OPEN_DELAY_MS}>
      <Radix.Root open={isOpen} onOpenChange={setIsOpen}>
        <Radix.Trigger
          ref={trigger}
          type="button"
          // A tooltip closes when it is pressed; a finger has no other way to open this one.
          onClick={(event) => {
            event.preventDefault();
            setIsOpen(true);
          }}
          className="inline cursor-help whitespace-normal rounded-sm text-left align-baseline underline decoration-dotted decoration-line-strong underline-offset-3 hover:decoration-accent"
        >
          {text}
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            side="top"
            sideOffset={6}
            collisionPadding={8}
            hideWhenDetached
            className="z-50 max-w-72 animate-appear rounded-panel border border-line bg-surface px-3 py-2 text-ink text-sm shadow-float"
          >
            <span className="font-medium">{term.term}: </span>
            {term.short}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
