/**
 * A device that keeps nothing. In a browser the local copy is written by IndexedDB beside the page; a
 * thousand of them in one process would measure the generator.
 */
import type { LocalCopy } from "@/app/interviews/[interviewId]/room/connection/local-copy";

const nothing = () => undefined;

export function emptyCopy(): LocalCopy {
  return {
    isKept: true,
    onKept: nothing,
    load: async () => ({ updates: [], refused: [] }),
    claim: nothing,
    adopt: async () => [],
    keepEdit: nothing,
    confirm: nothing,
    addConfirmed: nothing,
    dropEdits: nothing,
    replaceConfirmed: nothing,
    keepRefused: nothing,
    dropRefused: nothing,
    settled: async () => undefined,
    close: async () => undefined,
  };
}
