"use client";

import type { PersonCommand } from "@/lib/domain/interview";
import type { RoomView } from "@/lib/domain/room-view";
import type { Room } from "../connection/room-state";
import { RoomBanners } from "../notices/room-banners";
import { GuidePanel } from "../panels/guide-panel";
import { TopBar } from "../top-bar/top-bar";
import { Lobby } from "./lobby";

/** The lobby with its frame. An interviewer reads the guide here; the prompt waits for the clock. */
export function LobbyScreen({
  view,
  room,
  status,
  notice,
  onDismissNotice,
  onShowShortcuts,
  onReady,
  onCommand,
}: {
  view: RoomView;
  room: Room;
  status: "scheduled" | "lobby";
  notice: string | null;
  onDismissNotice: () => void;
  onShowShortcuts: () => void;
  onReady: (isReady: boolean) => void;
  onCommand: (command: PersonCommand) => Promise<void>;
}) {
  return (
    <>
      <TopBar
        title={view.case.title}
        homeHref={`/interviews/${view.interviewId}`}
        middle={<span className="font-medium text-ink-2 text-sm">Lobby</span>}
        end={null}
        saved={room.saved}
        roster={room.roster}
        me={view.me.participant}
        panel={null}
        onShowShortcuts={onShowShortcuts}
      />
      <RoomBanners room={room} notice={notice} onDismissNotice={onDismissNotice} />
      <Lobby
        view={view}
        roster={room.roster}
        status={status}
        onReady={onReady}
        onCommand={onCommand}
        aside={
          view.guide ? (
            <GuidePanel
              guide={view.guide}
              interviewId={view.interviewId}
              level={view.level}
              phaseId={null}
            />
          ) : null
        }
      />
    </>
  );
}
