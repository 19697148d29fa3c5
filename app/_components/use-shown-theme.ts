"use client";

import { useSyncExternalStore } from "react";
import { readShownTheme, subscribeToTheme } from "./theme";

/** The theme on screen, following both the system and the person's choice. */
export function useShownTheme(): "light" | "dark" {
  return useSyncExternalStore(subscribeToTheme, readShownTheme, () => "light");
}
