import type { InterviewId } from "@/lib/domain/ids";
import { type Rebuilt, rebuildDocument } from "@/lib/recording/rebuild";
import type { Plane } from "@/lib/room-document/roots";
import type { Db } from "../db/client";
import { findRecording } from "../db/recordings";

/**
 * The final state of one plane, rebuilt from the database alone: no live room is asked.
 *
 * @returns null when there is no such interview
 * @throws when the log itself is damaged
 */
export async function loadFinalState(
  db: Db,
  interviewId: InterviewId,
  plane: Plane,
): Promise<Rebuilt | null> {
  const recording = await findRecording(db, interviewId, plane);
  return recording && rebuildDocument(recording.keyframe, recording.rows);
}
