import type { Tab } from "@/app/_components/tabs";
import type { InterviewStatus } from "@/lib/domain/interview";
import type { RoomView } from "@/lib/domain/room-view";
import type { Room } from "../connection/room-state";
import { CardsStatus } from "../debrief/cards-status";
import { OwnScorecard } from "../debrief/own-scorecard";
import type { DraftState } from "../debrief/use-draft";
import { BriefPanel } from "./brief-panel";
import { GuidePanel } from "./guide-panel";
import { NotesPanel } from "./notes-panel";
import { PeoplePanel } from "./people-panel";

/**
 * The side panel by role. While the clock runs the brief or guide comes first; in the debrief the
 * card does.
 */
export function panelTabs({
  view,
  room,
  status,
  phaseId,
  draft,
}: {
  view: RoomView;
  room: Room;
  status: InterviewStatus;
  phaseId: string | null;
  draft: DraftState;
}): Tab[] {
  const { role, participant } = view.me;
  const isOver = status === "debrief";
  const guide: Tab | null = view.guide && {
    id: "guide",
    label: "Guide",
    content: (
      <GuidePanel
        guide={view.guide}
        interviewId={view.interviewId}
        level={view.level}
        phaseId={phaseId}
      />
    ),
    keepMounted: true,
  };
  const notes: Tab | null =
    role === "interviewer"
      ? {
          id: "notes",
          label: "Notes",
          content: <NotesPanel plane={room.private} plan={view.plan} />,
          keepMounted: true,
        }
      : null;
  // A candidate rates after the end: during the interview it would only distract.
  const card: Tab | null =
    view.card && (isOver || role === "interviewer")
      ? {
          id: "card",
          label: role === "interviewer" ? "Scorecard" : "Self-assessment",
          content: (
            <>
              {isOver ? (
                <CardsStatus view={view} roster={room.roster} submitted={room.submitted} />
              ) : null}
              <OwnScorecard
                view={view}
                state={draft}
                canSubmit={isOver}
                isSubmitted={room.submitted.includes(participant)}
              />
            </>
          ),
          keepMounted: true,
        }
      : null;
  const brief: Tab | null =
    role === "interviewer"
      ? null
      : {
          id: "brief",
          label: "Brief",
          content: (
            <BriefPanel
              brief={view.case}
              framework={view.framework}
              mode={view.mode}
              phaseId={phaseId}
            />
          ),
        };
  const cards: Tab | null =
    isOver && !view.card
      ? {
          id: "cards",
          label: "Cards",
          content: <CardsStatus view={view} roster={room.roster} submitted={room.submitted} />,
        }
      : null;
  const people: Tab = {
    id: "people",
    label: "People",
    content: <PeoplePanel view={view} roster={room.roster} status={status} />,
  };
  const order = isOver
    ? [card, cards, guide, notes, brief, people]
    : [guide, brief, notes, card, people];
  return order.filter((tab) => tab !== null);
}
