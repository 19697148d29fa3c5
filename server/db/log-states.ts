import { createHash } from "node:crypto";
import type { LogRow } from "@/lib/recording/rebuild";
import type { LogSender } from "./log-clients";
import type { LogClientOwner } from "./log-entries";
import type { KeptKeyframe } from "./log-keyframes";
import { unpackRows } from "./log-pack";
import type { Pool } from "./pool";

/** Everything a log has to say, as of one moment. */
export interface LogState {
  keyframe: KeptKeyframe | null;
  keyframeBytes: number;
  bytesSince: number;
  /** Those after the keyframe. */
  rows: LogRow[];
  senders: LogSender[];
  clients: LogClientOwner[];
}

interface Row {
  id: string;
  keyframe_bytes: string;
  bytes_since: string;
  keyframe: string | null;
  sha256: Buffer | null;
  whole: Buffer | null;
  numbers: number[] | null;
  entries: Buffer[] | null;
  senders: [sender: number, author: number, lastSeq: number][] | null;
  clients: [clientId: number, author: number][] | null;
}

const STATEMENT = `
  SELECT h.id, h.keyframe_bytes, h.bytes_since, k.number AS keyframe, k.sha256, k.data AS whole, e.numbers, e.entries,
    (SELECT json_agg(json_build_array(s.sender, s.author, s.last_seq)) FROM log_senders s WHERE s.log = h.id) AS senders,
    (SELECT json_agg(json_build_array(c.client_id, c.author)) FROM log_clients c WHERE c.log = h.id) AS clients
  FROM log_heads h
  LEFT JOIN LATERAL (
    SELECT f.number, f.sha256, f.data FROM log_keyframes f WHERE f.log = h.id ORDER BY f.number DESC LIMIT 1
  ) k ON true
  LEFT JOIN LATERAL (
    SELECT json_agg(l.number ORDER BY l.number) AS numbers, array_agg(l.data ORDER BY l.number) AS entries
    FROM log_entries l WHERE l.log = h.id AND l.number > coalesce(k.number, 0)
  ) e ON true
  WHERE h.id = ANY ($1::bigint[])`;

/**
 * Several logs in one statement: when a server starts again and everybody comes back at once,
 * round trips are what they would wait for.
 *
 * @returns one state per log, null for one that was deleted
 */
export async function readLogStates(
  pool: Pool,
  logs: readonly number[],
): Promise<(LogState | null)[]> {
  const { rows } = await pool.query<Row>({ name: "log_states", text: STATEMENT, values: [logs] });
  const states = await Promise.all(rows.map(toState));
  const found = new Map(states.map((state, i) => [Number(rows[i]?.id), state]));
  return logs.map((log) => found.get(log) ?? null);
}

async function toState(row: Row): Promise<LogState> {
  const { numbers, entries, senders, clients } = row;
  const stored = (entries ?? []).map((data, i) => ({ number: numbers?.[i] ?? 0, data }));
  return {
    keyframe: toKeyframe(row),
    keyframeBytes: Number(row.keyframe_bytes),
    bytesSince: Number(row.bytes_since),
    rows: await unpackRows(stored, Number(row.keyframe ?? 0)),
    senders: (senders ?? []).map(([sender, author, lastSeq]) => ({ sender, author, lastSeq })),
    clients: (clients ?? []).map(([clientId, author]) => ({ clientId, author })),
  };
}

function toKeyframe({ keyframe, whole, sha256 }: Row): KeptKeyframe | null {
  if (keyframe === null || !whole || !sha256) return null;
  const isIntact = createHash("sha256").update(whole).digest().equals(sha256);
  return { number: Number(keyframe), data: whole, isIntact };
}
