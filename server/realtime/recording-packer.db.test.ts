/** Interviews that are over weigh less, and read exactly as before. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { InterviewId } from "@/lib/domain/ids";
import { encodeLogItem } from "@/lib/recording/log-entry";
import { contentHash } from "@/lib/room-document/content-hash";
import { backUp } from "../db/backup/back-up";
import { restore } from "../db/backup/restore";
import { appendToLogs, readEntries } from "../db/log-entries";
import { putKeyframe } from "../db/log-keyframes";
import { isPack, packEntries } from "../db/log-pack";
import { PackDiffers, storePacks } from "../db/log-packing";
import { inSnapshot, openPool, type Pool } from "../db/pool";
import { deleteAccount } from "../services/delete-account";
import { deleteInterview } from "../services/delete-interview";
import { exportCanvas, exportMarkdown } from "../services/export-review";
import { loadReview } from "../services/load-review";
import { interviewDatabase, unwrap } from "../services/testing/interview-database";
import { createTestDatabase } from "../testing/test-database";
import { loadPlane, loadRoom } from "./load-room";
import { PACKED_AFTER_MS, RecordingPacker } from "./recording-packer";
import {
  endedAgo,
  entriesOf,
  type Recorded,
  recordedInterview,
  rowsOf,
} from "./testing/recorded-interview";
import { silentLog } from "./testing/silent-log";

const data = interviewDatabase();
let pool: Pool;
beforeAll(() => {
  pool = openPool(data.url());
});
afterAll(() => pool.end());

function packer({ live = [] as InterviewId[], log = silentLog } = {}) {
  return new RecordingPacker({ pool, log, liveRooms: () => live });
}

const read = (log: number, after: number) =>
  inSnapshot(pool, async (client) =>
    (await readEntries(client, log, after)).map(({ number, data }) => [
      number,
      Buffer.from(data).toString("hex"),
    ]),
  );

/** Everything somebody can be shown or given of it. */
async function seen({ id, ana, ...logs }: Recorded) {
  const hashOf = async (log: number) => {
    const plane = await loadPlane(pool, silentLog, log);
    return plane && { ...plane, doc: contentHash(plane.doc) };
  };
  const room = await loadRoom(pool, silentLog, id);
  return {
    review: unwrap(await loadReview(ana, id, data.context())),
    markdown: unwrap(await exportMarkdown(ana, id, data.context())),
    canvas: unwrap(await exportCanvas(ana, id, data.context())),
    shared: await hashOf(logs.shared),
    private: await hashOf(logs.private),
    room: room && [contentHash(room.shared.doc), contentHash(room.private.doc)],
    entries: [await entriesOf(pool, logs.shared), await entriesOf(pool, logs.private)],
  };
}

async function areRows(recorded: Recorded): Promise<boolean> {
  const rows = [
    ...(await rowsOf(pool, recorded.shared)),
    ...(await rowsOf(pool, recorded.private)),
  ];
  return !rows.some((row) => isPack(row.data));
}

test("an interview that is over has a row per log, and everything in it as before", async () => {
  const recorded = await recordedInterview(data, pool);
  const before = await seen(recorded);
  const tails = [];
  for (let after = 0; after <= 80; after += 9) tails.push(await read(recorded.shared, after));

  expect(await packer().round()).toBe(1);

  expect(await rowsOf(pool, recorded.shared)).toHaveLength(1);
  expect(await rowsOf(pool, recorded.private)).toHaveLength(1);
  expect(await seen(recorded)).toEqual(before);
  for (const [i, tail] of tails.entries()) expect(await read(recorded.shared, 9 * i)).toEqual(tail);
  // Without any whole state, too.
  await pool.query("DELETE FROM log_keyframes WHERE log = $1", [recorded.shared]);
  expect((await seen(recorded)).markdown).toEqual(before.markdown);
  expect((await seen(recorded)).shared?.doc).toEqual(before.shared?.doc);
  expect(await packer().round()).toBe(0);
});

test("not before ten minutes have passed, and not while its room is live", async () => {
  const recorded = await recordedInterview(data, pool);
  await endedAgo(pool, recorded.id, PACKED_AFTER_MS - 5_000);
  expect(await packer().round()).toBe(0);
  await endedAgo(pool, recorded.id, PACKED_AFTER_MS + 1);
  expect(await packer({ live: [recorded.id] }).round()).toBe(0);
  expect(await areRows(recorded)).toBe(true);
  expect(
    await packer({
      live: [(await recordedInterview(data, pool, { endedMinutesAgo: 1 })).id],
    }).round(),
  ).toBe(1);
  expect(await areRows(recorded)).toBe(false);
});

