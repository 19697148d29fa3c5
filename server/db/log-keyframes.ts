import { createHash } from "node:crypto";
import type pg from "pg";
import type { Keyframe } from "@/lib/recording/rebuild";
import type { Pool } from "./pool";

/**
 * Whole states kept per log. They are spread over the interview, so that with this many
 * the way from one to any moment is about a fiftieth of the log.
 */
const MAX_KEYFRAMES = 50;

function sha256(data: Uint8Array): Buffer {
  return createHash("sha256").update(data).digest();
}

/** Keeps the whole state as of `number`; a damaged one under the same number is replaced. */
export async function putKeyframe(pool: Pool, log: number, keyframe: Keyframe): Promise<void> {
  const data = Buffer.from(keyframe.data);
  await pool.query("SELECT log_put_keyframe($1, $2, $3, $4, $5)", [
    log,
    keyframe.number,
    sha256(data),
    data,
    MAX_KEYFRAMES,
  ]);
}

export interface KeptKeyframe extends Keyframe {
  /** The bytes are those that were kept. */
  isIntact: boolean;
}

/** The newest whole state of a log; with `below`, the newest older than that number. */
export async function readKeyframe(
  client: pg.ClientBase,
  log: number,
  below: number | null = null,
): Promise<KeptKeyframe | null> {
  const { rows } = await client.query<{ number: string; sha256: Buffer; data: Buffer }>(
    `SELECT number, sha256, data FROM log_keyframes
     WHERE log = $1 AND ($2::bigint IS NULL OR number < $2) ORDER BY number DESC LIMIT 1`,
    [log, below],
  );
  const row = rows[0];
  if (!row) return null;
  const isIntact = sha256(row.data).equals(row.sha256);
  return { number: Number(row.number), data: row.data, isIntact };
}
