"use client";

import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { CopyButton } from "@/app/_components/copy-button";
import { ROLE_WORDS } from "@/app/interviews/_components/words";
import type { InterviewId } from "@/lib/domain/ids";
import type { RoomJoinLink } from "@/lib/domain/room-view";
import { useJoinLinks } from "../../use-join-links";

/** A link per role to hand to the others, and a way to replace one that went to the wrong person. */
export function JoinLinks({
  interviewId,
  initial,
}: {
  interviewId: InterviewId;
  initial: readonly RoomJoinLink[];
}) {
  const { links, changing, hasFailed, change, urlOf } = useJoinLinks(interviewId, initial);
  return (
    <div className="flex flex-col gap-2">
      <ul className="m-0 flex list-none flex-col gap-2 p-0">
        {links.map((link) => {
          const url = urlOf(link);
          const role = ROLE_WORDS[link.role];
          return (
            <li key={link.role} className="flex flex-wrap items-center gap-2">
              <span className="min-w-24 flex-1 text-sm">{role}</span>
              {url ? (
                <CopyButton
                  size="room"
                  text={url}
                  label="Copy link"
                  name={`Copy link for the ${role.toLowerCase()}`}
                />
              ) : null}
              <Button
                size="room"
                variant="quiet"
                loading={changing === link.role}
                aria-label={`${url ? "New link" : "Make a link"} for the ${role.toLowerCase()}`}
                onClick={() => change(link.role, "reissue")}
              >
                {url ? "New link" : "Make a link"}
              </Button>
            </li>
          );
        })}
      </ul>
      <p className="text-ink-3 text-xs">A new link ends the old one.</p>
      {hasFailed ? (
        <Banner tone="bad">
          The link could not be replaced; the old one still works. Try again in a moment.
        </Banner>
      ) : null}
    </div>
  );
}
