"use client";

import clsx from "clsx";
import { CircleAlert, CircleCheck, CloudOff, RefreshCw } from "lucide-react";
import { Tooltip } from "@/app/_components/tooltip";
import type { Store } from "../connection/room-state";
import { describeSaved, type SavedState } from "../connection/saved-state";
import { useSteadySaved } from "./use-steady-saved";

const ICONS = {
  connecting: RefreshCw,
  saved: CircleCheck,
  saving: RefreshCw,
  offline: CloudOff,
  "not-saved": CircleAlert,
  refused: CircleAlert,
} as const;

/** In words whether everything is safe. Only trouble, and its end, is said aloud. */
export function SavedIndicator({ saved }: { saved: Store<SavedState> }) {
  const state = useSteadySaved(saved);
  const { label, detail } = describeSaved(state);
  // "Offline: 12 changes kept on this device": on a phone there is room for the word before the colon.
  const [word = label, ...rest] = label.split(":");
  const Icon = ICONS[state.kind];
  const isTrouble =
    state.kind === "offline" || state.kind === "not-saved" || state.kind === "refused";
  const indicator = (
    <span
      data-saved={state.kind}
      className={clsx(
        "flex min-w-0 items-center gap-1.5 text-sm",
        state.kind === "offline" ? "text-warn" : isTrouble ? "text-bad" : "text-ink-2",
      )}
    >
      <Icon size={16} aria-hidden className="shrink-0" />
      <span className="truncate">
        {word}
        {rest.length > 0 ? <span className="max-sm:sr-only">:{rest.join(":")}</span> : null}
      </span>
    </span>
  );
  return (
    <>
      {detail ? (
        <Tooltip text={detail}>
          <button type="button" className="min-w-0 rounded-control">
            {indicator}
          </button>
        </Tooltip>
      ) : (
        indicator
      )}
      <span aria-live="polite" className="sr-only">
        {isTrouble ? `${word}.` : ""}
      </span>
    </>
  );
}
