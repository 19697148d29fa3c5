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

type Notices = EventEmitter<{ notice: [RoomNotice] }>;

const KEY = Symbol.for("dryrun.room-notices");

function emitter(): Notices {
  const holder = globalThis as { [KEY]?: Notices };
  holder[KEY] ??= new EventEmitter();
  return holder[KEY];
}

export function announceNotice(notice: RoomNotice): void {
  emitter().emit("notice", notice);
}

/** @returns stops listening */
export function onRoomNotice(listener: (notice: RoomNotice) => void): () => void {
  emitter().on("notice", listener);
  return () => emitter().off("notice", listener);
}
