import type { EstimatorMemory } from "@/app/_components/estimator/estimator-memory";
import type { InsertOutcome } from "@/app/_components/estimator/insert-button";
import type { Tab } from "@/app/_components/tabs";
import type { InterviewStatus } from "@/lib/domain/interview";
import type { RoomView } from "@/lib/domain/room-view";
import type { Room } from "../connection/room-state";
import { CardsStatus } from "../debrief/cards-status";
import { OwnScorecard } from "../debrief/own-scorecard";
import type { DraftState } from "../debrief/use-draft";
import { ScopeBand } from "../rail/scope-band";
import { BriefPanel } from "./brief-panel";
import { EstimatorPanel } from "./estimator-panel";
import { GuidePanel } from "./guide-panel";
import { NotesPanel } from "./notes-panel";
import { PeoplePanel } from "./people-panel";

export const ESTIMATOR_TAB = "estimator";

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
  estimating,
}: {
  view: RoomView;
  room: Room;
  status: InterviewStatus;
  phaseId: string | null;
  draft: DraftState;
  estimating: {
    memory: EstimatorMemory;
    onInsert: (line: string) => InsertOutcome;
  };
}): Tab[] {
  const { role, participant } = view.me;
  const isOver = status === "debrief";
  const state = room.interview?.state;
  const scope =
    state?.status === "live" && view.scopeWindow ? (
      <ScopeBand window={view.scopeWindow} clock={state.clock} now={room.serverNow} isExplained />
    ) : null;
  const guide: Tab | null = view.guide && {
    id: "guide",
    label: "Guide",
    content: (
      <>
        {scope}
        <GuidePanel
          guide={view.guide}
          interviewId={view.interviewId}
          level={view.level}
          phaseId={phaseId}
        />
      </>
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
            <>
              {scope}
              <BriefPanel
                brief={view.case}
                framework={view.framework}
                mode={view.mode}
                phaseId={phaseId}
              />
            </>
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
  // Observers get no calculators: they have nothing to work out and nowhere to write it.
  const estimator: Tab | null =
    view.calculators.length > 0
      ? {
          id: ESTIMATOR_TAB,
          label: "Estimator",
          content: <EstimatorPanel calculators={view.calculators} {...estimating} />,
        }
      : null;
  const people: Tab = {
    id: "people",
    label: "People",
    content: <PeoplePanel view={view} roster={room.roster} status={status} />,
  };
  const order = isOver
    ? [card, cards, guide, notes, brief, estimator, people]
    : [guide, brief, notes, card, estimator, people];
  return order.filter((tab) => tab !== null);
}
