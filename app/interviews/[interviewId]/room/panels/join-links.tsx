"use client";

import { useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { CopyButton } from "@/app/_components/copy-button";
import { useInBrowser } from "@/app/_components/use-in-browser";
import { ROLE_WORDS } from "@/app/interviews/_components/words";
import type { InterviewId } from "@/lib/domain/ids";
import type { RoomJoinLink } from "@/lib/domain/room-view";
import { changeLinkAction } from "../../actions";

/** A link per role to hand to the others, and a way to replace one that went to the wrong person. */
export function JoinLinks({
  interviewId,
  initial,
}: {
  interviewId: InterviewId;
  initial: readonly RoomJoinLink[];
}) {
  const [links, setLinks] = useState(initial);
  const [changing, setChanging] = useState<string | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const origin = useInBrowser() ? location.origin : "";

  const reissue = async (role: RoomJoinLink["role"]) => {
    setChanging(role);
    setHasFailed(false);
    try {
      const changed = await changeLinkAction(interviewId, role, "reissue");
      if (changed.ok) setLinks(changed.value);
      else setHasFailed(true);
    } catch {
      setHasFailed(true);
    } finally {
      setChanging(null);
    }
  };

  return (
    <div className="flex flex-col gap-2">
      <ul className="m-0 flex list-none flex-col gap-2 p-0">
        {links.map((link) => (
          <li key={link.role} className="flex flex-wrap items-center gap-2">
            <span className="min-w-24 flex-1 text-sm">{ROLE_WORDS[link.role]}</span>
            {link.path ? (
              <CopyButton
                size="room"
                text={`${origin}${link.path}`}
                label="Copy link"
                name={`Copy link for the ${ROLE_WORDS[link.role].toLowerCase()}`}
              />
            ) : null}
            <Button
              size="room"
              variant="quiet"
              loading={changing === link.role}
              aria-label={`${link.path ? "New link" : "Make a link"} for the ${ROLE_WORDS[link.role].toLowerCase()}`}
              onClick={() => reissue(link.role)}
            >
              {link.path ? "New link" : "Make a link"}
            </Button>
          </li>
        ))}
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
