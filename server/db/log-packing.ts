/** Which interviews' logs are to be packed, and putting packs in the place of entries. */
import type pg from "pg";
import type { InterviewId } from "@/lib/domain/ids";
import { readHead } from "./log-heads";
import { type StoredEntry, unpackEntries } from "./log-pack";
import { inTransaction, type Pool } from "./pool";

/** One log with what is to stand in the place of its entries. */
export interface PackedLog {
  log: number;
  /** The log's last number when the packs were made. */
  lastNumber: number;
  packs: readonly Pack[];
}

export interface Pack {
  /** Numbers of the entries in it. */
  first: number;
  last: number;
  data: Uint8Array;
}

/** A pack that is not what it was to replace: nothing was changed. */
export class PackDiffers extends Error {
  override name = "PackDiffers";
}

/**
 * Interviews that ended so long ago, whose logs are not packed yet: the oldest first.
 *
 * @param except these are passed over
 */
export async function findUnpacked(
  pool: Pool,
  endedForMs: number,
  limit: number,
  except: readonly InterviewId[],
): Promise<InterviewId[]> {
  const { rows } = await pool.query<{ id: InterviewId }>(
    `SELECT id FROM interviews
     WHERE packed_at IS NULL AND status IN ('finished', 'cancelled')
       AND state_at < now() - $1 * interval '1 ms' AND id <> ALL ($3::uuid[])
     ORDER BY state_at LIMIT $2`,
    [endedForMs, limit, except],
  );
  return rows.map(({ id }) => id);
}

/** Both logs of an interview that is still there and not packed; null when it is not. */
export async function readUnpackedLogs(
  client: pg.ClientBase,
  interviewId: InterviewId,
): Promise<[shared: number, private_: number] | null> {
  const { rows } = await client.query<{ shared_log: string; private_log: string }>(
    "SELECT shared_log, private_log FROM interviews WHERE id = $1 AND packed_at IS NULL",
    [interviewId],
  );
  const row = rows[0];
  return row ? [Number(row.shared_log), Number(row.private_log)] : null;
}

/**
 * The rows of a log as they are, packs among them, in the order of their numbers.
 *
 * @param range numbers after the first and up to the second
 */
export async function readStoredRows(
  client: pg.ClientBase,
  log: number,
  [after, upTo]: readonly [after: number, upTo: number],
  limit: number | null = null,
): Promise<StoredEntry[]> {
  const { rows } = await client.query<[string, number, string, Buffer]>({
    text: `SELECT number, author, (extract(epoch FROM at) * 1000000)::bigint, data FROM log_entries
      WHERE log = $1 AND number > $2 AND number <= $3 ORDER BY number LIMIT $4`,
    rowMode: "array",
    values: [log, after, upTo, limit],
  });
  return rows.map(([number, author, at, data]) => ({
    number: Number(number),
    author,
    atMicros: Number(at),
    data,
  }));
}

/**
 * Puts packs in the place of both logs' entries: all of them or none.
 *
 * Nobody is waited for. Meanwhile nothing is added to the logs, the interview is not deleted, and another
 * node that would pack it passes it over.
 *
 * @returns whether that was possible now: not while somebody else is at it, nor with entries that have come since
 * @throws PackDiffers when a pack does not give exactly the entries that would go
 */
export function storePacks(
  pool: Pool,
  interviewId: InterviewId,
  logs: readonly PackedLog[],
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    // The interview's row before the heads, as everybody who needs both.
    const interview = await client.query(
      `SELECT FROM interviews WHERE id = $1 AND packed_at IS NULL FOR NO KEY UPDATE SKIP LOCKED`,
      [interviewId],
    );
    // Asking for the heads as well would take them from the one who is at it.
    if (interview.rowCount !== 1) return false;
    const heads = await client.query(
      "SELECT FROM log_heads WHERE id = ANY ($1::bigint[]) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED",
      [logs.map(({ log }) => log)],
    );
    if (heads.rowCount !== logs.length) return false;
    for (const { log, lastNumber } of logs)
      if ((await readHead(client, log))?.lastNumber !== lastNumber) return false;

    for (const { log, packs } of logs) for (const pack of packs) await replace(client, log, pack);
    await client.query("UPDATE interviews SET packed_at = now() WHERE id = $1", [interviewId]);
    return true;
  });
}

/** The row of the last entry becomes the pack, so that number and time are its own; the others go. */
async function replace(
  client: pg.ClientBase,
  log: number,
  { first, last, data }: Pack,
): Promise<void> {
  const rows = await readStoredRows(client, log, [first - 1, last]);
  const entries = await unpackEntries(data);
  const isSame =
    rows.length === entries.length && rows.every((row, i) => areEqual(row, entries[i]));
  if (!isSame)
    throw new PackDiffers(`The pack of numbers ${first} to ${last} is not what is stored`);
  await client.query("DELETE FROM log_entries WHERE log = $1 AND number >= $2 AND number < $3", [
    log,
    first,
    last,
  ]);
  await client.query(
    "UPDATE log_entries SET author = 0, data = $3 WHERE log = $1 AND number = $2",
    [log, last, Buffer.from(data)],
  );
}

function areEqual(row: StoredEntry, entry: StoredEntry | undefined): boolean {
  return (
    entry !== undefined &&
    row.number === entry.number &&
    row.author === entry.author &&
    row.atMicros === entry.atMicros &&
    Buffer.compare(row.data, entry.data) === 0
  );
}
