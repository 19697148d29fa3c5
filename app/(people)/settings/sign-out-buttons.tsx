"use client";

import { useState, useTransition } from "react";
import type { UserId } from "@/lib/domain/ids";
import { Button } from "../../_components/button";
import { ConfirmDialog } from "../../_components/confirm-dialog";
import { signOutEverywhereAction, signOutHereAction } from "./actions";
import { countUnsavedChanges, forgetThisBrowser } from "./forget-this-browser";

type Scope = "here" | "everywhere";

/** Both ways out. Asks first when something would be lost: changes only this browser has, or a guest. */
export function SignOutButtons({ userId, isGuest }: { userId: UserId; isGuest: boolean }) {
  const [asked, setAsked] = useState<{ scope: Scope; unsaved: number } | null>(null);
  const [pending, startTransition] = useTransition();

  const signOut = async (scope: Scope) => {
    await (scope === "here" ? signOutHereAction() : signOutEverywhereAction());
    await forgetThisBrowser(userId);
  };
  const press = (scope: Scope) =>
    startTransition(async () => {
      const unsaved = await countUnsavedChanges(userId);
      if (unsaved > 0 || isGuest) setAsked({ scope, unsaved });
      else await signOut(scope);
    });

  return (
    <div className="flex flex-wrap gap-3">
      <Button loading={pending} onClick={() => press("here")}>
        Sign out
      </Button>
      {isGuest ? null : (
        <Button variant="quiet" onClick={() => press("everywhere")}>
          Sign out everywhere
        </Button>
      )}
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(isOpen) => {
          if (!isOpen) setAsked(null);
        }}
        title={asked?.scope === "everywhere" ? "Sign out everywhere?" : "Sign out?"}
        confirmLabel={asked?.scope === "everywhere" ? "Sign out everywhere" : "Sign out"}
        cancelLabel="Stay signed in"
        onConfirm={() => (asked ? signOut(asked.scope) : undefined)}
      >
        {asked && asked.unsaved > 0 ? (
          <p>
            {asked.unsaved === 1 ? "One change is" : `${asked.unsaved} changes are`} kept on this
            device only and {asked.unsaved === 1 ? "has" : "have"} not reached the server. Signing
            out removes {asked.unsaved === 1 ? "it" : "them"}. Open the room while you are online,
            and wait for Saved.
          </p>
        ) : null}
        {isGuest ? (
          <p className={asked && asked.unsaved > 0 ? "mt-2" : undefined}>
            You are a guest, known to this browser only. Once you are signed out, nobody can come
            back as you, and your interviews cannot be opened by you again. Save yourself as an
            account to keep them.
          </p>
        ) : null}
      </ConfirmDialog>
    </div>
  );
}
