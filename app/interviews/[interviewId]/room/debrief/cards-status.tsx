"use client";

import { CircleCheck, Hourglass } from "lucide-react";
import { useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { ConfirmDialog } from "@/app/_components/confirm-dialog";
import type { RoomView } from "@/lib/domain/room-view";
import type { Roster } from "@/lib/protocol/messages";
import { releaseCardsAction } from "../../scorecard/actions";

/** Whose card is in and whose is awaited; an interviewer can open them without waiting longer. */
export function CardsStatus({
  view,
  roster,
  submitted,
}: {
  view: RoomView;
  roster: Roster;
  submitted: readonly number[];
}) {
  const [mustSubmitFirst, setMustSubmitFirst] = useState(false);
  const authors = roster.filter((person) => person.role !== "observer");
  const awaited = authors.filter((person) => !submitted.includes(person.participant));
  const mayRelease = view.me.role === "interviewer" && submitted.includes(view.me.participant);

  const release = async () => {
    const released = await releaseCardsAction(view.interviewId);
    if (released.ok) return;
    if (released.code !== "submit-first") throw new Error(released.code);
    setMustSubmitFirst(true);
  };

  // Alone there is nobody to wait for.
  if (authors.length < 2) return null;
  return (
    <div className="flex flex-col gap-3 border-line border-b p-4 text-sm">
      <ul aria-label="Cards" className="m-0 flex list-none flex-col gap-1 p-0">
        {authors.map((person) => {
          const isIn = submitted.includes(person.participant);
          return (
            <li key={person.participant} className="flex items-center gap-2">
              {isIn ? (
                <CircleCheck size={16} aria-hidden className="shrink-0 text-ok" />
              ) : (
                <Hourglass size={16} aria-hidden className="shrink-0 text-ink-3" />
              )}
              <span className="min-w-0 flex-1 truncate">
                {person.participant === view.me.participant ? "You" : person.name}
              </span>
              <span className="text-ink-2">{isIn ? "Card is in" : "Still writing"}</span>
            </li>
          );
        })}
      </ul>
      {mustSubmitFirst ? (
        <Banner tone="warn">Submit your own card first; then you can open what is in.</Banner>
      ) : null}
      {mayRelease && awaited.length > 0 ? (
        <ConfirmDialog
          title="Open the cards now?"
          confirmLabel="Open the cards"
          tone="primary"
          trigger={
            <Button size="room" className="self-start">
              Open the cards without waiting
            </Button>
          }
          onConfirm={release}
        >
          The interview is finished for everybody, and the cards that are in can be read. Missing
          from the review: the card of {awaited.map((person) => person.name).join(" and of ")}.
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
