"use client";

import clsx from "clsx";
import type { CompactView } from "./use-layout";

/** On narrow screens: which of the room's parts is shown. */
export function CompactViews({
  views,
  shown,
  onChange,
}: {
  views: readonly { view: CompactView; label: string }[];
  shown: CompactView;
  onChange: (view: CompactView) => void;
}) {
  return (
    <nav
      aria-label="Parts of the room"
      className="flex shrink-0 border-line border-b bg-surface px-1"
    >
      {views.map(({ view, label }) => (
        <button
          key={view}
          type="button"
          aria-current={view === shown ? "true" : undefined}
          onClick={() => onChange(view)}
          className={clsx(
            "-mb-px h-11 flex-1 border-b-2 px-1 font-medium text-sm transition-colors focus-visible:-outline-offset-2",
            view === shown ? "border-accent text-ink" : "border-transparent text-ink-2",
          )}
        >
          {label}
        </button>
      ))}
    </nav>
  );
}
