"use client";

import { useCallback, useEffect, useState } from "react";
import { z } from "zod";
import type { InterviewId } from "@/lib/domain/ids";

const KEY_PREFIX = "dryrun:ticks:";

const Stored = z.array(z.string().max(200)).max(500);

/** Which checklist items the interviewer has heard: a private aid of this browser, sent to nobody. */
export function useTicks(interviewId: InterviewId) {
  const key = `${KEY_PREFIX}${interviewId}`;
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());

  useEffect(() => {
    try {
      const read = Stored.safeParse(JSON.parse(localStorage.getItem(key) ?? "[]"));
      if (read.success) setTicked(new Set(read.data));
    } catch {
      // No storage, or not ours: nothing is ticked yet.
    }
  }, [key]);

  const toggle = useCallback(
    (id: string) =>
      setTicked((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        try {
          localStorage.setItem(key, JSON.stringify([...next]));
        } catch {
          // The ticks then last as long as the page.
        }
        return next;
      }),
    [key],
  );
  return { ticked, toggle };
}

/** Removes what this browser remembers of all interviews. @throws where storage is switched off */
export function forgetTicks(): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(KEY_PREFIX)) localStorage.removeItem(key);
  }
}
