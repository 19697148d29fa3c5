"use client";

import { AlertDialog } from "radix-ui";
import { type ReactElement, type ReactNode, useState, useTransition } from "react";
import { Button } from "./button";

/**
 * Asks once before something that cannot be taken back, and names what is lost. Stays open while
 * `onConfirm` is under way; an error it throws is shown as a sentence and nothing is closed.
 */
export function ConfirmDialog({
  title,
  children,
  confirmLabel,
  cancelLabel = "Cancel",
  tone = "danger",
  trigger,
  open,
  onOpenChange,
  onConfirm,
}: {
  /** A question, such as "Delete this interview?" */
  title: string;
  /** What is lost, by name. */
  children: ReactNode;
  /** The verb itself, such as "Delete interview". */
  confirmLabel: string;
  cancelLabel?: string | undefined;
  tone?: "danger" | "primary" | undefined;
  trigger?: ReactElement | undefined;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  onConfirm: () => void | Promise<void>;
}) {
  const [ownOpen, setOwnOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const [pending, startTransition] = useTransition();
  const isOpen = open ?? ownOpen;

  const change = (next: boolean) => {
    if (pending) return;
    setFailed(false);
    setOwnOpen(next);
    onOpenChange?.(next);
  };
  const confirm = () =>
    startTransition(async () => {
      setFailed(false);
      try {
        await onConfirm();
        setOwnOpen(false);
        onOpenChange?.(false);
      } catch {
        setFailed(true);
      }
    });

  return (
    <AlertDialog.Root open={isOpen} onOpenChange={change}>
      {trigger ? <AlertDialog.Trigger asChild>{trigger}</AlertDialog.Trigger> : null}
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <AlertDialog.Content className="fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] max-w-md -translate-x-1/2 -translate-y-1/2 animate-appear flex-col gap-3 overflow-y-auto rounded-panel border border-line bg-surface p-4 text-ink shadow-float">
          <AlertDialog.Title className="text-lg">{title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="text-ink-2 text-sm">{children}</div>
          </AlertDialog.Description>
          {failed ? (
            <p role="alert" className="text-bad text-sm">
              That did not work, and nothing was changed. Try again in a moment.
            </p>
          ) : null}
          <div className="mt-1 flex flex-wrap justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button>{cancelLabel}</Button>
            </AlertDialog.Cancel>
            <Button variant={tone} loading={pending} onClick={confirm}>
              {confirmLabel}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
