/** From stored rows to what a room starts with. */
import type pg from "pg";
import type { InterviewId } from "@/lib/domain/ids";
import { type Keyframe, type LogRow, type Rebuilt, rebuildDocument } from "@/lib/recording/rebuild";
import { readClients, readSenders } from "../db/log-clients";
import { readEntries } from "../db/log-entries";
import { awaitAppends, readHead } from "../db/log-heads";
import { readKeyframe } from "../db/log-keyframes";
import { type LogState, readLogStates } from "../db/log-states";
import { inSnapshot, type Pool } from "../db/pool";
import { type RoomRecord, readRoomRecord } from "../db/room-records";
import type { Log } from "../log";
import type { StoredPlane } from "./plane-document";

export interface StoredRoom {
  record: RoomRecord;
  shared: StoredPlane;
  private: StoredPlane;
}

/**
 * Loads an interview's room; null when there is no such interview.
 *
 * @throws when the database cannot be reached, or the log itself is damaged
 */
export async function loadRoom(
  pool: Pool,
  log: Log,
  interviewId: InterviewId,
): Promise<StoredRoom | null> {
  const record = await readRoomRecord(pool, interviewId);
  if (!record) return null;
  // Records first: what changes while the logs are read is told by a notice afterwards.
  const logs = [record.sharedLog, record.privateLog];
  await awaitAppends(pool, logs);
  const states = await readLogStates(pool, logs);
  const [shared, privatePlane] = await Promise.all(
    logs.map((logId, i) => {
      const state = states[i] ?? null;
      return state && (planeOf(logId, state) ?? loadPlane(pool, log, logId));
    }),
  );
  return shared && privatePlane ? { record, shared, private: privatePlane } : null;
}

/** @returns null when the whole state cannot be used */
function planeOf(log: number, state: LogState): StoredPlane | null {
  const { keyframe, rows, ...rest } = state;
  const rebuilt = tryToRebuild(keyframe, rows);
  return rebuilt && { log, ...rebuilt, ...rest };
}

/** One plane as of one moment; null when its log was deleted. */
export async function loadPlane(pool: Pool, log: Log, logId: number): Promise<StoredPlane | null> {
  // Of a server that was killed, or a connection that was given up. Were it stored after we have looked,
  // the room would never know, and the whole states it keeps would lack it.
  await awaitAppends(pool, [logId]);
  return inSnapshot(pool, async (client) => {
    const head = await readHead(client, logId);
    if (!head) return null;
    const { doc, number, hasDamage } = await rebuild(client, log, logId);
    return {
      log: logId,
      doc,
      number,
      senders: await readSenders(client, logId),
      clients: await readClients(client, logId),
      // A damaged whole state is as good as none: what it held counts as come since.
      keyframeBytes: hasDamage ? 0 : head.keyframeBytes,
      bytesSince: hasDamage ? head.bytesSince + head.keyframeBytes : head.bytesSince,
    };
  });
}

/** From the newest whole state that is sound; the ones before it, and at last the log alone, stand in. */
async function rebuild(client: pg.ClientBase, log: Log, logId: number) {
  let hasDamage = false;
  let keyframe = await readKeyframe(client, logId);
  for (;;) {
    const rows = await readEntries(client, logId, keyframe?.number ?? 0);
    const rebuilt = tryToRebuild(keyframe, rows);
    if (rebuilt) return { ...rebuilt, hasDamage };
    log.error("A whole state is damaged; loading from an older one", {
      count: keyframe?.number ?? 0,
    });
    hasDamage = true;
    keyframe = await readKeyframe(client, logId, keyframe?.number ?? 0);
  }
}

/** @returns null when the whole state cannot be used */
function tryToRebuild(
  keyframe: (Keyframe & { isIntact: boolean }) | null,
  rows: readonly LogRow[],
): Rebuilt | null {
  if (keyframe && !keyframe.isIntact) return null;
  try {
    return rebuildDocument(keyframe, rows);
  } catch (error) {
    // Without a keyframe it is the log that is damaged, and nothing older can help.
    if (!keyframe) throw error;
    return null;
  }
}
