"use client";

import { type RefObject, useCallback, useRef } from "react";
import type { InsertOutcome } from "@/app/_components/estimator/insert-button";
import type { Plan } from "@/lib/domain/plan";
import type { OpenDocumentHandle } from "../document/open-document";

/** Writes lines from the side panel into the document of the room. */
export function useInsertLine(
  plan: Plan,
  isReadOnly: boolean,
): {
  openDocument: RefObject<OpenDocumentHandle | null>;
  insertLine: (line: string) => InsertOutcome;
} {
  const openDocument = useRef<OpenDocumentHandle>(null);
  const insertLine = useCallback(
    (line: string): InsertOutcome => {
      if (isReadOnly)
        return {
          ok: false,
          sentence: "The document can only be read now. Copy the text and keep it elsewhere.",
        };
      const phaseId = openDocument.current?.insertLine(line) ?? null;
      if (phaseId === null)
        return { ok: false, sentence: "The document is not open yet. Try again in a moment." };
      const phase = plan.find((each) => each.phaseId === phaseId);
      return { ok: true, where: phase ? `“${phase.name}”` : "“More notes”" };
    },
    [isReadOnly, plan],
  );
  return { openDocument, insertLine };
}
