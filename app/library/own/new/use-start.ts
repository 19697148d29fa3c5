"use client";

import { unstable_rethrow } from "next/navigation";
import { useState, useTransition } from "react";
import type { Result } from "@/lib/domain/result";
import { refusalSentence, UNREACHABLE } from "../_components/words";

/** Begins a draft; the page moves on to it, or says why there is none. */
export function useStart() {
  const [error, setError] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();
  const start = (begin: () => Promise<Result<null, string>>) => {
    if (pending) return;
    setError(null);
    startTransition(async () => {
      try {
        const answer = await begin();
        if (answer && !answer.ok) setError(refusalSentence(answer.code));
      } catch (failure) {
        // Next tells the page to move on by throwing.
        unstable_rethrow(failure);
        setError(UNREACHABLE);
      }
    });
  };
  return { error, setError, pending, start };
}
