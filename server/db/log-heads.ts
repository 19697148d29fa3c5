import type pg from "pg";
import type { Pool } from "./pool";

export interface LogHead {
  lastNumber: number;
  /** Number and size of the newest whole state, and bytes of entries since. */
  keyframeNumber: number;
  keyframeBytes: number;
  bytesSince: number;
}

export async function readHead(client: pg.ClientBase, log: number): Promise<LogHead | null> {
  const { rows } = await client.query<Record<string, string | number>>(
    "SELECT last_number, keyframe_number, keyframe_bytes, bytes_since FROM log_heads WHERE id = $1",
    [log],
  );
  const row = rows[0];
  if (!row) return null;
  return {
    lastNumber: Number(row.last_number),
    keyframeNumber: Number(row.keyframe_number),
    keyframeBytes: Number(row.keyframe_bytes),
    bytesSince: Number(row.bytes_since),
  };
}

/**
 * Waits until no statement is under way that adds to the log.
 *
 * @throws when one takes longer than a lock may be waited for
 */
export async function awaitAppends(pool: Pool, log: number): Promise<void> {
  await pool.query("SELECT FROM log_heads WHERE id = $1 FOR NO KEY UPDATE", [log]);
}
