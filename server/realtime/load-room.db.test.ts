/** Loading a room while somebody else still writes into its log. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { appendToLogs } from "../db/log-entries";
import { connectWriter, openPool, type Pool } from "../db/pool";
import { readRoomRecord } from "../db/room-records";
import { interviewDatabase } from "../services/testing/interview-database";
import { loadPlane } from "./load-room";
import { silentLog } from "./testing/silent-log";

const data = interviewDatabase();
let pool: Pool;
beforeAll(() => {
  pool = openPool(data.url());
});
afterAll(() => pool.end());

test.each([
  ["COMMIT", 7],
  ["ROLLBACK", undefined],
])(
  "what a server that was killed had under way is in the room, or never will be (%s)",
  async (end, lastSeq) => {
    const interviewId = await data.create(await data.person("Ada"));
    const record = await readRoomRecord(pool, interviewId);
    if (!record) throw new Error("The interview is there.");
    const { sharedLog: log } = record;
    const killed = await connectWriter(data.url());
    const item = { log, author: 1, sender: 5, firstSeq: 1, lastSeq: 7, clients: [] };
    await killed.query("BEGIN");
    await appendToLogs(killed, [{ ...item, data: new Uint8Array(0) }]);

    let isLoaded = false;
    const loading = loadPlane(pool, silentLog, log).then((plane) => {
      isLoaded = true;
      return plane;
    });
    // It is in line behind the statement, which a query on another connection can see.
    await expect
      .poll(async () => {
        const { rows } = await pool.query(
          "SELECT count(*)::int AS waiting FROM pg_locks WHERE NOT granted",
        );
        return rows[0].waiting;
      })
      .toBeGreaterThan(0);
    expect(isLoaded).toBe(false);
    await killed.query(end);
    await killed.end();
    const plane = await loading;
    expect(plane?.senders.find(({ sender }) => sender === 5)?.lastSeq).toBe(lastSeq);
  },
);
