"use client";

import { Play, Video } from "lucide-react";
import type { ReactNode } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { ConfirmDialog } from "@/app/_components/confirm-dialog";
import { DateTime } from "@/app/_components/date-time";
import { LEVEL_WORDS, MODE_WORDS } from "@/app/interviews/_components/words";
import type { InterviewStatus, PersonCommand } from "@/lib/domain/interview";
import { may } from "@/lib/domain/roles";
import type { RoomView } from "@/lib/domain/room-view";
import type { Roster } from "@/lib/protocol/messages";
import { JoinLinks } from "../panels/join-links";
import { PeopleList } from "../panels/people-list";
import { HouseRules } from "./house-rules";
import { missingPeople } from "./missing-people";

/** Before the clock: who is here, who is missing, the rules, and the button that starts it. */
export function Lobby({
  view,
  roster,
  status,
  onReady,
  onCommand,
  aside,
}: {
  view: RoomView;
  roster: Roster;
  status: InterviewStatus;
  onReady: (isReady: boolean) => void;
  onCommand: (command: PersonCommand) => Promise<void>;
  /** What this role reads while waiting. */
  aside: ReactNode;
}) {
  const { me } = view;
  const asker = { standing: me.role, isHost: me.isHost, isAdmin: false, isCoach: false };
  const isReady = roster.find((person) => person.participant === me.participant)?.isReady ?? false;
  const missing = missingPeople(roster, me.role === "solo");
  const mayStart = may(asker, "clock:command", status);
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto lg:flex-row lg:overflow-hidden">
      <main className="min-w-0 flex-1 lg:overflow-y-auto">
        <div className="mx-auto flex max-w-3xl flex-col gap-8 px-4 py-8 sm:px-8">
          <div className="flex flex-col gap-2">
            <h2 className="text-2xl">{view.case.title}</h2>
            <p className="text-ink-2">
              {view.lengthMinutes} minutes · {LEVEL_WORDS[view.level]} level · {view.framework.name}{" "}
              · {MODE_WORDS[view.mode].toLowerCase()}
            </p>
            {view.scheduledFor ? (
              <p className="text-ink-2">
                Planned for <DateTime value={view.scheduledFor} />
              </p>
            ) : null}
          </div>

          <div className="flex flex-col gap-3">
            {missing ? <Banner tone="info">{missing}</Banner> : null}
            <div className="flex flex-wrap items-center gap-3">
              {mayStart ? (
                <Button
                  variant="primary"
                  icon={<Play size={16} aria-hidden />}
                  onClick={() => onCommand({ type: "start" })}
                >
                  Start the clock
                </Button>
              ) : (
                <Button
                  variant={isReady ? "secondary" : "primary"}
                  aria-pressed={isReady}
                  onClick={() => onReady(!isReady)}
                >
                  {isReady ? "Not ready after all" : "I am ready"}
                </Button>
              )}
              {mayStart ? null : (
                <p className="text-ink-2 text-sm">The interviewer starts the clock.</p>
              )}
            </div>
          </div>

          <section className="flex flex-col gap-2">
            <h3 className="text-base">People</h3>
            <PeopleList view={view} roster={roster} status={status} />
          </section>

          {view.joinLinks && view.joinLinks.length > 0 ? (
            <section className="flex flex-col gap-2">
              <h3 className="text-base">Invite</h3>
              <p className="text-ink-2 text-sm">
                Whoever opens a link takes that part; a name is enough.
                {view.joinLinks.some((link) => link.role === "candidate")
                  ? " The candidate's link works for one person."
                  : ""}
              </p>
              <JoinLinks interviewId={view.interviewId} initial={view.joinLinks} />
            </section>
          ) : null}

          {view.callLink ? (
            <section className="flex flex-col items-start gap-2">
              <h3 className="text-base">Call</h3>
              <a
                href={view.callLink}
                target="_blank"
                rel="noreferrer"
                className="link inline-flex items-center gap-2"
              >
                <Video size={16} aria-hidden />
                Open the call
              </a>
            </section>
          ) : null}

          <HouseRules isSolo={me.role === "solo"} />

          {may(asker, "interview:cancel", status) ? (
            <div className="border-line border-t pt-4">
              <ConfirmDialog
                title="Cancel this interview?"
                confirmLabel="Cancel the interview"
                cancelLabel="Keep it"
                trigger={
                  <Button variant="quiet" size="room">
                    Cancel the interview
                  </Button>
                }
                onConfirm={() => onCommand({ type: "cancel" })}
              >
                Nobody can enter it any more and its links stop working. It cannot be started later;
                a new one can be made in a minute.
              </ConfirmDialog>
            </div>
          ) : null}
        </div>
      </main>
      {aside ? (
        <aside
          aria-label="Your brief"
          className="border-line border-t bg-surface lg:w-88 lg:overflow-y-auto lg:border-t-0 lg:border-l"
        >
          {aside}
        </aside>
      ) : null}
    </div>
  );
}
