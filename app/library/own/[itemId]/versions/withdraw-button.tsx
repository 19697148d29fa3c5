"use client";

import { Button } from "../../../../_components/button";
import { ConfirmDialog } from "../../../../_components/confirm-dialog";
import { withdrawAction } from "../../actions";

/** Takes it off the shelf, and puts it back. */
export function WithdrawButton({ itemId, isWithdrawn }: { itemId: string; isWithdrawn: boolean }) {
  const set = async (next: boolean) => {
    const answer = await withdrawAction(itemId, next);
    if (!answer.ok) throw new Error(answer.code);
  };
  if (isWithdrawn)
    return (
      <ConfirmDialog
        trigger={<Button>Offer it again</Button>}
        title="Offer it again?"
        confirmLabel="Offer it"
        tone="primary"
        onConfirm={() => set(false)}
      >
        Its newest version can be read in the library and chosen for new interviews.
      </ConfirmDialog>
    );
  return (
    <ConfirmDialog
      trigger={<Button>Withdraw</Button>}
      title="Withdraw it?"
      confirmLabel="Withdraw"
      cancelLabel="Keep offering it"
      onConfirm={() => set(true)}
    >
      It leaves the library and is not offered to new interviews. Interviews that have it keep it,
      and you can offer it again.
    </ConfirmDialog>
  );
}
