/**
 * What 27,000 edits weigh in Postgres against the bytes of the updates themselves, one row per edit as
 * real typing leaves them, and how long the finished document takes to rebuild at any moment:
 * `BENCH_TRACE=… node --import tsx bench/stored.ts`.
 */
import pg from "pg";
import type { Keyframe, LogRow } from "@/lib/recording/rebuild";
import { rebuildDocument } from "@/lib/recording/rebuild";
import { connect, setup, text } from "./adapter";
import { withApp } from "./support/app";
import { sleep } from "./support/load";
import { figures } from "./support/percentile";
import { applyEdit, readTrace } from "./support/trace";

const EDITS = Number(process.env.BENCH_EDITS ?? 27_000);
const SEEKS = 100;
const UNLOADED_AFTER_MS = 14_000;
const TABLES = ["log_entries", "log_keyframes", "log_heads", "log_senders", "log_clients"];

await withApp(async ({ url, databaseUrl }) => {
  const seatOf = await setup({ url, scenario: "stored", options: { rooms: 1, people: 2 } });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const before = await sizes(client);
  const tab = connect(url, "", seatOf("only", 0));
  await tab.synced;
  let rawBytes = 0;
  tab.doc.on("update", (update: Uint8Array) => {
    rawBytes += update.byteLength;
  });
  const typed = text(tab.doc);
  for (const edit of readTrace().slice(0, EDITS)) {
    applyEdit(typed, edit);
    await tab.flushed();
  }
  await tab.destroy();
  await sleep(UNLOADED_AFTER_MS);
  await client.query(`VACUUM ${TABLES.join(", ")}`);
  const after = await sizes(client);

  console.log(`${EDITS} edits, ${rawBytes} bytes of updates`);
  let total = 0;
  for (const table of TABLES) {
    const grown = (after.get(table) ?? 0) - (before.get(table) ?? 0);
    total += grown;
    console.log(`${table}: ${grown} bytes, ${(grown / rawBytes).toFixed(2)} ×`);
  }
  console.log(`all: ${total} bytes, ${(total / rawBytes).toFixed(2)} ×`);
  await seek(client);
  await client.end();
});
process.exit(0);

async function sizes(client: pg.Client): Promise<Map<string, number>> {
  const { rows } = await client.query<{ name: string; size: string }>(
    "SELECT name, pg_total_relation_size(name::regclass) AS size FROM unnest($1::text[]) AS name",
    [TABLES],
  );
  return new Map(rows.map(({ name, size }) => [name, Number(size)]));
}

/** The document as it was at moments spread over the interview, from the newest keyframe before each. */
async function seek(client: pg.Client): Promise<void> {
  const [log] = (
    await client.query<{ log: string }>(
      "SELECT log FROM log_entries GROUP BY log ORDER BY count(*) DESC LIMIT 1",
    )
  ).rows;
  const read = async (table: string): Promise<LogRow[]> => {
    const { rows } = await client.query<{ number: string; data: Buffer }>(
      `SELECT number, data FROM ${table} WHERE log = $1 ORDER BY number`,
      [log?.log],
    );
    return rows.map(({ number, data }) => ({ number: Number(number), data }));
  };
  const [rows, keyframes] = [await read("log_entries"), await read("log_keyframes")];
  const ms: number[] = [];
  for (let i = 0; i < SEEKS; i++) {
    const number = Math.floor(((i + 0.5) / SEEKS) * rows.length);
    const startedAt = performance.now();
    const keyframe: Keyframe | null = keyframes.findLast((each) => each.number <= number) ?? null;
    rebuildDocument(keyframe, rows.slice(keyframe?.number ?? 0, number)).doc.destroy();
    ms.push(performance.now() - startedAt);
  }
  console.log(`\n${rows.length} rows, ${keyframes.length} whole states`);
  console.log(`rebuilt in Node at ${SEEKS} moments: ${figures(ms)} ms`);
}
