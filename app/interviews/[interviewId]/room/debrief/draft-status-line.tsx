import { CircleAlert, CircleCheck } from "lucide-react";
import type { DraftStatus } from "./draft-saver";

/** Whether the draft is safe, in words. */
export function DraftStatusLine({ status }: { status: DraftStatus }) {
  return (
    <p
      aria-live={status === "failed" ? "assertive" : "off"}
      className={`inline-flex shrink-0 items-center gap-1 text-xs ${status === "failed" ? "text-bad" : "text-ink-3"}`}
    >
      {status === "failed" ? (
        <CircleAlert size={12} aria-hidden />
      ) : status === "saved" ? (
        <CircleCheck size={12} aria-hidden />
      ) : null}
      {status === "saved"
        ? "Draft saved"
        : status === "saving"
          ? "Saving…"
          : "Not saved, trying again"}
    </p>
  );
}
