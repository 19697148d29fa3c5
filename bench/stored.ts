/**
 * What interviews of 27,000 edits weigh in Postgres against the bytes of the updates themselves, one row per
 * edit as real typing leaves them, and packed once they are over; what the next ones add, when space that
 * packing freed is used again; and how long a finished document takes to rebuild at any moment:
 * `BENCH_TRACE=… node --import tsx bench/stored.ts`.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import pg from "pg";
import { rebuildDocument } from "@/lib/recording/rebuild";
import { readEntries } from "@/server/db/log-entries";
import { openPool, type Pool } from "@/server/db/pool";
import { log } from "@/server/log";
import { RecordingPacker } from "@/server/realtime/recording-packer";
import { connect, setup, text } from "./adapter";
import { withApp } from "./support/app";
import { sleep } from "./support/load";
import { figures } from "./support/percentile";
import type { Seat } from "./support/rooms";
import { applyEdit, readTrace } from "./support/trace";

const EDITS = Number(process.env.BENCH_EDITS ?? 27_000);
const INTERVIEWS = Number(process.env.BENCH_INTERVIEWS ?? 10);
const SEEKS = 100;
const UNLOADED_AFTER_MS = 14_000;
const TABLES = ["log_entries", "log_keyframes", "log_heads", "log_senders", "log_clients"] as const;

type Sizes = Map<string, number>;

await withApp(async ({ url, databaseUrl }) => {
  const seatOf = await setup({
    url,
    scenario: "stored",
    options: { rooms: INTERVIEWS, people: 2 },
  });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const pool = openPool(databaseUrl);
  const edits = readTrace().slice(0, EDITS);
  let before = await vacuumed(client);
  for (let i = 1; i <= INTERVIEWS; i++) {
    const seat = seatOf(`interview ${i}`, 0);
    const rawBytes = await typeAll(url, seat, edits);
    const asTyped = await vacuumed(client);
    if (i === 1) {
      console.log(`${edits.length} edits, ${rawBytes} bytes of updates`);
      report("\nas typed, one row per edit", before, asTyped, rawBytes);
    }
    await pack(client, pool, seat);
    const after = await vacuumed(client);
    report(`\ninterview ${i}, packed: what the tables have grown by`, before, after, rawBytes);
    console.log(`of it entries that are stored: ${await storedBytes(client, seat)} bytes`);
    before = after;
  }
  await seek(client);
  await pool.end();
  await client.end();
});
process.exit(0);

/** @returns bytes of the updates */
async function typeAll(url: string, seat: Seat, edits: ReturnType<typeof readTrace>) {
  const tab = connect(url, "", seat);
  await tab.synced;
  let rawBytes = 0;
  tab.doc.on("update", (update: Uint8Array) => {
    rawBytes += update.byteLength;
  });
  const typed = text(tab.doc);
  for (const edit of edits) {
    applyEdit(typed, edit);
    await tab.flushed();
  }
  await tab.destroy();
  await sleep(UNLOADED_AFTER_MS);
  return rawBytes;
}

/** Ends the interview an hour ago and does what the server does ten minutes after an end. */
async function pack(client: pg.Client, pool: Pool, { interviewId }: Seat): Promise<void> {
  await client.query(
    `UPDATE interviews SET status = 'cancelled', state_at = now() - interval '1 hour',
       state = '{ "status": "cancelled", "cancelledAt": 0 }' WHERE id = $1`,
    [interviewId],
  );
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  const packed = await new RecordingPacker({ pool, log, liveRooms: () => [] }).round();
  const ms = performance.now() - startedAt;
  delay.disable();
  console.log(
    `\n${packed} packed in ${ms.toFixed(0)} ms; longest stop of the loop ${(delay.max / 1e6).toFixed(1)} ms`,
  );
}

async function vacuumed(client: pg.Client): Promise<Sizes> {
  await client.query(`VACUUM ${TABLES.join(", ")}`);
  const { rows } = await client.query<{ name: string; size: string }>(
    "SELECT name, pg_total_relation_size(name::regclass) AS size FROM unnest($1::text[]) AS name",
    [TABLES],
  );
  return new Map(rows.map(({ name, size }) => [name, Number(size)]));
}

function report(title: string, before: Sizes, after: Sizes, rawBytes: number): void {
  console.log(title);
  let total = 0;
  for (const table of TABLES) {
    const grown = (after.get(table) ?? 0) - (before.get(table) ?? 0);
    total += grown;
    console.log(`${table}: ${grown} bytes, ${(grown / rawBytes).toFixed(2)} ×`);
  }
  console.log(`all: ${total} bytes, ${(total / rawBytes).toFixed(2)} ×`);
}

async function storedBytes(client: pg.Client, { interviewId }: Seat): Promise<string> {
  const { rows } = await client.query<{ bytes: string }>(
    `SELECT sum(octet_length(data)) AS bytes FROM log_entries
     WHERE log = (SELECT shared_log FROM interviews WHERE id = $1)`,
    [interviewId],
  );
  return rows[0]?.bytes ?? "no";
}

/** The document as it was at moments spread over the interview, from the newest whole state before each. */
async function seek(client: pg.Client): Promise<void> {
  const { rows: logs } = await client.query<{ log: string }>(
    "SELECT id AS log FROM log_heads ORDER BY last_number DESC LIMIT 1",
  );
  const logId = Number(logs[0]?.log);
  const startedAt = performance.now();
  const rows = await readEntries(client, logId, 0);
  const readMs = performance.now() - startedAt;
  const { rows: kept } = await client.query<{ number: string; data: Buffer }>(
    "SELECT number, data FROM log_keyframes WHERE log = $1 ORDER BY number",
    [logId],
  );
  const keyframes = kept.map(({ number, data }) => ({ number: Number(number), data }));
  const ms: number[] = [];
  for (let i = 0; i < SEEKS; i++) {
    const number = Math.floor(((i + 0.5) / SEEKS) * rows.length);
    const began = performance.now();
    const keyframe = keyframes.findLast((each) => each.number <= number) ?? null;
    rebuildDocument(keyframe, rows.slice(keyframe?.number ?? 0, number)).doc.destroy();
    ms.push(performance.now() - began);
  }
  console.log(`\n${rows.length} entries, ${keyframes.length} whole states`);
  console.log(`all entries read and unpacked in ${readMs.toFixed(0)} ms`);
  console.log(`rebuilt in Node at ${SEEKS} moments: ${figures(ms)} ms`);
}