test("one that is not over is left alone, one that was cancelled is packed", async () => {
  const host = await data.person("Ana");
  const [waiting, cancelled] = [await data.create(host), await data.create(host)];
  await data.command(cancelled, { type: "cancel" });
  for (const id of [waiting, cancelled]) await endedAgo(pool, id, 2 * PACKED_AFTER_MS);
  expect(await packer().round()).toBe(1);
  const { rows } = await pool.query(
    "SELECT packed_at FROM interviews WHERE id = ANY ($1) ORDER BY id = $2",
    [[waiting, cancelled], cancelled],
  );
  expect(rows.map(({ packed_at }) => packed_at !== null)).toEqual([false, true]);
});

test("those that wait are found by an index, not among all there have been", async () => {
  const client = await pool.connect();
  await client.query("BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off");
  const query = vi.spyOn(pool, "query");
  await packer().round();
  const [text, values] = query.mock.calls[0] as unknown as [string, unknown[]];
  query.mockRestore();
  const { rows } = await client.query(`EXPLAIN (FORMAT JSON) ${text}`, values);
  await client.query("ROLLBACK");
  client.release();
  expect(JSON.stringify(rows)).toContain('"Index Name":"interviews_to_pack"');
});

test("a packed log that is written once more has both", async () => {
  const recorded = await recordedInterview(data, pool);
  const before = await entriesOf(pool, recorded.shared);
  await packer().round();
  const client = await pool.connect();
  const late = {
    log: recorded.shared,
    author: 2,
    sender: 99,
    firstSeq: 1,
    lastSeq: 1,
    clients: [],
  };
  const [opening] = await rowsOf(pool, recorded.shared);
  expect(opening?.number).toBe(before.length);
  // An edit would be refused after the end.
  const left = encodeLogItem({ type: "left", participant: 2 });
  const [stored] = await appendToLogs(client, [{ ...late, data: left }]);
  // What a tab of the interview sends again is known, and not stored a second time.
  const again = { ...late, author: 1, sender: 1_001, data: Buffer.from([1]) };
  const [known] = await appendToLogs(client, [again]);
  client.release();
  expect(stored).toMatchObject({ status: "stored", number: before.length + 1 });
  expect(known).toMatchObject({ status: "stored-before" });

  const plane = await loadPlane(pool, silentLog, recorded.shared);
  expect(plane?.number).toBe(before.length + 1);
  await putKeyframe(pool, recorded.shared, {
    number: before.length + 1,
    data: Buffer.from("no state"),
  });
  expect((await loadPlane(pool, silentLog, recorded.shared))?.number).toBe(before.length + 1);
  await pool.query("DELETE FROM log_keyframes WHERE log = $1 AND number = $2", [
    recorded.shared,
    before.length + 1,
  ]);

  const entries = await entriesOf(pool, recorded.shared);
  expect(entries.slice(0, -1)).toEqual(before);
  // Packed once more, what was packed stays.
  await pool.query("UPDATE interviews SET packed_at = NULL WHERE id = $1", [recorded.id]);
  expect(await packer().round()).toBe(1);
  expect((await rowsOf(pool, recorded.shared)).map(({ number }) => number)).toEqual([
    before.length,
    before.length + 1,
  ]);
  expect(await entriesOf(pool, recorded.shared)).toEqual(entries);
});

test.each([
  ["an entry is missing", "DELETE FROM log_entries WHERE log = $1 AND number = 7"],
  [
    "the last entry is missing",
    "DELETE FROM log_entries WHERE log = $1 AND number = (SELECT last_number FROM log_heads WHERE id = $1)",
  ],
  ["an entry is no entry", "UPDATE log_entries SET data = '\\x09' WHERE log = $1 AND number = 7"],
  [
    "it tells of something else than its whole state",
    "UPDATE log_keyframes SET number = number + 5 WHERE log = $1",
  ],
])(
  "a log in which %s stays as it is, is told of once, and keeps nobody waiting",
  async (_, damage) => {
    const recorded = await recordedInterview(data, pool, { endedMinutesAgo: 60 });
    await pool.query(damage, [recorded.private]);
    const neighbour = await recordedInterview(data, pool);
    const before = [await rowsOf(pool, recorded.shared), await rowsOf(pool, recorded.private)];
    const error = vi.fn();
    const it = packer({ log: { ...silentLog, error } });
    expect(await it.round()).toBe(1);
    expect(await it.round()).toBe(0);
    expect(error).toHaveBeenCalledTimes(1);
    expect(error.mock.calls[0]?.[1]).toMatchObject({ interviewId: recorded.id });
    expect([await rowsOf(pool, recorded.shared), await rowsOf(pool, recorded.private)]).toEqual(
      before,
    );
    expect(await areRows(neighbour)).toBe(false);
    await pool.query("DELETE FROM interviews WHERE id = $1", [recorded.id]);
  },
);

