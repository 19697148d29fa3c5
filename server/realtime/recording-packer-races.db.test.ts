/** Packing while somebody else is at the same logs, or when it is cut off. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { encodeLogItem } from "@/lib/recording/log-entry";
import { appendToLogs } from "../db/log-entries";
import { isPack } from "../db/log-pack";
import { connectWriter, openPool, type Pool } from "../db/pool";
import { deleteAccount } from "../services/delete-account";
import { deleteInterview } from "../services/delete-interview";
import { interviewDatabase, unwrap } from "../services/testing/interview-database";
import { RecordingPacker } from "./recording-packer";
import { entriesOf, type Recorded, recordedInterview, rowsOf } from "./testing/recorded-interview";
import { silentLog } from "./testing/silent-log";

const LEFT = encodeLogItem({ type: "left", participant: 2 });

const data = interviewDatabase();
let pool: Pool;
let otherPool: Pool;
beforeAll(() => {
  pool = openPool(data.url());
  otherPool = openPool(data.url());
});
afterAll(() => Promise.all([pool.end(), otherPool.end()]));

const node = (its: Pool) => new RecordingPacker({ pool: its, log: silentLog, liveRooms: () => [] });

const allEntries = async (recorded: Recorded) => [
  await entriesOf(pool, recorded.shared),
  await entriesOf(pool, recorded.private),
];

async function packsIn(recorded: Recorded): Promise<number> {
  const rows = [
    ...(await rowsOf(pool, recorded.shared)),
    ...(await rowsOf(pool, recorded.private)),
  ];
  return rows.filter((row) => isPack(row.data)).length;
}

/** Waits until so many statements wait for a lock. */
async function untilWaiting(count: number): Promise<void> {
  for (;;) {
    const { rows } = await otherPool.query(
      `SELECT count(*)::int AS waiting FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rows[0].waiting >= count) return;
  }
}

/** Somebody packs it and is held in the middle: the shared log is done, the private one is not. */
async function heldHalfway(recorded: Recorded) {
  const holder = await connectWriter(data.url());
  await holder.query("BEGIN");
  await holder.query("SELECT FROM log_entries WHERE log = $1 AND number = 3 FOR UPDATE", [
    recorded.private,
  ]);
  const packing = node(pool).round();
  await untilWaiting(1);
  return {
    packing,
    letGo: async () => {
      await holder.query("ROLLBACK");
      await holder.end();
    },
  };
}

test("of two nodes one packs, and the other does not wait for it", async () => {
  const recorded = await recordedInterview(data, pool);
  const before = await allEntries(recorded);
  const { packing, letGo } = await heldHalfway(recorded);
  expect(await node(otherPool).round()).toBe(0);
  await letGo();
  expect(await packing).toBe(1);
  expect(await allEntries(recorded)).toEqual(before);
});

test("two nodes that go at many interviews at once pack each of them once", async () => {
  const recordings: Recorded[] = [];
  for (let i = 0; i < 6; i++) recordings.push(await recordedInterview(data, pool, { edits: 20 }));
  const before = await Promise.all(recordings.map(allEntries));
  const packed = await Promise.all([node(pool).round(), node(otherPool).round()]);
  expect(packed[0] + packed[1]).toBe(recordings.length);
  expect(await Promise.all(recordings.map(allEntries))).toEqual(before);
  expect(await Promise.all(recordings.map(packsIn))).toEqual(recordings.map(() => 2));
});

test("what is added meanwhile waits, and follows the packs", async () => {
  const recorded = await recordedInterview(data, pool);
  const [before] = await allEntries(recorded);
  const { packing, letGo } = await heldHalfway(recorded);
  const writer = await connectWriter(data.url());
  const item = {
    log: recorded.shared,
    author: 2,
    sender: 77,
    firstSeq: 1,
    lastSeq: 1,
    clients: [],
  };
  const appending = appendToLogs(writer, [{ ...item, data: LEFT }]);
  await untilWaiting(2);
  await letGo();
  expect(await packing).toBe(1);
  expect(await appending).toMatchObject([{ status: "stored", number: (before?.length ?? 0) + 1 }]);
  await writer.end();
  const [after] = await allEntries(recorded);
  expect(after?.slice(0, -1)).toEqual(before);
});

test("a log that is being written is passed over, and packed with what was written later", async () => {
  const recorded = await recordedInterview(data, pool);
  const [before] = await allEntries(recorded);
  const writer = await connectWriter(data.url());
  await writer.query("BEGIN");
  const item = {
    log: recorded.shared,
    author: 0,
    sender: 77,
    firstSeq: 1,
    lastSeq: 1,
    clients: [],
  };
  await appendToLogs(writer, [{ ...item, data: LEFT }]);
  expect(await node(pool).round()).toBe(0);
  await writer.query("COMMIT");
  await writer.end();
  expect(await node(pool).round()).toBe(1);
  const [after] = await allEntries(recorded);
  expect(after?.slice(0, -1)).toEqual(before);
  expect(after).toHaveLength((before?.length ?? 0) + 1);
  expect(await packsIn(recorded)).toBe(2);
});

test("a node that dies halfway leaves every row as it was, and another one goes on", async () => {
  const recorded = await recordedInterview(data, pool);
  const before = [await rowsOf(pool, recorded.shared), await rowsOf(pool, recorded.private)];
  const entries = await allEntries(recorded);
  const { packing, letGo } = await heldHalfway(recorded);
  const failed = expect(packing).rejects.toThrow();
  await otherPool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  await failed;
  await letGo();
  expect([await rowsOf(pool, recorded.shared), await rowsOf(pool, recorded.private)]).toEqual(
    before,
  );
  expect(await node(otherPool).round()).toBe(1);
  expect(await allEntries(recorded)).toEqual(entries);
});

test.each([
  [
    "the interview",
    async ({ ana, id }: Recorded) => void unwrap(await deleteInterview(ana, id, data.context())),
  ],
  [
    "the last account",
    async ({ ana }: Recorded) =>
      void unwrap(await deleteAccount(ana, { db: data.context().db, now: new Date() })),
  ],
])("when %s is deleted meanwhile, nothing is left of the logs", async (_, remove) => {
  const recorded = await recordedInterview(data, pool);
  const people = { db: data.context().db, now: new Date() };
  unwrap(await deleteAccount(recorded.ben, people));
  const { packing, letGo } = await heldHalfway(recorded);
  const removing = remove(recorded);
  await untilWaiting(2);
  await letGo();
  await Promise.all([packing, removing]);
  expect(await rowsOf(pool, recorded.shared)).toEqual([]);
  expect(await rowsOf(pool, recorded.private)).toEqual([]);
});
