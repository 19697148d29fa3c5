"use client";

import { Download } from "lucide-react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { ConfirmDialog } from "@/app/_components/confirm-dialog";
import { DateTime } from "@/app/_components/date-time";
import type { RefusedEdits } from "../connection/room-state";
import { describeSaved } from "../connection/saved-state";
import { downloadText } from "./download-text";

/** Edits the server would not take: why, and the person's own version to keep. */
export function RefusedEditsBanner({
  refused,
  onDismiss,
}: {
  /** Oldest first; at least one. */
  refused: readonly RefusedEdits[];
  onDismiss: () => void;
}) {
  const latest = refused.at(-1);
  if (!latest) return null;
  const count = refused.reduce((sum, edits) => sum + edits.count, 0);
  const { label, detail } = describeSaved({ kind: "refused", count, code: latest.code });
  return (
    <Banner
      tone="warn"
      title={label}
      action={
        <ConfirmDialog
          title="Discard your version?"
          confirmLabel="Discard"
          trigger={
            <Button size="room" variant="quiet">
              Discard
            </Button>
          }
          onConfirm={onDismiss}
        >
          The copy of {count === 1 ? "the change that was" : "the changes that were"} not accepted
          is deleted from this device. What the room shows stays as it is.
        </ConfirmDialog>
      }
    >
      <p>{detail}</p>
      <ul className="m-0 flex list-none flex-col gap-1 p-0 pt-1">
        {refused.map((edits) => (
          <li key={edits.at} className="flex flex-wrap items-center gap-2">
            <DateTime value={edits.at} shape="time" />
            <Button
              size="room"
              icon={<Download size={16} aria-hidden />}
              onClick={() => downloadText("my-version.md", edits.text)}
            >
              My text
            </Button>
            {edits.canvas === null ? null : (
              <Button
                size="room"
                icon={<Download size={16} aria-hidden />}
                onClick={() => downloadText("my-version.excalidraw", edits.canvas ?? "")}
              >
                My canvas
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
