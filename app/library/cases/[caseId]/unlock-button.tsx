"use client";

import { useState } from "react";
import { Button } from "@/app/_components/button";
import { ConfirmDialog } from "@/app/_components/confirm-dialog";
import { unlockCaseAction } from "./actions";

/** "I am interviewing this case", asked once: afterwards the case tests this person no more. */
export function UnlockButton({
  caseId,
  caseTitle,
  startsOpen,
}: {
  caseId: string;
  caseTitle: string;
  /** Whoever came for the material is asked at once. */
  startsOpen: boolean;
}) {
  const [isOpen, setIsOpen] = useState(startsOpen);

  async function unlock() {
    const answer = await unlockCaseAction(caseId);
    // An action that leads to another page answers nothing.
    if (answer && !answer.ok) throw new Error(answer.code);
  }

  return (
    <ConfirmDialog
      trigger={<Button>I am interviewing this case</Button>}
      open={isOpen}
      onOpenChange={setIsOpen}
      title={`Interview “${caseTitle}”?`}
      confirmLabel="Open the material"
      cancelLabel="Not now"
      tone="primary"
      onConfirm={unlock}
    >
      <p>
        You get everything the interviewer knows: answers, numbers, hints, curveballs and a strong
        solution.
      </p>
      <p className="mt-2">
        From then on the case is marked as spoiled for you as a candidate. You can still practise
        it, but it no longer tests you. This is asked once and cannot be taken back.
      </p>
    </ConfirmDialog>
  );
}
