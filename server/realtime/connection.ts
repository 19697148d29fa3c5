import type { ParticipantNumber, SenderId } from "@/lib/domain/ids";
import type { Asker } from "@/lib/domain/roles";
import type { RoomAnnouncements } from "@/lib/protocol/messages";

export type Announcement = keyof RoomAnnouncements;
export type PayloadOf<E extends Announcement> = Parameters<RoomAnnouncements[E]>[0];

/** Why a person's connection is ended by the server. */
export type LeaveReason = PayloadOf<"room:left">["reason"];

/** One tab on one plane, as a room sees it. */
export interface Connection {
  readonly id: string;
  readonly participant: ParticipantNumber;
  readonly asker: Asker;
  /** The tab's life; it survives reconnecting. */
  readonly sender: SenderId;
  /** The Yjs clientID the tab writes under; Yjs may change it. */
  clientId: number;
  /** Has been given the document, so that what is committed from now on continues it. */
  isSynced: boolean;
  send<E extends Announcement>(event: E, payload: PayloadOf<E>): void;
  /** Dropped when the line is busy. */
  sendVolatile<E extends Announcement>(event: E, payload: PayloadOf<E>): void;
  /** Ends it, with a word for the person if there is one. */
  end(reason: LeaveReason | null): void;
}
