"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { Store } from "../connection/room-state";
import type { SavedState } from "../connection/saved-state";

/** A commit takes a few milliseconds; without this the word would flicker with every letter. */
const HOLD_SAVING_MS = 400;

/** The saved state, with "Saving…" held a moment longer. "Saved" may come late, never early. */
export function useSteadySaved(store: Store<SavedState>): SavedState {
  const state = useSyncExternalStore(store.subscribe, store.get, store.get);
  const [shown, setShown] = useState(state);

  useEffect(() => {
    if (state.kind !== "saved") {
      setShown(state);
      return;
    }
    const timer = setTimeout(() => setShown(state), HOLD_SAVING_MS);
    return () => clearTimeout(timer);
  }, [state]);

  return state.kind === "saved" ? shown : state;
}
