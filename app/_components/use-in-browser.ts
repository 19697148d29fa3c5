"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False while the server renders and during hydration, true from then on. */
export function useInBrowser(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
