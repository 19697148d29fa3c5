"use client";

import { Button } from "@/app/_components/button";
import { PageShell } from "@/app/_components/page-shell";
import { signInPath } from "@/lib/domain/callback-url";
import type { InterviewId } from "@/lib/domain/ids";
import type { ClosedReason } from "../connection/room-state";
import { useReloadWhenOld } from "./use-reload-when-old";

const TITLES: Record<ClosedReason, string> = {
  "old-version": "A newer version is here",
  "not-found": "There is nothing here for you",
  "not-allowed": "You cannot enter this room",
  cancelled: "This interview was cancelled",
  "already-ended": "This interview is over",
  removed: "You are no longer in this interview",
  "signed-out": "You are signed out",
  deleted: "This interview was deleted",
  "role-changed": "Your role has changed",
};

/** The room will not come back by itself: why, and where to go from here. */
export function RoomClosed({
  interviewId,
  reason,
  sentence,
}: {
  interviewId: InterviewId;
  reason: ClosedReason;
  sentence: string;
}) {
  useReloadWhenOld(reason === "old-version");
  return (
    <PageShell brandHref="/home">
      <div role="alert" className="flex flex-col items-start gap-4">
        <h1 className="text-2xl">{TITLES[reason]}</h1>
        <p className="max-w-prose text-ink-2">{sentence}</p>
        {reason === "signed-out" ? (
          <Button href={signInPath(`/interviews/${interviewId}/room`)} variant="primary">
            Sign in again
          </Button>
        ) : reason === "old-version" || reason === "role-changed" ? (
          <Button variant="primary" onClick={() => location.reload()}>
            Reload
          </Button>
        ) : reason === "already-ended" ? (
          <Button href={`/interviews/${interviewId}/review`} variant="primary">
            Open the review
          </Button>
        ) : (
          <Button href="/home" variant="primary">
            Go home
          </Button>
        )}
      </div>
    </PageShell>
  );
}
