"use client";

import { useCallback, useEffect, useState } from "react";
import { z } from "zod";
import type { InterviewId } from "@/lib/domain/ids";

const Stored = z.array(z.string().max(200)).max(500);

/** Which checklist items the interviewer has heard: a private aid of this browser, sent to nobody. */
export function useTicks(interviewId: InterviewId) {
  const key = `dryrun:ticks:${interviewId}`;
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
