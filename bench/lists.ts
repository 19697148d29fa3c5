/**
 * The list of interviews of somebody who has a million of them, at any depth:
 * `node --import tsx bench/lists.ts`.
 */
import { performance } from "node:perf_hooks";
import pg from "pg";
import { loadContent } from "@/server/content/load-content";
import { connectDatabase } from "@/server/db/open-database";
import { INTERVIEWS_PER_PAGE, listInterviews } from "@/server/services/list-interviews";
import { startBenchDatabase } from "./support/database";
import { figures, percentile } from "./support/percentile";
import { makeRooms } from "./support/rooms";

const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000);
const OTHERS = 10_000;
const DEPTHS = [0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.9999];
const PAGES_EACH = 20;

const database = await startBenchDatabase();
const client = new pg.Client({ connectionString: database.url });
await client.connect();
await makeRooms(database.url, "http://localhost", { rooms: 1, seats: 1 });
const [me, pattern] = await fill(client);

const db = connectDatabase(database.url);
const context = { db, content: loadContent(), secret: "" };
const viewer = {
  userId: me,
  name: "Me",
  isGuest: false,
  isAdmin: false,
  isCoach: false,
  signInId: me,
} as never;
const first: number[] = [];
console.log("| depth | whole page, p50 / p95 ms | statement in the database, p95 ms |");
console.log("| --- | --- | --- |");
for (const depth of DEPTHS) {
  let after = depth === 0 ? undefined : await positionAt(Math.floor(depth * ROWS));
  const [whole, inDatabase]: [number[], number[]] = [[], []];
  for (let page = 0; page < PAGES_EACH; page++) {
    inDatabase.push(await explain(after));
    const startedAt = performance.now();
    const { interviews, next } = await listInterviews(viewer, after, context);
    whole.push(performance.now() - startedAt);
    if (interviews.length === 0) throw new Error("The page is empty");
    if (depth > 0) after = next ?? after;
  }
  if (depth === 0) first.push(...whole);
  console.log(
    `| ${Math.floor(depth * ROWS)} | ${percentile(whole, 50).toFixed(2)} / ${percentile(whole, 95).toFixed(2)} | ${percentile(inDatabase, 95).toFixed(3)} |`,
  );
}
console.log(`\nfirst page ${figures(first)} ms; ${ROWS} interviews, pattern ${pattern}`);
await db.$disconnect();
await client.end();
await database.stop();

async function fill(sql: pg.Client): Promise<[string, string]> {
  const { rows } = await sql.query<{ id: string; host: string }>(
    "SELECT i.id, i.host_id AS host FROM interviews i ORDER BY shared_log LIMIT 1",
  );
  const [made] = rows;
  if (!made) throw new Error("There is no pattern");
  await sql.query(
    "INSERT INTO users (id, name) SELECT gen_random_uuid(), 'N' FROM generate_series(1, $1)",
    [OTHERS],
  );
  await sql.query(
    `INSERT INTO interviews
       SELECT (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(),
         'shared_log', -2 * n, 'private_log', -2 * n - 1))).*
       FROM interviews i, generate_series(1, $2::bigint) n WHERE i.id = $1`,
    [made.id, ROWS],
  );
  await sql.query(
    `INSERT INTO participants (interview_id, number, user_id, role, joined_at)
       SELECT id, 1, $1, 'candidate', now() + shared_log * interval '1 second'
       FROM interviews WHERE shared_log < 0`,
    [made.host],
  );
  await sql.query(
    `INSERT INTO participants (interview_id, number, user_id, role, joined_at)
       SELECT i.id, 2, o.id, 'interviewer', now() + shared_log * interval '1 second'
       FROM interviews i
       JOIN (SELECT id, row_number() OVER () AS n FROM users WHERE name = 'N') o
         ON o.n = 1 + (-shared_log / 2) % $1 WHERE shared_log < 0`,
    [OTHERS],
  );
  await sql.query("VACUUM ANALYZE interviews, participants, users");
  return [made.host, made.id];
}

async function positionAt(offset: number) {
  const { rows } = await client.query(
    `SELECT joined_at, interview_id FROM participants WHERE user_id = $1
     ORDER BY joined_at DESC, interview_id DESC OFFSET $2 LIMIT 1`,
    [me, offset],
  );
  return { joinedAt: rows[0].joined_at, id: rows[0].interview_id };
}

/** The statement that walks the list, by the database's own clock. */
async function explain(after?: { joinedAt: Date; id: string }): Promise<number> {
  const where = after ? "AND (joined_at, interview_id) < ($3::timestamptz, $4::uuid)" : "";
  const { rows } = await client.query(
    `EXPLAIN (ANALYZE, FORMAT JSON) SELECT interview_id FROM participants
     WHERE user_id = $1 AND removed_at IS NULL ${where}
     ORDER BY joined_at DESC, interview_id DESC LIMIT $2`,
    [me, INTERVIEWS_PER_PAGE + 1, ...(after ? [after.joinedAt, after.id] : [])],
  );
  return rows[0]["QUERY PLAN"][0]["Execution Time"];
}
