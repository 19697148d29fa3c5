"use client";

import type { InterviewStatus } from "@/lib/domain/interview";
import { may } from "@/lib/domain/roles";
import type { RoomView } from "@/lib/domain/room-view";
import type { Roster } from "@/lib/protocol/messages";
import { JoinLinks } from "./join-links";
import { PanelSection } from "./panel-section";
import { PeopleList } from "./people-list";

export function PeoplePanel({
  view,
  roster,
  status,
}: {
  view: RoomView;
  roster: Roster;
  status: InterviewStatus;
}) {
  const { role, isHost } = view.me;
  const mayInvite = may(
    { standing: role, isHost, isAdmin: false, isCoach: false },
    "invite:manage",
    status,
  );
  return (
    <div>
      <div className="border-line border-b px-4 py-2">
        <PeopleList view={view} roster={roster} status={status} />
      </div>
      {view.callLink ? (
        <p className="border-line border-b p-4 text-sm">
          <a href={view.callLink} target="_blank" rel="noreferrer" className="link">
            Open the call
          </a>
        </p>
      ) : null}
      {mayInvite && view.joinLinks && view.joinLinks.length > 0 ? (
        <PanelSection title="Invite" open>
          <JoinLinks interviewId={view.interviewId} initial={view.joinLinks} />
        </PanelSection>
      ) : null}
    </div>
  );
}
