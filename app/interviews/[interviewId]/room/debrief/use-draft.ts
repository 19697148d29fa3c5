"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ScorecardDraft } from "@/lib/domain/scorecard";
import { DraftSaver, type DraftStatus } from "./draft-saver";

export interface DraftState {
  draft: ScorecardDraft;
  status: DraftStatus;
  change(draft: ScorecardDraft): void;
  /** Stores what waits. @throws when it cannot be stored */
  flush(): Promise<void>;
}

/** A draft that saves itself through `save`, which throws when it could not. */
export function useDraft(
  initial: ScorecardDraft,
  save: (draft: ScorecardDraft) => Promise<void>,
): DraftState {
  const [draft, setDraft] = useState(initial);
  const [status, setStatus] = useState<DraftStatus>("saved");
  const latestSave = useRef(save);
  useEffect(() => {
    latestSave.current = save;
  });
  const [saver] = useState(
    () => new DraftSaver({ save: (given) => latestSave.current(given), changed: setStatus }),
  );
  useEffect(() => () => saver.close(), [saver]);

  const change = useCallback(
    (next: ScorecardDraft) => {
      setDraft(next);
      saver.change(next);
    },
    [saver],
  );
  const flush = useCallback(() => saver.flush(), [saver]);
  return { draft, status, change, flush };
}
