/** Reading an interview's logs as records: for review, export and replay, outside any live room. */
import { createHash } from "node:crypto";
import type { InterviewId } from "@/lib/domain/ids";
import { type Rebuilt, rebuildDocument } from "@/lib/recording/rebuild";
import type { Plane } from "@/lib/room-document/roots";
import type { Db } from "./client";

/**
 * The final state of one plane, from the newest intact keyframe and the rows after it.
 *
 * @returns null when there is no such interview
 * @throws when the log itself is damaged
 */
export async function loadFinalState(
  db: Db,
  interviewId: InterviewId,
  plane: Plane,
): Promise<Rebuilt | null> {
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
    const rows = await rowsAfter(db, log, number);
    return rebuildDocument({ number: Number(number), data: kept.data }, rows);
  }
  return rebuildDocument(null, await rowsAfter(db, log, 0n));
}

async function rowsAfter(db: Db, log: bigint, number: bigint) {
  const rows = await db.logEntry.findMany({
    where: { log, number: { gt: number } },
    orderBy: { number: "asc" },
    select: { number: true, data: true },
  });
  return rows.map((row) => ({ number: Number(row.number), data: row.data }));
}
