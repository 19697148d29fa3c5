"use client";

import { createContext, useContext } from "react";

type FieldControl = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  required: boolean | undefined;
};

export const FieldControlContext = createContext<FieldControl | null>(null);

/** What an input inside a `Field` needs in order to be labelled and described by it. */
export function useFieldControl(): Partial<FieldControl> {
  return useContext(FieldControlContext) ?? {};
}

/** The look every text-like control shares. */
export const CONTROL_CLASSES =
  "w-full rounded-control border border-line-strong bg-surface text-ink transition-colors aria-invalid:border-bad disabled:opacity-55 pointer-coarse:min-h-11";
