"use client";

import { useState } from "react";
import type { UserId } from "@/lib/domain/ids";
import { Banner } from "../../_components/banner";
import { Button } from "../../_components/button";
import { ConfirmDialog } from "../../_components/confirm-dialog";
import { deleteAccountAction } from "./actions";
import { countUnsavedChanges, forgetThisBrowser } from "./forget-this-browser";

function interviews(count: number): string {
  return count === 1 ? "1 interview" : `${count} interviews`;
}

/** Deleting oneself, with what is lost named before. */
export function DeleteAccount({
  userId,
  isGuest,
  lost,
  kept,
}: {
  userId: UserId;
  isGuest: boolean;
  /** Interviews that go along, and those that stay with others. */
  lost: number;
  kept: number;
}) {
  const [refused, setRefused] = useState<string | null>(null);
  const [asked, setAsked] = useState<{ unsaved: number } | null>(null);

  const remove = async () => {
    const answer = await deleteAccountAction();
    if (answer) setRefused(answer.error);
    else await forgetThisBrowser(userId);
  };

  return (
    <div className="flex flex-col items-start gap-4">
      {refused ? (
        <Banner tone="bad" title="Nothing was deleted">
          {refused}
        </Banner>
      ) : null}
      <Button
        onClick={async () => {
          setRefused(null);
          setAsked({ unsaved: await countUnsavedChanges(userId) });
        }}
      >
        {isGuest ? "Delete everything" : "Delete account"}
      </Button>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(isOpen) => {
          if (!isOpen) setAsked(null);
        }}
        title={isGuest ? "Delete everything you did here?" : "Delete your account?"}
        confirmLabel={isGuest ? "Delete everything" : "Delete account"}
        cancelLabel="Keep it"
        onConfirm={remove}
      >
        <p>This cannot be taken back. Deleted for good:</p>
        <ul className="mt-2 list-disc pl-5">
          <li>{isGuest ? "your name" : "your name, e-mail address and password"}</li>
          {lost > 0 ? (
            <li>
              {interviews(lost)} nobody else can open, with recording, canvas, document and
              scorecards
            </li>
          ) : null}
          <li>private notes that only you could read, and scorecards you have not submitted</li>
          {asked && asked.unsaved > 0 ? (
            <li>
              {asked.unsaved === 1 ? "1 change" : `${asked.unsaved} changes`} kept on this device
              and not saved yet
            </li>
          ) : null}
        </ul>
        {kept > 0 ? (
          <p className="mt-2">
            {interviews(kept)} with other people {kept === 1 ? "stays" : "stay"} with them, without
            your name.
          </p>
        ) : null}
      </ConfirmDialog>
    </div>
  );
}
