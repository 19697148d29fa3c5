"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import { ConfirmDialog } from "@/app/_components/confirm-dialog";
import { createEstimatorMemory } from "@/app/_components/estimator/estimator-memory";
import type { PersonCommand } from "@/lib/domain/interview";
import { may } from "@/lib/domain/roles";
import type { RoomView } from "@/lib/domain/room-view";
import { EMPTY_DRAFT } from "@/lib/domain/scorecard";
import { saveDraftAction } from "../scorecard/actions";
import type { Room } from "./connection/room-state";
import { unsavedCount } from "./connection/saved-state";
import { useDraft } from "./debrief/use-draft";
import type { Command } from "./layout/shortcuts";
import { ShortcutsDialog } from "./layout/shortcuts-dialog";
import { useLayout } from "./layout/use-layout";
import { useLeaveGuard } from "./layout/use-leave-guard";
import { useShortcuts } from "./layout/use-shortcuts";
import { LobbyScreen } from "./lobby/lobby-screen";
import { RoomClosed } from "./notices/room-closed";
import { RoomOpening } from "./notices/room-opening";
import { ESTIMATOR_TAB } from "./panels/panel-tabs";
import { clockActions } from "./rail/clock-actions";
import { RunningRoom } from "./running-room";

/** The room in each of its states: opening, lobby, live, debrief, and gone. */
export function RoomScreen({ view, room }: { view: RoomView; room: Room }) {
  const router = useRouter();
  const layout = useLayout();
  const [notice, setNotice] = useState<string | null>(null);
  const [showsShortcuts, setShowsShortcuts] = useState(false);
  const [timeAsked, setTimeAsked] = useState(0);
  const [estimating] = useState(createEstimatorMemory);
  const { interviewId, me } = view;
  const state = room.interview?.state ?? null;
  const status = state?.status ?? view.status;
  const clock = state?.status === "live" ? state.clock : null;
  const canDriveClock = may(
    { standing: me.role, isHost: me.isHost, isAdmin: false, isCoach: false },
    "clock:command",
    status,
  );

  const draft = useDraft(view.card?.draft ?? EMPTY_DRAFT, (given) =>
    saveDraftAction(interviewId, given).then((saved) => {
      // Submitted from another tab: there is nothing left to save, and no reason to try again.
      if (!saved.ok && saved.code !== "already-submitted") throw new Error(saved.code);
    }),
  );
  const { leavingTo, stay, leave } = useLeaveGuard(
    () => unsavedCount(room.saved.get()) + (draft.status === "saved" ? 0 : 1),
  );

  const { command: sendCommand, setReady } = room;
  const command = useCallback(
    async (given: PersonCommand) => {
      const outcome = await sendCommand(given);
      setNotice(outcome.ok ? null : outcome.sentence);
    },
    [sendCommand],
  );

  // Known by the refusal alone when the interview finished while this page was away.
  const isOver = room.status.kind === "closed" && room.status.reason === "already-ended";
  const { showPanel } = layout;
  useEffect(() => {
    // The card is what there is to do now.
    if (status === "debrief") showPanel();
  }, [status, showPanel]);

  useEffect(() => {
    if (status === "finished" || isOver) router.replace(`/interviews/${interviewId}/review`);
    if (status === "cancelled") router.replace(`/interviews/${interviewId}`);
    // What a solo candidate may read changes when the interview ends, and comes with the page.
    if (status === "debrief" && me.role === "solo" && !view.guide) router.refresh();
  }, [status, isOver, interviewId, me.role, view.guide, router]);

  const runShortcut = (shortcut: Command): boolean => {
    switch (shortcut) {
      case "show-shortcuts":
        setShowsShortcuts(true);
        return true;
      case "only-document":
      case "only-canvas":
        layout.toggleOnly(shortcut === "only-document" ? "document" : "canvas");
        return true;
      case "toggle-panel":
        layout.togglePanel();
        return true;
      case "open-estimator":
        if (view.calculators.length === 0 || !(clock || status === "debrief")) return false;
        layout.chooseTab({ tab: ESTIMATOR_TAB, isPanelWide: status === "debrief" });
        layout.showPanel();
        estimating.askFocus("anywhere");
        return true;
      case "read-time":
        setTimeAsked((before) => before + 1);
        return clock !== null;
      case "next-phase":
      case "previous-phase":
      case "toggle-pause":
      case "add-minute":
      case "remove-minute": {
        if (!clock || !canDriveClock) return false;
        const action = clockActions(clock, view.plan)[shortcut];
        if (action.isPossible) void command(action.command);
        return action.isPossible;
      }
      default:
        return shortcut satisfies never;
    }
  };
  useShortcuts(runShortcut);

  if (room.status.kind === "closed")
    return <RoomClosed interviewId={interviewId} {...room.status} />;
  if (!state || status === "finished" || status === "cancelled")
    return <RoomOpening title={view.case.title} />;

  const shared = {
    view,
    room,
    notice,
    onDismissNotice: () => setNotice(null),
    onShowShortcuts: () => setShowsShortcuts(true),
    onCommand: command,
  };
  return (
    <div className="flex h-dvh flex-col overflow-hidden text-sm">
      {state.status === "scheduled" || state.status === "lobby" ? (
        <LobbyScreen
          {...shared}
          status={state.status}
          onReady={async (isReady) => {
            const outcome = await setReady(isReady);
            setNotice(outcome.ok ? null : outcome.sentence);
          }}
        />
      ) : state.status === "live" || state.status === "debrief" ? (
        <RunningRoom
          {...shared}
          state={state}
          layout={layout}
          draft={draft}
          canDriveClock={canDriveClock}
          timeAsked={timeAsked}
          estimating={estimating}
        />
      ) : null}
      <ShortcutsDialog
        open={showsShortcuts}
        onOpenChange={setShowsShortcuts}
        canDriveClock={canDriveClock}
        canEstimate={view.calculators.length > 0}
      />
      <ConfirmDialog
        title="Leave with unsaved changes?"
        confirmLabel="Leave anyway"
        cancelLabel="Stay"
        open={leavingTo !== null}
        onOpenChange={(open) => (open ? undefined : stay())}
        onConfirm={leave}
      >
        Some of your changes have not reached the server yet. They stay in this browser if it allows
        that, and are sent when you open the room again; nobody else sees them until then.
      </ConfirmDialog>
    </div>
  );
}
