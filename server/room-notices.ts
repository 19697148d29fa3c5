/**
 * Word from stored records to live rooms.
 *
 * Services and actions run inside Next's own copy of the modules, rooms in ours; this
 * one emitter on `globalThis` is all they share. A notice is a hint: a room reads what
 * it needs from the database, and looks again by itself if a notice is lost.
 */
import { EventEmitter } from "node:events";
import type { InterviewId, SignInId } from "@/lib/domain/ids";
import type { InterviewState } from "@/lib/domain/interview";

export type RoomNotice =
  /** Somebody took or lost a seat, or a name or role changed: the room reads who is in it anew. */
  | { type: "people-changed"; interviewId: InterviewId }
  /** Their connections close at once. */
  | { type: "participant-removed"; interviewId: InterviewId; participant: number }
  | { type: "sign-ins-revoked"; signInIds: readonly SignInId[] }
  /** The whole state of who has submitted; what the cards say is not told. */
  | { type: "scorecards-changed"; interviewId: InterviewId; submitted: readonly number[] }
  | {
      type: "interview-changed";
      interviewId: InterviewId;
      state: InterviewState;
      version: number;
    }
  | { type: "interview-deleted"; interviewId: InterviewId };

/** After these somebody may have less than they had. */
const TAKES_AWAY: ReadonlySet<RoomNotice["type"]> = new Set<RoomNotice["type"]>([
  "people-changed",
  "participant-removed",
  "sign-ins-revoked",
  "interview-deleted",
]);

interface Shared {
  notices: EventEmitter<{ notice: [RoomNotice] }>;
  withdrawals: number;
}

const KEY = Symbol.for("dryrun.room-notices");

function shared(): Shared {
  const holder = globalThis as { [KEY]?: Shared };
  holder[KEY] ??= { notices: new EventEmitter(), withdrawals: 0 };
  return holder[KEY];
}

export function announceNotice(notice: RoomNotice): void {
  if (TAKES_AWAY.has(notice.type)) shared().withdrawals += 1;
  shared().notices.emit("notice", notice);
}

/**
 * How often anybody's seat or sign-in may have been taken away. Whoever asked what somebody may do,
 * then had to wait, and finds that the number has changed, asks again.
 */
export function withdrawals(): number {
  return shared().withdrawals;
}

/** @returns stops listening */
export function onRoomNotice(listener: (notice: RoomNotice) => void): () => void {
  shared().notices.on("notice", listener);
  return () => shared().notices.off("notice", listener);
}
