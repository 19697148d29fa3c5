/** What a run needs of a database. One is in memory and fast, the other is Postgres itself. */
import type { InterviewId, UserId } from "@/lib/domain/ids";
import type { InterviewState } from "@/lib/domain/interview";
import type { ParticipantRole } from "@/lib/domain/roles";
import type { Viewer } from "@/lib/domain/viewer";
import type { Keyframe } from "@/lib/recording/rebuild";
import type { Plane } from "@/lib/room-document/roots";
import type { Db } from "@/server/db/client";
import type { AppendOutcome, LogAppend } from "@/server/db/log-entries";
import type { Pool } from "@/server/db/pool";
import type { RoomRecord } from "@/server/db/room-records";
import type { StoredRoom } from "@/server/realtime/load-room";
import type { PlaneDocument, StoredPlane } from "@/server/realtime/plane-document";
import type { StoredEntry } from "./stored-logs";

export interface ModelPerson {
  participant: number;
  /** The role they have in the beginning and in the end. */
  role: ParticipantRole;
  viewer: Viewer;
}

/** A log as it is stored, for comparing. */
export interface StoredLog {
  entries: StoredEntry[];
  keyframe: Keyframe | null;
  lastNumber: number;
  /** How far each sender's edits are stored. */
  senders: Map<number, number>;
}

export interface Storage {
  readonly interviewId: InterviewId;
  readonly people: readonly ModelPerson[];
  /** What services ask for. */
  readonly db: Db;
  /** What joining asks for. */
  readonly pool: Pool;
  now(): number;
  append(appends: readonly LogAppend[]): Promise<AppendOutcome[]>;
  load(): Promise<StoredRoom | null>;
  loadPlane(log: number): Promise<StoredPlane | null>;
  saveKeyframe(document: PlaneDocument): Promise<void>;
  markEmpty(isEmpty: boolean): Promise<void>;
  readRecord(): Promise<RoomRecord | null>;
  setRole(userId: UserId, role: ParticipantRole): Promise<void>;
  readLog(plane: Plane): Promise<StoredLog>;
  /** How far a sender's edits are stored, where that can be said at once. */
  storedThrough?(plane: Plane, sender: number): number;
  readInterview(): Promise<{ state: InterviewState; version: number; commands: number }>;
}
