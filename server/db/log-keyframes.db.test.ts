import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/test-database";
import { readHead } from "./log-heads";
import { putKeyframe, readKeyframe } from "./log-keyframes";
import { inSnapshot, openPool, type Pool } from "./pool";

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.url);
});
afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

async function newLog(entries: number): Promise<number> {
  const { rows } = await pool.query(
    "INSERT INTO log_heads (last_number, bytes_since) VALUES ($1::int, $1::int * 4) RETURNING id",
    [entries],
  );
  const log = Number(rows[0].id);
  await pool.query(
    `INSERT INTO log_entries SELECT $1, n, 1, now(), '\\x01020304' FROM generate_series(1, $2::int) n`,
    [log, entries],
  );
  return log;
}

const state = (text: string) => Buffer.from(text);
const newest = (log: number, below: number | null = null) =>
  inSnapshot(pool, (client) => readKeyframe(client, log, below));
const head = (log: number) => inSnapshot(pool, (client) => readHead(client, log));

async function keptNumbers(log: number): Promise<number[]> {
  const { rows } = await pool.query(
    "SELECT number FROM log_keyframes WHERE log = $1 ORDER BY number",
    [log],
  );
  return rows.map((row) => Number(row.number));
}

test("the newest whole state is found, and the one before it", async () => {
  const log = await newLog(10);
  await putKeyframe(pool, log, { number: 4, data: state("four") });
  await putKeyframe(pool, log, { number: 8, data: state("eight") });
  expect(await newest(log)).toMatchObject({ number: 8, isIntact: true });
  expect(await newest(log, 8)).toMatchObject({ number: 4, data: state("four") });
  expect(await newest(log, 4)).toBeNull();
});

test("the head knows its size and how much has come since", async () => {
  const log = await newLog(10);
  await putKeyframe(pool, log, { number: 7, data: state("seven") });
  expect(await head(log)).toEqual({
    lastNumber: 10,
    keyframeNumber: 7,
    keyframeBytes: 5,
    bytesSince: 12,
  });
  // One that was made earlier and arrives later changes nothing about the newest.
  await putKeyframe(pool, log, { number: 3, data: state("three") });
  expect(await head(log)).toMatchObject({ keyframeNumber: 7, bytesSince: 12 });
});

test("a damaged one is seen, and replaced under the same number", async () => {
  const log = await newLog(3);
  await putKeyframe(pool, log, { number: 3, data: state("whole") });
  await pool.query("UPDATE log_keyframes SET data = 'wholf' WHERE log = $1", [log]);
  expect(await newest(log)).toMatchObject({ number: 3, isIntact: false });
  await putKeyframe(pool, log, { number: 3, data: state("whole") });
  expect(await newest(log)).toMatchObject({ isIntact: true });
});

test("a deleted log gets none", async () => {
  await putKeyframe(pool, 999_999, { number: 1, data: state("late") });
  expect(await newest(999_999)).toBeNull();
});

test("fifty stay, spread over the log, the newest three among them", async () => {
  const log = await newLog(200);
  for (let number = 1; number <= 120; number++)
    await putKeyframe(pool, log, { number, data: state("x") });
  const kept = await keptNumbers(log);
  expect(kept).toHaveLength(50);
  expect(kept.slice(-3)).toEqual([118, 119, 120]);
  const distances = kept.map((number, i) => number - (kept[i - 1] ?? 0));
  expect(Math.max(...distances)).toBeLessThanOrEqual(8);
});
