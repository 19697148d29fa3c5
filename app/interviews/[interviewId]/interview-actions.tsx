"use client";

import type { Result } from "@/lib/domain/result";
import { Button } from "../../_components/button";
import { ConfirmDialog } from "../../_components/confirm-dialog";
import { cancelAction, deleteAction, leaveAction } from "./actions";

async function orThrow(answer: Promise<Result<null, string>>) {
  const result = await answer;
  // An action that leads to another page answers nothing.
  if (result && !result.ok) throw new Error(result.code);
}

/** What ends something: leaving, calling off, deleting. Each names what is lost. */
export function InterviewActions({
  interviewId,
  caseTitle,
  otherPeople,
  can,
}: {
  interviewId: string;
  caseTitle: string;
  otherPeople: number;
  can: { cancel: boolean; leave: boolean; delete: boolean };
}) {
  if (!can.cancel && !can.leave && !can.delete) return null;
  const others =
    otherPeople === 0 ? "" : otherPeople === 1 ? "One other person" : `${otherPeople} other people`;
  return (
    <section aria-label="End this interview" className="mt-10 flex flex-wrap gap-3">
      {can.cancel ? (
        <ConfirmDialog
          trigger={<Button>Cancel the interview</Button>}
          title="Cancel this interview?"
          confirmLabel="Cancel the interview"
          cancelLabel="Keep it"
          onConfirm={() => orThrow(cancelAction(interviewId))}
        >
          It cannot be started any more and its links stop working. It stays in your list.
        </ConfirmDialog>
      ) : null}
      {can.leave ? (
        <ConfirmDialog
          trigger={<Button>Leave the interview</Button>}
          title="Leave this interview?"
          confirmLabel="Leave"
          cancelLabel="Stay"
          onConfirm={() => orThrow(leaveAction(interviewId))}
        >
          Your place becomes free and the interview leaves your list. What you wrote stays for the
          others.
        </ConfirmDialog>
      ) : null}
      {can.delete ? (
        <ConfirmDialog
          trigger={<Button variant="quiet">Delete the interview</Button>}
          title={`Delete “${caseTitle}”?`}
          confirmLabel="Delete for good"
          cancelLabel="Keep it"
          onConfirm={() => orThrow(deleteAction(interviewId))}
        >
          The document, the canvas, the private notes, the recording, all scorecards and the links
          are deleted. {others ? `${others} in it lose it too. ` : ""}This cannot be taken back.
        </ConfirmDialog>
      ) : null}
    </section>
  );
}
