"use client";

import { CircleHelp, PanelRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { BrandMark } from "@/app/_components/brand-mark";
import { IconButton } from "@/app/_components/icon-button";
import { ThemeToggle } from "@/app/_components/theme-toggle";
import type { Roster } from "@/lib/protocol/messages";
import type { Store } from "../connection/room-state";
import type { SavedState } from "../connection/saved-state";
import { keyOf } from "../layout/shortcuts";
import { SavedIndicator } from "./saved-indicator";
import { WhoIsHere } from "./who-is-here";

/** 48 pixels that say which case, how much time, whether it is saved and who is here. */
export function TopBar({
  title,
  homeHref,
  middle,
  end,
  saved,
  roster,
  me,
  panel,
  onShowShortcuts,
}: {
  title: string;
  /** Where the mark leads: the page of this interview. */
  homeHref: string;
  /** The clock, or the name of what is going on. */
  middle: ReactNode;
  /** The way out: end the interview, or leave. */
  end: ReactNode;
  saved: Store<SavedState>;
  roster: Roster;
  me: number;
  /** Null where there is no side panel beside the rest. */
  panel: { isOpen: boolean; toggle: () => void } | null;
  onShowShortcuts: () => void;
}) {
  return (
    <header className="flex h-12 shrink-0 items-center gap-3 border-line border-b bg-surface px-3">
      <Link
        href={homeHref}
        aria-label="Leave the room"
        title="Leave the room"
        className="shrink-0 rounded-control"
      >
        <BrandMark size={20} />
      </Link>
      <h1 className="max-w-60 truncate text-sm max-lg:sr-only">{title}</h1>
      <span aria-hidden className="hidden h-5 w-px bg-line lg:block" />
      {middle}
      <div className="ml-auto flex min-w-0 items-center gap-3">
        <SavedIndicator saved={saved} />
        <WhoIsHere roster={roster} me={me} />
        <div className="hidden items-center sm:flex">
          <ThemeToggle />
          <IconButton
            name="Keyboard shortcuts"
            shortcut={keyOf("show-shortcuts")}
            icon={<CircleHelp size={16} aria-hidden />}
            onClick={onShowShortcuts}
          />
          {panel ? (
            <IconButton
              name={panel.isOpen ? "Hide the side panel" : "Show the side panel"}
              shortcut={keyOf("toggle-panel")}
              icon={<PanelRight size={16} aria-hidden />}
              aria-pressed={panel.isOpen}
              onClick={panel.toggle}
            />
          ) : null}
        </div>
        {end}
      </div>
    </header>
  );
}
