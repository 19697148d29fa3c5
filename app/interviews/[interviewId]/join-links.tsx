"use client";

import type { InviteRole } from "@/lib/domain/roles";
import type { RoomJoinLink } from "@/lib/domain/room-view";
import { Banner } from "../../_components/banner";
import { Button } from "../../_components/button";
import { ConfirmDialog } from "../../_components/confirm-dialog";
import { CopyButton } from "../../_components/copy-button";
import { ROLE_WORDS } from "../_components/words";
import { useJoinLinks } from "./use-join-links";

const ROLES = ["candidate", "interviewer", "observer"] as const satisfies InviteRole[];

/** One link per part that is still free to take, with what it takes to hand it out or take it back. */
export function JoinLinks({
  interviewId,
  links: first,
  size = "page",
}: {
  interviewId: string;
  links: readonly RoomJoinLink[];
  size?: "room" | "page" | undefined;
}) {
  const { links, changing, hasFailed, change, urlOf } = useJoinLinks(interviewId, first);

  return (
    <section aria-labelledby="join-links" className="mt-8">
      <h2 id="join-links" className="text-lg">
        Join links
      </h2>
      <p className="text-ink-2 text-sm">
        Whoever opens a link takes that part; a display name is enough.
      </p>
      {hasFailed ? (
        <div className="mt-3">
          <Banner tone="bad" title="The link was not changed">
            The links are as they were. Try again in a moment.
          </Banner>
        </div>
      ) : null}
      <ul className="mt-3 divide-y divide-line border-line border-y">
        {ROLES.map((role) => {
          const link = links.find((candidate) => candidate.role === role);
          const word = ROLE_WORDS[role];
          const url = link ? urlOf(link) : null;
          return (
            <li key={role} className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2">
              <span className="w-24 shrink-0 font-medium">{word}</span>
              {url ? (
                <>
                  <input
                    readOnly
                    aria-label={`Link for the ${word.toLowerCase()}`}
                    value={url}
                    onFocus={(event) => event.currentTarget.select()}
                    className="h-8 min-w-0 flex-1 basis-40 rounded-control border border-line bg-sunken px-2 text-ink-2 text-sm"
                  />
                  <span className="flex gap-2">
                    <CopyButton
                      text={url}
                      size="room"
                      label="Copy link"
                      name={`Copy ${word.toLowerCase()} link`}
                    />
                    <ConfirmDialog
                      trigger={
                        <Button size="room" variant="quiet">
                          New link
                        </Button>
                      }
                      title={`Make a new link for the ${word.toLowerCase()}?`}
                      confirmLabel="Make a new link"
                      tone="primary"
                      onConfirm={() => change(role, "reissue")}
                    >
                      The link you may have sent stops working. Who has already joined stays.
                    </ConfirmDialog>
                    <ConfirmDialog
                      trigger={
                        <Button size="room" variant="quiet">
                          Revoke
                        </Button>
                      }
                      title={`Revoke the link for the ${word.toLowerCase()}?`}
                      confirmLabel="Revoke"
                      onConfirm={() => change(role, "revoke")}
                    >
                      The link stops working. Who has already joined stays.
                    </ConfirmDialog>
                  </span>
                </>
              ) : (
                <>
                  <span className="flex-1 text-ink-2 text-sm">
                    {link ? "The link has to be made anew." : "No link."}
                  </span>
                  <Button
                    size={size}
                    loading={changing === role}
                    onClick={() => change(role, "reissue")}
                  >
                    Make a link
                  </Button>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
