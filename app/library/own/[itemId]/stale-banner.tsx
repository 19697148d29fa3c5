"use client";

import type { OwnKind } from "@/lib/domain/content/own-content";
import { Banner } from "../../../_components/banner";
import { Button } from "../../../_components/button";
import { ConfirmDialog } from "../../../_components/confirm-dialog";
import { importTextAction } from "../actions";
import { useStart } from "../new/use-start";
import { leaveFreely } from "./leave-guard";

/** Somebody, or another tab, has saved this draft since it was opened here. Both texts still exist. */
export function StaleBanner({
  textNow,
  kind,
}: {
  /** What is written here, the form's fields included. */
  textNow: () => Promise<string>;
  kind: OwnKind;
}) {
  const { error, pending, start } = useStart();
  return (
    <Banner tone="warn" title="This draft was saved somewhere else meanwhile">
      <p>
        Yours was not saved over it, and is still here. Keep it as a draft of its own, or leave it
        and open the saved one.
      </p>
      {error ? <p className="mt-1 text-bad">{error}</p> : null}
      <div className="mt-3 flex flex-wrap gap-3">
        <Button
          size="room"
          loading={pending}
          onClick={() => start(async () => importTextAction(await textNow(), kind))}
        >
          Keep mine as a new draft
        </Button>
        <ConfirmDialog
          trigger={<Button size="room">Open the saved one</Button>}
          title="Open the saved draft?"
          confirmLabel="Drop mine"
          cancelLabel="Keep mine open"
          onConfirm={() => {
            leaveFreely();
            window.location.reload();
          }}
        >
          What you wrote here since you opened it is lost.
        </ConfirmDialog>
      </div>
    </Banner>
  );
}
