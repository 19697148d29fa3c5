"use client";

import clsx from "clsx";
import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";

export type Tab = {
  id: string;
  label: ReactNode;
  content: ReactNode;
  /** Stays mounted while another tab is shown, for what must not lose its state. */
  keepMounted?: boolean | undefined;
};

/** With more than these the narrow side panel of the room would hide the last one. */
const ROOMY_TABS = 4;

/** Panels of which one is shown, chosen by a row of tabs (arrow keys move between them). */
export function Tabs({
  label,
  tabs,
  value,
  onChange,
  className,
  listEnd,
}: {
  /** What the row of tabs is about, for screen readers. */
  label: string;
  tabs: readonly Tab[];
  value: string;
  onChange: (id: string) => void;
  className?: string | undefined;
  /** Something small at the end of the row, such as a close button. */
  listEnd?: ReactNode;
}) {
  const isCrowded = tabs.length > ROOMY_TABS;
  return (
    <Radix.Root
      value={value}
      onValueChange={onChange}
      className={clsx("flex min-h-0 flex-col", className)}
    >
      <div
        className={clsx(
          "@container flex shrink-0 items-center gap-2 border-line border-b",
          isCrowded ? "px-1" : "px-2",
        )}
      >
        <Radix.List
          aria-label={label}
          className={clsx(
            "flex min-w-0 flex-1 overflow-x-auto",
            isCrowded ? "gap-0.5 @min-[21rem]:gap-1" : "gap-1",
          )}
        >
          {tabs.map((tab) => (
            <Radix.Trigger
              key={tab.id}
              value={tab.id}
              className={clsx(
                "-mb-px h-10 shrink-0 border-transparent border-b-2 font-medium text-ink-2 text-sm transition-colors hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-ink pointer-coarse:h-11",
                isCrowded ? "px-1 @min-[21rem]:px-2" : "px-2",
              )}
            >
              {tab.label}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {listEnd}
      </div>
      {tabs.map((tab) => (
        <Radix.Content
          key={tab.id}
          value={tab.id}
          {...(tab.keepMounted ? { forceMount: true as const } : {})}
          className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2 data-[state=inactive]:hidden"
        >
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
