"use client";

import { Button } from "@/app/_components/button";
import { ConfirmDialog } from "@/app/_components/confirm-dialog";

/** Ends the interview for everybody, after asking once. */
export function EndButton({ onEnd }: { onEnd: () => Promise<void> }) {
  return (
    <ConfirmDialog
      title="End the interview?"
      confirmLabel="End interview"
      trigger={<Button size="room">End</Button>}
      onConfirm={onEnd}
    >
      The clock stops for good, and document and canvas become read-only for everybody. Nothing that
      was written is lost. The debrief comes next.
    </ConfirmDialog>
  );
}
