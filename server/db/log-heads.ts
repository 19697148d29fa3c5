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
 * Waits until no statement is under way that adds to one of these logs.
 *
 * @throws when one takes longer than a lock may be waited for
 */
export async function awaitAppends(pool: Pool, logs: readonly number[]): Promise<void> {
  // In the order every writer takes them.
  const text = "SELECT FROM log_heads WHERE id = ANY ($1::bigint[]) ORDER BY id FOR NO KEY UPDATE";
  await pool.query({ name: "await_appends", text, values: [logs] });
}
