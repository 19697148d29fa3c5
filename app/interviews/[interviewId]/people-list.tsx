"use client";

import type { ParticipantRole } from "@/lib/domain/roles";
import { Button } from "../../_components/button";
import { Chip } from "../../_components/chip";
import { ConfirmDialog } from "../../_components/confirm-dialog";
import { personName, ROLE_WORDS } from "../_components/words";
import { removeParticipantAction } from "./actions";

export function PeopleList({
  interviewId,
  people,
  canRemove,
}: {
  interviewId: string;
  people: {
    number: number;
    name: string | null;
    role: ParticipantRole;
    isHost: boolean;
    isMe: boolean;
    hasLeft: boolean;
  }[];
  canRemove: boolean;
}) {
  return (
    <section aria-labelledby="people" className="mt-8">
      <h2 id="people" className="text-lg">
        People
      </h2>
      <ul className="mt-3 divide-y divide-line border-line border-y">
        {people.map((person) => (
          <li key={person.number} className="flex min-h-11 flex-wrap items-center gap-3 py-1.5">
            <span className="min-w-0 flex-1 truncate">
              {personName(person.name)}
              {person.isMe ? " (you)" : ""}
            </span>
            {person.isHost ? <Chip>Host</Chip> : null}
            {person.hasLeft ? <Chip>Has left</Chip> : null}
            <span className="text-ink-2 text-sm">{ROLE_WORDS[person.role]}</span>
            {canRemove && !person.isMe && !person.isHost && !person.hasLeft ? (
              <ConfirmDialog
                trigger={
                  <Button size="room" variant="quiet">
                    Remove
                  </Button>
                }
                title={`Remove ${personName(person.name)}?`}
                confirmLabel="Remove"
                onConfirm={async () => {
                  const removed = await removeParticipantAction(interviewId, person.number);
                  if (!removed.ok) throw new Error(removed.code);
                }}
              >
                They leave the room at once and their link stops working. What they wrote stays.
              </ConfirmDialog>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
