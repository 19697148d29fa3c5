"use client";

import { Button } from "../../../_components/button";
import { ConfirmDialog } from "../../../_components/confirm-dialog";
import { deleteDraftAction } from "../actions";

export function DeleteDraft({ itemId }: { itemId: string }) {
  return (
    <div className="mt-10">
      <ConfirmDialog
        trigger={<Button variant="quiet">Delete the draft</Button>}
        title="Delete this draft?"
        confirmLabel="Delete for good"
        cancelLabel="Keep it"
        onConfirm={async () => {
          const answer = await deleteDraftAction(itemId);
          // An action that leads to another page answers nothing.
          if (answer && !answer.ok) throw new Error(answer.code);
        }}
      >
        Nothing of it is published. Its text is deleted for everybody, and this cannot be taken
        back.
      </ConfirmDialog>
    </div>
  );
}
