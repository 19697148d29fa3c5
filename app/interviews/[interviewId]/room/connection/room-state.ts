/**
 * A room as its page sees it: plain values, replaced and never changed, so that a
 * page can compare by identity.
 */
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import type { InterviewState, PersonCommand } from "@/lib/domain/interview";
import type { ParticipantRole } from "@/lib/domain/roles";
import type { Roster } from "@/lib/protocol/messages";
import type { RefusalCode } from "@/lib/protocol/refusals";
import type { Plane } from "@/lib/room-document/roots";
import type { SavedState } from "./saved-state";

export type RoomStatus =
  | { kind: "connecting" }
  | { kind: "open" }
  /** The line is lost; the room comes back by itself. */
  | { kind: "reconnecting" }
  /** The room will not come back without a reload: why, and the sentence for it. */
  | { kind: "closed"; reason: ClosedReason; sentence: string };

export type ClosedReason =
  | "old-version"
  | "not-found"
  | "not-allowed"
  | "cancelled"
  | "already-ended"
  | "removed"
  | "signed-out"
  | "deleted"
  | "role-changed";

/** Edits the server will never take, kept for the person who made them. */
export interface RefusedEdits {
  code: RefusalCode;
  count: number;
  /** Epoch milliseconds, this device's clock. */
  at: number;
  /** The person's whole version of the text, as Markdown. */
  text: string;
  /** Their canvas as an `.excalidraw` file; null where there is none. */
  canvas: string | null;
}

export interface PlaneView {
  /**
   * Another document after edits were refused or the local one was found to differ:
   * bind editor and canvas to `doc` by identity, for instance with a React key.
   */
  doc: Y.Doc;
  /** Other people's states carry `user: { name, color, participant }` from the roster. */
  awareness: Awareness;
  /** False until the server's state is in; nothing may be bound to `doc` before. */
  isSynced: boolean;
  /** Raised with every new `doc`. */
  generation: number;
  /** Oldest first; offered for download until the person dismisses them. */
  refused: readonly RefusedEdits[];
}

export interface RoomState {
  status: RoomStatus;
  /** Null until the room has been open for the first time; then the last known state. */
  interview: { state: InterviewState; version: number } | null;
  me: { participant: number; role: ParticipantRole; isHost: boolean } | null;
  roster: Roster;
  /** Participants whose card is in. */
  submitted: readonly number[];
  /** False while the server cannot reach its database. */
  isStorageAvailable: boolean;
  /** Null until this device's copy has been read. */
  shared: PlaneView | null;
  /** The interviewers' plane; null for everybody else. */
  private: PlaneView | null;
}

export type CommandOutcome =
  | { ok: true }
  | { ok: false; code: RefusalCode | "disconnected"; sentence: string };

/** A value that changes on its own; what `useSyncExternalStore` wants. */
export interface Store<T> {
  subscribe(listener: () => void): () => void;
  get(): T;
}

/** What a page can do in a room. The functions are the same for the life of the page. */
export interface RoomActions {
  /**
   * Sends a command about the clock or the life of the interview. It has one effect however
   * often the line breaks; without an answer for some seconds it is reported as not sent, or, when
   * it was, as of unknown outcome.
   */
  command(command: PersonCommand): Promise<CommandOutcome>;
  setReady(isReady: boolean): Promise<CommandOutcome>;
  /** Epoch milliseconds of the server's clock, whatever this device's clock says. */
  serverNow(): number;
  /** Changes with every keystroke, so it is a store of its own. */
  saved: Store<SavedState>;
  /** The refused edits of a plane are dealt with; forget the copy. */
  dismissRefused(plane: Plane): void;
}

export type Room = RoomState & RoomActions;
