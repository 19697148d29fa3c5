import type pg from "pg";
import type { LogRow } from "@/lib/recording/rebuild";
import { bigintArray, byteaArray } from "./binary-array";
import { unpackRows } from "./log-pack";

/** What one sender adds to one log in one commit. */
export interface LogAppend {
  log: number;
  /** The sender's participant number; 0 is the system. */
  author: number;
  sender: number;
  firstSeq: number;
  lastSeq: number;
  /** Log items one after another; empty when the edits changed nothing. */
  data: Uint8Array;
  /** Yjs clientIDs seen for the first time, and whose they are. */
  clients: readonly LogClientOwner[];
}

export interface LogClientOwner {
  clientId: number;
  author: number;
}

export const APPEND_STATUSES = [
  "stored",
  "stored-before",
  "gap",
  "half-known",
  "no-such-log",
  "foreign-sender",
] as const;
export type AppendStatus = (typeof APPEND_STATUSES)[number];

export interface AppendOutcome {
  status: AppendStatus;
  /** The entry's number; for what was stored before, one at or above it. */
  number: number;
  /** How far the sender's edits are stored. */
  seen: number;
}

/**
 * Stores what waits, in one statement: all of it or nothing.
 *
 * @param appends at most one per log and sender
 * @returns one outcome per append, in their order
 */
export async function appendToLogs(
  client: pg.ClientBase,
  appends: readonly LogAppend[],
): Promise<AppendOutcome[]> {
  const owners = appends.flatMap(({ log, clients }) =>
    clients.map(({ clientId, author }) => ({ log, clientId, author })),
  );
  const { rows } = await client.query<[number, number, string | null, string]>({
    name: "log_append",
    text: "SELECT item, status, number, seen FROM log_append($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    rowMode: "array",
    values: [
      bigintArray(appends.map((append) => append.log)),
      bigintArray(appends.map((append) => append.author)),
      bigintArray(appends.map((append) => append.sender)),
      bigintArray(appends.map((append) => append.firstSeq)),
      bigintArray(appends.map((append) => append.lastSeq)),
      byteaArray(appends.map((append) => append.data)),
      bigintArray(owners.map((owner) => owner.log)),
      bigintArray(owners.map((owner) => owner.clientId)),
      bigintArray(owners.map((owner) => owner.author)),
    ],
  });
  return rows.map(([, code, number, seen]) => {
    const status = APPEND_STATUSES[code];
    if (!status) throw new Error(`log_append answered with status ${code}`);
    return { status, number: Number(number ?? 0), seen: Number(seen) };
  });
}

/**
 * What to do about a failed append:
 * - `retry`: the database is not there, not writable or busy, or the outcome is unknown
 * - `contention`: rolled back for a neighbour's sake, so again at once
 * - `bad-data`: these very bytes will fail again
 */
export function appendFailure(error: unknown): "retry" | "contention" | "bad-data" {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  // Only Postgres answers with five letters and digits and a severity; all else is the network's.
  const isPostgres =
    typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) && "severity" in (error as object);
  if (!isPostgres) return "retry";
  if (code === "40P01" || code === "55P03" || code === "40001") return "contention";
  const ENVIRONMENTAL = [
    "08", // connection
    "25", // read-only transaction: a standby
    "28", // authorization: a password being changed
    "3D", // database being restored
    "53", // disk full, too many connections
    "57", // cancelled, shutting down
    "58", // input and output
  ];
  return ENVIRONMENTAL.includes(code.slice(0, 2)) ? "retry" : "bad-data";
}

/** Entries of a log after number `after`, in the order of their numbers. */
export async function readEntries(
  client: pg.ClientBase,
  log: number,
  after: number,
): Promise<LogRow[]> {
  const { rows } = await client.query<{ number: string; data: Buffer }>(
    "SELECT number, data FROM log_entries WHERE log = $1 AND number > $2 ORDER BY number",
    [log, after],
  );
  const found = rows.map((row) => ({ number: Number(row.number), data: row.data }));
  return unpackRows(found, after);
}