test("a damaged whole state is no damage of the log", async () => {
  const recorded = await recordedInterview(data, pool);
  await pool.query("UPDATE log_keyframes SET data = data || 'x' WHERE log = $1", [recorded.shared]);
  expect(await packer().round()).toBe(1);
});

test("a pack that is not what it would replace changes nothing", async () => {
  const recorded = await recordedInterview(data, pool, { endedMinutesAgo: 1 });
  const rows = await rowsOf(pool, recorded.shared);
  const changes: ((row: (typeof rows)[number]) => object)[] = [
    ({ author }) => ({ author: author + 1 }),
    ({ atMicros }) => ({ atMicros: atMicros + 1 }),
    ({ data }) => ({ data: Buffer.concat([data, Buffer.from([0])]) }),
  ];
  const lastNumber = rows.length;
  const logs = async (change: (typeof changes)[number]) => {
    const changed = rows.map((row, i) => (i === 20 ? { ...row, ...change(row) } : row));
    const packs = [{ first: 1, last: lastNumber, data: await packEntries(changed) }];
    return [{ log: recorded.shared, lastNumber, packs }];
  };
  for (const change of changes)
    await expect(storePacks(pool, recorded.id, await logs(change))).rejects.toThrow(PackDiffers);
  expect(await rowsOf(pool, recorded.shared)).toEqual(rows);
  // Nor does one that was made before the last entry came.
  const sound = await logs(() => ({}));
  const before = sound.map((each) => ({ ...each, lastNumber: lastNumber - 1 }));
  expect(await storePacks(pool, recorded.id, before)).toBe(false);
  expect(await rowsOf(pool, recorded.shared)).toEqual(rows);
  expect(await storePacks(pool, recorded.id, sound)).toBe(true);
});

test("a backup of a packed interview is restored as it was", async () => {
  const recorded = await recordedInterview(data, pool);
  await packer().round();
  const before = await entriesOf(pool, recorded.shared);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "dryrun packed "));
  const target = await createTestDatabase();
  const restored = openPool(target.url);
  try {
    await backUp(data.url(), path.join(folder, "copy"));
    await restore(target.url, path.join(folder, "copy"));
    expect(await rowsOf(restored, recorded.shared)).toEqual(await rowsOf(pool, recorded.shared));
    expect(await entriesOf(restored, recorded.shared)).toEqual(before);
    expect(
      await new RecordingPacker({ pool: restored, log: silentLog, liveRooms: () => [] }).round(),
    ).toBe(0);
  } finally {
    await restored.end();
    await target.drop();
    fs.rmSync(folder, { recursive: true });
  }
});

test("an interview that was packed is deleted without a rest, by itself and with its people", async () => {
  const remains = async ({ shared, private: notes }: Recorded) => {
    const { rows } = await pool.query(
      `SELECT (SELECT count(*) FROM log_entries WHERE log = ANY ($1))
            + (SELECT count(*) FROM log_keyframes WHERE log = ANY ($1))
            + (SELECT count(*) FROM log_senders WHERE log = ANY ($1))
            + (SELECT count(*) FROM log_heads WHERE id = ANY ($1)) AS count`,
      [[shared, notes]],
    );
    return Number(rows[0].count);
  };
  const [one, other] = [await recordedInterview(data, pool), await recordedInterview(data, pool)];
  expect(await packer().round()).toBe(2);
  expect(await remains(one)).toBeGreaterThan(0);
  unwrap(await deleteInterview(one.ana, one.id, data.context()));
  expect(await remains(one)).toBe(0);
  for (const viewer of [other.ben, other.ana])
    unwrap(await deleteAccount(viewer, { db: data.context().db, now: new Date() }));
  expect(await remains(other)).toBe(0);
});
