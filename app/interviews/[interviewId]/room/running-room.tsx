"use client";

import { useCallback } from "react";
import type { EstimatorMemory } from "@/app/_components/estimator/estimator-memory";
import { spentMs } from "@/lib/domain/clock";
import type { InterviewState, PersonCommand } from "@/lib/domain/interview";
import { may } from "@/lib/domain/roles";
import type { RoomView } from "@/lib/domain/room-view";
import type { Room } from "./connection/room-state";
import { DebriefHeading } from "./debrief/debrief-heading";
import type { DraftState } from "./debrief/use-draft";
import { OpenDocument } from "./document/open-document";
import { ScrollArea } from "./layout/scroll-area";
import type { Layout } from "./layout/use-layout";
import { Workspace } from "./layout/workspace";
import { RoomBanners } from "./notices/room-banners";
import { panelTabs } from "./panels/panel-tabs";
import { useInsertLine } from "./panels/use-insert-line";
import { ClockAnnouncer } from "./rail/clock-announcer";
import { ClockControls } from "./rail/clock-controls";
import { PhaseRail } from "./rail/phase-rail";
import { ScopeBand } from "./rail/scope-band";
import { SharedCanvas } from "./shared-canvas";
import { SharedDocument } from "./shared-document";
import { ClockDisplay } from "./top-bar/clock-display";
import { ClockMenu } from "./top-bar/clock-menu";
import { EndButton } from "./top-bar/end-button";
import { TopBar } from "./top-bar/top-bar";

/** The room at work, and afterwards in the debrief: the same places, then read-only and calm. */
export function RunningRoom({
  view,
  room,
  state,
  layout,
  draft,
  canDriveClock,
  timeAsked,
  estimating,
  notice,
  onDismissNotice,
  onShowShortcuts,
  onCommand,
}: {
  view: RoomView;
  room: Room;
  state: Extract<InterviewState, { status: "live" | "debrief" }>;
  layout: Layout;
  draft: DraftState;
  canDriveClock: boolean;
  timeAsked: number;
  estimating: EstimatorMemory;
  notice: string | null;
  onDismissNotice: () => void;
  onShowShortcuts: () => void;
  onCommand: (command: PersonCommand) => Promise<void>;
}) {
  const { plan, me } = view;
  const clock = state.status === "live" ? state.clock : null;
  const phaseId = clock ? (plan[clock.phase]?.phaseId ?? null) : null;
  const { serverNow } = room;
  const isReadOnly = !may(
    { standing: me.role, isHost: me.isHost, isAdmin: false, isCoach: false },
    "shared:write",
    state.status,
  );
  const { openDocument, insertLine } = useInsertLine(plan, isReadOnly);
  const spent = useCallback(
    (phase: number) =>
      state.status === "live"
        ? spentMs(state.clock, phase, serverNow())
        : (state.actualMs[phase] ?? 0),
    [state, serverNow],
  );
  return (
    <OpenDocument value={openDocument}>
      <TopBar
        title={view.case.title}
        homeHref={`/interviews/${view.interviewId}`}
        middle={
          clock ? (
            <div className="flex min-w-0 items-center gap-1">
              <ClockDisplay clock={clock} plan={plan} now={serverNow} />
              {canDriveClock && !layout.isWide ? (
                <ClockMenu clock={clock} plan={plan} onCommand={onCommand} />
              ) : null}
            </div>
          ) : (
            <DebriefHeading />
          )
        }
        end={clock && canDriveClock ? <EndButton onEnd={() => onCommand({ type: "end" })} /> : null}
        saved={room.saved}
        roster={room.roster}
        me={me.participant}
        panel={layout.isWide ? { isOpen: layout.isPanelOpen, toggle: layout.togglePanel } : null}
        onShowShortcuts={onShowShortcuts}
      />
      <RoomBanners room={room} notice={notice} onDismissNotice={onDismissNotice} />
      {clock ? (
        <ClockAnnouncer clock={clock} plan={plan} now={serverNow} asked={timeAsked} />
      ) : null}
      <Workspace
        layout={layout}
        panelLabel={state.status === "debrief" ? "Score" : view.guide ? "Guide" : "Brief"}
        isPanelWide={state.status === "debrief"}
        rail={
          <>
            <ScrollArea>
              {clock && view.scopeWindow ? (
                <ScopeBand window={view.scopeWindow} clock={clock} now={serverNow} />
              ) : null}
              <PhaseRail
                plan={plan}
                budgetMs={state.status === "live" ? state.clock.budgetMs : state.budgetMs}
                spentMs={spent}
                current={clock?.phase ?? null}
                isPaused={clock?.status === "paused"}
              />
            </ScrollArea>
            {clock && canDriveClock ? (
              <ClockControls clock={clock} plan={plan} onCommand={onCommand} />
            ) : null}
          </>
        }
        document={
          <SharedDocument
            plane={room.shared}
            isReadOnly={isReadOnly}
            plan={plan}
            phaseId={phaseId}
          />
        }
        canvas={
          <SharedCanvas
            plane={room.shared}
            isReadOnly={isReadOnly}
            isGuided={view.mode === "guided"}
            stencils={view.stencils}
            motifs={view.motifs}
          />
        }
        tabs={panelTabs({
          view,
          room,
          status: state.status,
          phaseId,
          draft,
          estimating: { memory: estimating, onInsert: insertLine },
        })}
      />
    </OpenDocument>
  );
}
