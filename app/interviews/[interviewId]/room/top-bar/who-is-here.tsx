"use client";

import { Avatar } from "@/app/_components/avatar";
import { ROLE_WORDS } from "@/app/interviews/_components/words";
import type { Roster } from "@/lib/protocol/messages";

/** More than this would push the time aside; the rest is a number and the People tab. */
const SHOWN = 5;

/** One mark per person in the room, however many tabs they have open. */
export function WhoIsHere({ roster, me }: { roster: Roster; me: number }) {
  const here = roster.filter((person) => person.isHere);
  const rest = here.length - SHOWN;
  return (
    <ul aria-label="Here now" className="m-0 flex shrink-0 list-none gap-1 p-0">
      {here.slice(0, SHOWN).map((person) => (
        <li key={person.participant} className="flex">
          <Avatar
            name={`${person.name}, ${ROLE_WORDS[person.role].toLowerCase()}${person.participant === me ? ", you" : ""}`}
            initialsOf={person.name}
            colour={person.colour}
          />
        </li>
      ))}
      {rest > 0 ? (
        <li className="flex h-6 items-center pl-2 text-ink-2 text-xs">
          +{rest}
          <span className="sr-only"> more</span>
        </li>
      ) : null}
    </ul>
  );
}
