/** What the database, or the way to it, can do to a room. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InterviewId } from "@/lib/domain/ids";
import { ABANDONED_AFTER_MS, DEBRIEF_LAPSES_AFTER_MS } from "@/lib/domain/interview";
import { decodeLogItems } from "@/lib/recording/log-entry";
import { contentHash } from "@/lib/room-document/content-hash";
import { LogConnection } from "../db/log-connection";
import { appendFailure, readEntries } from "../db/log-entries";
import { putKeyframe } from "../db/log-keyframes";
import { inSnapshot, openPool, type Pool } from "../db/pool";
import {
  findLostSeats,
  findValidSignIns,
  markAllLiveEmpty,
  markEmpty,
  readRoomRecord,
} from "../db/room-records";
import { interviewDatabase } from "../services/testing/interview-database";
import { keyframeSaver } from "./keyframes";
import { LIMITS } from "./limits";
import { loadPlane, loadRoom } from "./load-room";
import type { WaitingItem } from "./log-batch";
import { LogWriter } from "./log-writer";
import { RoomRegistry } from "./room-registry";
import { sweepAbandoned } from "./sweeps";
import { silentLog } from "./testing/silent-log";
import { throughProxy } from "./testing/silent-proxy";
import { ADA, TestTab } from "./testing/test-room";

const data = interviewDatabase();
let pool: Pool;
beforeAll(() => {
  pool = openPool(data.url());
});
afterAll(() => pool.end());

async function newLive(): Promise<InterviewId> {
  const interviewId = await data.create(await data.person("Ada"));
  await data.command(interviewId, { type: "start" });
  return interviewId;
}

async function recordOf(interviewId: InterviewId) {
  const record = await readRoomRecord(pool, interviewId);
  if (!record) throw new Error("The interview is there.");
  return record;
}

/** A writer and rooms over the database at this address. */
async function rooms(url: string) {
  const connection = new LogConnection(url);
  let failed = () => {};
  const firstFailure = new Promise<void>((resolve) => {
    failed = resolve;
  });
  const writer = new LogWriter(
    {
      append: (appends) => connection.append(appends),
      kindOfFailure: (error) => {
        failed();
        return appendFailure(error);
      },
    },
    silentLog,
  );
  await writer.start();
  let lastSender = 0;
  const registry = new RoomRegistry({
    writer,
    log: silentLog,
    limits: LIMITS,
    now: () => ++lastSender,
    load: (interviewId) => loadRoom(pool, silentLog, interviewId),
    loadPlane: (log) => loadPlane(pool, silentLog, log),
    saveKeyframe: keyframeSaver(pool, silentLog),
    markEmpty: async () => {},
  });
  const stop = async () => {
    await writer.close(1_000);
    await connection.close();
  };
  return { writer, registry, stop, firstFailure };
}

describe("whole states at load", () => {
  async function withThreeStates() {
    const interviewId = await newLive();
    const { writer, registry, stop } = await rooms(data.url());
    const { sharedLog } = await recordOf(interviewId);
    const tab = new TestTab(ADA, 777);
    await registry.withRoom(interviewId, (room) => tab.join(room));
    const room = registry.find(interviewId);
    const document = room?.documents[0];
    if (!room || !document) throw new Error("The room is live.");
    for (const line of ["one", "two", "three"]) {
      tab.addLine(line);
      tab.send(room);
      await writer.settled(document);
      await keyframeSaver(pool, silentLog)(document);
    }
    tab.addLine("after the last state");
    tab.send(room);
    await writer.settled(document);
    const hash = document.contentHash();
    await stop();
    return { sharedLog, hash };
  }

  const damage = (log: number, newest: number) =>
    pool.query(
      `UPDATE log_keyframes SET data = data || 'x' WHERE log = $1 AND number IN
         (SELECT number FROM log_keyframes WHERE log = $1 ORDER BY number DESC LIMIT $2)`,
      [log, newest],
    );

  test.each([0, 1, 2, 3])("%i of three damaged: the document is the same", async (damaged) => {
    const { sharedLog, hash } = await withThreeStates();
    const sound = await loadPlane(pool, silentLog, sharedLog);
    await damage(sharedLog, damaged);
    const plane = await loadPlane(pool, silentLog, sharedLog);
    expect(plane && contentHash(plane.doc)).toBe(hash);
    expect(plane?.clients).toContainEqual({ clientId: 777, author: ADA });
    // It is as large as before too, or a large document could not be written in any more.
    const sizeOf = (stored: typeof plane) => stored && stored.keyframeBytes + stored.bytesSince;
    expect(sizeOf(plane)).toBe(sizeOf(sound));
  });

  test("one that is whole and yet no document is passed over too", async () => {
    const { sharedLog, hash } = await withThreeStates();
    await putKeyframe(pool, sharedLog, { number: 5, data: Buffer.from([9, 9, 9]) });
    const plane = await loadPlane(pool, silentLog, sharedLog);
    expect(plane && contentHash(plane.doc)).toBe(hash);
  });

  test("a log with a hole is a fault, never half a document", async () => {
    const { sharedLog } = await withThreeStates();
    await damage(sharedLog, 3);
    await pool.query("DELETE FROM log_entries WHERE log = $1 AND number = 3", [sharedLog]);
    await expect(loadPlane(pool, silentLog, sharedLog)).rejects.toThrow();
  });

  test("a log that was deleted gives null", async () => {
    expect(await loadPlane(pool, silentLog, 123_456_789)).toBeNull();
    expect(await loadRoom(pool, silentLog, randomUUID() as InterviewId)).toBeNull();
  });
});

