/** What services tell live rooms, and what that means for them. */
import type { InterviewId, SignInId } from "@/lib/domain/ids";
import type { RoomRecord } from "../db/room-records";
import type { Log } from "../log";
import { onRoomNotice, type RoomNotice } from "../room-notices";
import type { RoomRegistry } from "./room-registry";

export interface NoticeListenerDeps {
  registry: RoomRegistry;
  log: Log;
  readRecord(interviewId: InterviewId): Promise<RoomRecord | null>;
  /** Closes the connections of these sign-ins. */
  signOut(signInIds: readonly SignInId[]): void;
}

/** @returns stops listening */
export function listenToNotices(deps: NoticeListenerDeps): () => void {
  const handle = (notice: RoomNotice): void => {
    if (notice.type === "sign-ins-revoked") {
      deps.signOut(notice.signInIds);
      return;
    }
    const { interviewId } = notice;
    const room = deps.registry.find(interviewId);
    if (!room) return;
    switch (notice.type) {
      case "people-changed":
        void refreshRoom(deps, interviewId);
        return;
      case "participant-removed":
        room.dismiss("removed", notice.participant);
        void refreshRoom(deps, interviewId);
        return;
      case "scorecards-changed":
        room.setSubmitted(notice.submitted);
        return;
      case "interview-changed":
        room.setInterview(notice.state, notice.version);
        return;
      case "interview-deleted":
        deps.registry.drop(interviewId);
        return;
      default:
        notice satisfies never;
    }
  };
  return onRoomNotice(handle);
}

/** Brings a live room up to what is stored. A failure is left to the next sweep. */
export async function refreshRoom(
  { registry, log, readRecord }: Pick<NoticeListenerDeps, "registry" | "log" | "readRecord">,
  interviewId: InterviewId,
): Promise<void> {
  try {
    const record = await readRecord(interviewId);
    // Asked again after the wait: it may have been closed meanwhile.
    const room = registry.find(interviewId);
    if (!room) return;
    if (!record) {
      registry.drop(interviewId);
      return;
    }
    room.setInterview(record.state, record.version);
    room.setPeople(record.people);
    registry.privateLogIs(interviewId, record.privateLog);
  } catch (error) {
    log.warn("Could not bring a room up to date", { error, interviewId });
  }
}
