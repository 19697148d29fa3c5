"use client";

import { useRef, useSyncExternalStore } from "react";

/** Well under the 250 ms a shown time may be off by, and nothing is drawn unless the text changes. */
const TICK_MS = 100;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // One timer for every time on the page: they all change on the same beat.
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/**
 * A value that depends on the time and is drawn anew only when it changes. `read` must return a
 * string, a number or a boolean: React compares what it gets.
 */
export function useTicking<T extends string | number | boolean>(read: () => T): T {
  const initial = useRef<T>(undefined);
  return useSyncExternalStore(subscribe, read, () => {
    // The server's time differs from the browser's: one value for the whole of hydration.
    initial.current ??= read();
    return initial.current;
  });
}
