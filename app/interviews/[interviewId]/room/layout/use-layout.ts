"use client";

import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { z } from "zod";
import { EVEN_SPLIT } from "./split-ratio";

/** Narrower than this, rail, document, canvas and panel no longer fit beside each other. */
const WIDE = "(min-width: 1120px)";
const STORAGE_KEY = "dryrun:layout";

/** What a narrow screen shows, one at a time. */
export type CompactView = "document" | "canvas" | "phases" | "panel";

const Stored = z.object({
  split: z.number().min(0).max(1),
  isPanelOpen: z.boolean(),
});

/** A tab of the side panel, chosen while it was wide or not: in the debrief another one comes first. */
interface ChosenTab {
  tab: string;
  isPanelWide: boolean;
}

export interface Layout {
  isWide: boolean;
  split: number;
  setSplit(share: number): void;
  /** Which of the two has the centre for itself. */
  only: "document" | "canvas" | null;
  toggleOnly(which: "document" | "canvas"): void;
  isPanelOpen: boolean;
  togglePanel(): void;
  /** Shows the side panel, on a narrow screen in place of the rest. */
  showPanel(): void;
  view: CompactView;
  setView(view: CompactView): void;
  /** Null until somebody has chosen one. */
  chosenTab: ChosenTab | null;
  chooseTab(chosen: ChosenTab): void;
}

function subscribeToWidth(onChange: () => void): () => void {
  const query = window.matchMedia(WIDE);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}

/** How this person has arranged the room; split and panel are remembered by this browser. */
export function useLayout(): Layout {
  const isWide = useSyncExternalStore(
    subscribeToWidth,
    () => window.matchMedia(WIDE).matches,
    () => true,
  );
  const [stored, setStored] = useState({ split: EVEN_SPLIT, isPanelOpen: true });
  const [only, setOnly] = useState<Layout["only"]>(null);
  const [view, setView] = useState<CompactView>("document");
  const [chosenTab, chooseTab] = useState<ChosenTab | null>(null);

  useEffect(() => {
    try {
      const read = Stored.safeParse(JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "null"));
      if (read.success) setStored(read.data);
    } catch {
      // Storage is switched off, or holds something that is not ours: the defaults are fine.
    }
  }, []);

  const store = useCallback((change: Partial<z.infer<typeof Stored>>) => {
    setStored((before) => {
      const next = { ...before, ...change };
      try {
        localStorage.setItem(STORAGE_KEY, JSON.stringify(next));
      } catch {
        // Without storage the arrangement lasts as long as the page.
      }
      return next;
    });
  }, []);

  const showPanel = useCallback(() => {
    store({ isPanelOpen: true });
    setView("panel");
  }, [store]);

  const { split, isPanelOpen } = stored;
  return {
    isWide,
    split,
    setSplit: (share) => store({ split: share }),
    only,
    toggleOnly: (which) => {
      setOnly((before) => (before === which ? null : which));
      setView(which);
    },
    isPanelOpen,
    togglePanel: () => {
      store({ isPanelOpen: !isPanelOpen });
      if (!isWide) setView((before) => (before === "panel" ? "document" : "panel"));
    },
    showPanel,
    view,
    setView,
    chosenTab,
    chooseTab,
  };
}