describe("a way to the database that falls silent", () => {
  test("[E4] [E8] is told, and afterwards everything is stored once and in order", async () => {
    const interviewId = await newLive();
    const { sharedLog } = await recordOf(interviewId);
    const { proxy, url } = await throughProxy(data.url());
    const { writer, stop, firstFailure } = await rooms(url);
    const available: boolean[] = [];
    let heard = () => {};
    const nextNews = () =>
      new Promise<void>((resolve) => {
        heard = resolve;
      });
    writer.onAvailability((isAvailable) => {
      available.push(isAvailable);
      heard();
    });
    let stored = 0;
    const target = {
      log: sharedLog,
      committed: (count: number) => {
        stored += count;
      },
      failed: () => {
        throw new Error("The log is sound.");
      },
    };
    let seq = 0;
    const append = (text: string): void => {
      seq += 1;
      const item: WaitingItem = {
        author: 1,
        sender: 4_711,
        firstSeq: seq,
        lastSeq: seq,
        data: Buffer.from(text),
        clients: [],
      };
      writer.append(target, item);
    };

    append("a");
    await writer.settled(target);
    proxy.fallSilent();
    append("b");
    const silence = nextNews();
    append("c");
    await silence;
    expect(available).toEqual([false]);
    append("d");
    // The call under way is given up, so its outcome is unknown: it may be carried out yet.
    await firstFailure;
    const back = nextNews();
    proxy.speak();
    await back;
    await writer.settled(target);
    expect(available).toEqual([false, true]);
    expect(stored).toBe(4);
    const rows = await inSnapshot(pool, (client) => readEntries(client, sharedLog, 2));
    expect(rows.map((row) => Buffer.from(row.data).toString()).join("")).toBe("abcd");
    await stop();
    await proxy.close();
  });
});

describe("what a sweep looks up", () => {
  test("sign-ins that were revoked or have expired no longer count", async () => {
    const [ada, ben, ina] = await Promise.all(["Ada", "Ben", "Ina"].map(data.person));
    const ids = [ada, ben, ina].flatMap((viewer) => viewer?.signInId ?? []);
    expect(await findValidSignIns(pool, ids)).toEqual(new Set(ids));
    await pool.query("UPDATE sign_ins SET revoked_at = now() WHERE id = $1", [ids[0]]);
    await pool.query("UPDATE sign_ins SET expires_at = now() WHERE id = $1", [ids[1]]);
    expect(await findValidSignIns(pool, ids)).toEqual(new Set([ids[2]]));
  });

  test("seats that were taken away, and no others", async () => {
    const host = await data.person("Ada");
    const interviewId = await data.create(host);
    await data.join(host, interviewId, "candidate", "Ben");
    const seats = [1, 2].map((participant) => ({ interviewId, participant }));
    expect(await findLostSeats(pool, seats)).toEqual([]);
    await pool.query(
      "UPDATE participants SET removed_at = now() WHERE interview_id = $1 AND number = 2",
      [interviewId],
    );
    expect(await findLostSeats(pool, seats)).toEqual([{ interviewId, participant: 2 }]);
  });
});

describe("interviews that everybody has left", () => {
  const sweep = () => {
    const registry = { find: () => null } as unknown as RoomRegistry;
    return sweepAbandoned({ pool, registry }, data.context().db);
  };
  const age = (interviewId: InterviewId, column: "empty_since" | "state_at", ms: number) =>
    pool.query(`UPDATE interviews SET ${column} = now() - $2 * interval '1 ms' WHERE id = $1`, [
      interviewId,
      ms,
    ]);
  const statusOf = async (interviewId: InterviewId) => (await recordOf(interviewId)).state.status;

  test("[C6] end themselves after four hours, once, however many nodes look", async () => {
    const interviewId = await newLive();
    await markEmpty(pool, interviewId, true);
    await sweep();
    expect(await statusOf(interviewId)).toBe("live");
    await age(interviewId, "empty_since", ABANDONED_AFTER_MS + 1_000);
    await Promise.all([sweep(), sweep(), sweep()]);
    const { state, version, sharedLog } = await recordOf(interviewId);
    expect(state).toMatchObject({ status: "debrief", endReason: "abandoned" });
    expect(version).toBe(2);
    const rows = await inSnapshot(pool, (client) => readEntries(client, sharedLog, 1));
    const commands = rows.flatMap((row) =>
      decodeLogItems(row.data).flatMap((item) => (item.type === "state" ? item.command : [])),
    );
    expect(commands).toEqual(["start", "abandon"]);
  });

  test("with somebody in the room again they go on", async () => {
    const interviewId = await newLive();
    await markEmpty(pool, interviewId, true);
    await age(interviewId, "empty_since", ABANDONED_AFTER_MS + 1_000);
    await markEmpty(pool, interviewId, false);
    await sweep();
    expect(await statusOf(interviewId)).toBe("live");
  });

  test("after a crash of the server the hours count from its start", async () => {
    const interviewId = await newLive();
    await markAllLiveEmpty(pool);
    const { rows } = await pool.query("SELECT empty_since FROM interviews WHERE id = $1", [
      interviewId,
    ]);
    expect(rows[0].empty_since).not.toBeNull();
  });

  test("[C7] a debrief that nobody closes lapses after two days", async () => {
    const interviewId = await newLive();
    await data.command(interviewId, { type: "end" });
    await sweep();
    expect(await statusOf(interviewId)).toBe("debrief");
    await age(interviewId, "state_at", DEBRIEF_LAPSES_AFTER_MS + 1_000);
    await sweep();
    expect((await recordOf(interviewId)).state).toMatchObject({
      status: "finished",
      finishReason: "lapsed",
    });
  });
});
