/** Reading an interview's logs as records: for review, export and replay, outside any live room. */
import { createHash } from "node:crypto";
import type { InterviewId } from "@/lib/domain/ids";
import type { Keyframe, LogRow } from "@/lib/recording/rebuild";
import type { Plane } from "@/lib/room-document/roots";
import type { Db } from "./client";
import { unpackRows } from "./log-pack";

export interface StoredRecording {
  /** The newest whole state that is intact; null where there is none. */
  keyframe: Keyframe | null;
  /** The rows after it, in order. */
  rows: LogRow[];
}

/**
 * What the final state of one plane is made from.
 *
 * @returns null when there is no such interview
 */
export async function findRecording(
  db: Db,
  interviewId: InterviewId,
  plane: Plane,
): Promise<StoredRecording | null> {
  const row = await db.interview.findUnique({
    where: { id: interviewId },
    select: { sharedLog: true, privateLog: true },
  });
  if (!row) return null;
  const log = plane === "shared" ? row.sharedLog : row.privateLog;
  const keyframes = await db.logKeyframe.findMany({
    where: { log },
    orderBy: { number: "desc" },
    select: { number: true },
  });
  for (const { number } of keyframes) {
    const kept = await db.logKeyframe.findUnique({ where: { log_number: { log, number } } });
    // A damaged keyframe costs a longer way, never the recording.
    if (!kept || !createHash("sha256").update(kept.data).digest().equals(kept.sha256)) continue;
    const keyframe = { number: Number(number), data: kept.data };
    return { keyframe, rows: await rowsAfter(db, log, number) };
  }
  return { keyframe: null, rows: await rowsAfter(db, log, 0n) };
}

async function rowsAfter(db: Db, log: bigint, number: bigint): Promise<LogRow[]> {
  const rows = await db.logEntry.findMany({
    where: { log, number: { gt: number } },
    orderBy: { number: "asc" },
    select: { number: true, data: true },
  });
  const found = rows.map((row) => ({ number: Number(row.number), data: row.data }));
  return unpackRows(found, Number(number));
}
