"use client";

import { type RefObject, useCallback, useRef, useState } from "react";

/**
 * Whether a tooltip is shown, for Radix's `open` and `onOpenChange`, and the ref of what it belongs to.
 *
 * Radix closes a tooltip by any scroll. What gets the focus off screen is scrolled to, so its tooltip would be
 * gone at once: as long as its trigger has the focus, a scroll does not close it (WCAG 2.2, 1.4.13, "persistent").
 */
export function useTooltipOpen(): {
  isOpen: boolean;
  setIsOpen: (isOpen: boolean) => void;
  trigger: RefObject<HTMLButtonElement | null>;
} {
  const [isOpen, set] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const setIsOpen = useCallback((next: boolean) => {
    const isScroll = window.event?.type === "scroll";
    if (!next && isScroll && document.activeElement === trigger.current) return;
    set(next);
  }, []);
  return { isOpen, setIsOpen, trigger };
}
