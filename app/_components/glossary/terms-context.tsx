"use client";

import { createContext, useContext } from "react";
import type { Term } from "@/lib/domain/content/term-marks";

/** The terms a room may explain: its texts stand deep in panels that have nothing else to do with them. */
export const TermsContext = createContext<readonly Term[]>([]);

export function useTerms(): readonly Term[] {
  return useContext(TermsContext);
}
