"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "../../../_components/confirm-dialog";

let mayLeave = false;

/** For leaving on purpose: the question has been asked already, or nothing is lost by it. */
export function leaveFreely(): void {
  mayLeave = true;
}

/** Asks before what is not saved is lost: by a link of ours in words, by anything else as the browser does. */
export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const router = useRouter();
  const [target, setTarget] = useState<string | null>(null);

  useEffect(() => {
    mayLeave = false;
    if (!isDirty) return;
    const onUnload = (event: BeforeUnloadEvent) => {
      if (!mayLeave) event.preventDefault();
    };
    // Before Next's own links, which go without a word.
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || mayLeave) return;
      const isElsewhere = link.target !== "" || link.hasAttribute("download");
      const isModified = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
      if (isElsewhere || isModified || link.origin !== window.location.origin) return;
      if (link.pathname === window.location.pathname && link.hash !== "") return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(link.pathname + link.search + link.hash);
    };
    window.addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, { capture: true });
    };
  }, [isDirty]);

  return (
    <ConfirmDialog
      open={target !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) setTarget(null);
      }}
      title="Leave without saving?"
      confirmLabel="Leave"
      cancelLabel="Stay here"
      onConfirm={() => {
        leaveFreely();
        if (target) router.push(target);
      }}
    >
      What you wrote since you last saved is lost.
    </ConfirmDialog>
  );
}
