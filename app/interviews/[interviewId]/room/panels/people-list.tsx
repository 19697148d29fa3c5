"use client";

import type { InterviewStatus } from "@/lib/domain/interview";
import { may } from "@/lib/domain/roles";
import type { RoomView } from "@/lib/domain/room-view";
import type { Roster } from "@/lib/protocol/messages";
import { removeParticipantAction } from "../../actions";
import { PersonRow } from "./person-row";

/** Everybody who has a seat, whether they are here or not. */
export function PeopleList({
  view,
  roster,
  status,
}: {
  view: RoomView;
  roster: Roster;
  status: InterviewStatus;
}) {
  const { me } = view;
  const mayRemove = may(
    { standing: me.role, isHost: me.isHost, isAdmin: false, isCoach: false },
    "participant:remove",
    status,
  );
  const remove = async (participant: number) => {
    const removed = await removeParticipantAction(view.interviewId, participant);
    if (!removed.ok) throw new Error(removed.code);
  };
  return (
    <ul aria-label="People" className="m-0 list-none p-0">
      {roster.map((person) => (
        <PersonRow
          key={person.participant}
          person={person}
          isMe={person.participant === me.participant}
          showsReady={status === "lobby" || status === "scheduled"}
          onRemove={
            mayRemove && person.participant !== me.participant && person.participant !== view.host
              ? () => remove(person.participant)
              : undefined
          }
        />
      ))}
    </ul>
  );
}
