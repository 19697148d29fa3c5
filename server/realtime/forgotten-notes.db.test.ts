/** An account is deleted while the room its private notes are in is live. */
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import type { InterviewId } from "@/lib/domain/ids";
import type { Viewer } from "@/lib/domain/viewer";
import { planeRequests } from "@/lib/protocol/messages";
import { appendToLogs } from "../db/log-entries";
import { putKeyframe } from "../db/log-keyframes";
import { connectWriter, openPool, type Pool } from "../db/pool";
import { readRoomRecord } from "../db/room-records";
import { deleteAccount } from "../services/delete-account";
import { interviewDatabase, unwrap } from "../services/testing/interview-database";
import { type LiveServer, liveServer, type Page } from "./testing/live-server";

const data = interviewDatabase();
let pool: Pool;
beforeAll(() => {
  pool = openPool(data.url());
});
afterAll(() => pool.end());

const SECRET = "weak on estimation";
let clientIds = 1_000;

/** An interviewer at their private notes. */
class NoteTaker {
  readonly page: Page;
  readonly doc = new Y.Doc();
  readonly sender: number;
  #seq = 0;

  private constructor(server: LiveServer, viewer: Viewer) {
    this.page = server.dial(viewer);
    this.doc.clientID = ++clientIds;
    this.sender = this.doc.clientID * 7;
  }

  static async enter(
    server: LiveServer,
    viewer: Viewer,
    interviewId: InterviewId,
  ): Promise<NoteTaker> {
    const taker = new NoteTaker(server, viewer);
    const ids = { sender: taker.sender, clientId: taker.doc.clientID };
    expect(await taker.page.join(interviewId, ids)).toMatchObject({ ok: true });
    expect(await taker.page.join(interviewId, ids, "private")).toMatchObject({ ok: true });
    return taker;
  }

  /** @returns the bytes in which the server told what there is */
  async read(): Promise<Uint8Array> {
    const stateVector = Y.encodeStateVector(new Y.Doc());
    const { value } = await this.page.ask("doc:sync", { stateVector }, this.page.private);
    const { update, encoding, since } = planeRequests["doc:sync"].reply.parse(value);
    const apply = encoding === 2 ? Y.applyUpdateV2 : Y.applyUpdate;
    apply(this.doc, update);
    for (const each of since) Y.applyUpdate(this.doc, each);
    return Buffer.concat([update, ...since]);
  }

  write(text: string) {
    const before = Y.encodeStateVector(this.doc);
    const paragraph = this.doc.getXmlFragment("notes").get(0) as Y.XmlElement;
    (paragraph.get(0) as Y.XmlText).insert(0, text);
    this.#seq += 1;
    return this.page.ask(
      "doc:update",
      {
        sender: this.sender,
        firstSeq: this.#seq,
        updates: [Y.encodeStateAsUpdate(this.doc, before)],
      },
      this.page.private,
    );
  }
}

async function cast() {
  const server = await liveServer(data.context().db, data.url());
  const carl = await data.person("Carl");
  const interviewId = await data.create(carl, { role: "candidate" });
  const ben = await data.join(carl, interviewId, "interviewer", "Ben");
  const candidate = server.dial(carl);
  expect(await candidate.join(interviewId, { sender: 5, clientId: 5 })).toMatchObject({ ok: true });
  const notes = await NoteTaker.enter(server, ben, interviewId);
  await notes.read();
  expect(await notes.write(SECRET)).toMatchObject({ ok: true });
  return { server, carl, ben, interviewId, candidate, notes };
}

async function privateLogOf(interviewId: InterviewId): Promise<number> {
  const record = await readRoomRecord(pool, interviewId);
  if (!record) throw new Error("The interview is there.");
  return record.privateLog;
}

/** Rows of this log in any table. */
async function rowsOf(log: number): Promise<number> {
  const { rows } = await pool.query<{ count: string }>(
    `SELECT (SELECT count(*) FROM log_heads WHERE id = $1)
          + (SELECT count(*) FROM log_entries WHERE log = $1)
          + (SELECT count(*) FROM log_keyframes WHERE log = $1)
          + (SELECT count(*) FROM log_senders WHERE log = $1)
          + (SELECT count(*) FROM log_clients WHERE log = $1) AS count`,
    [log],
  );
  return Number(rows[0]?.count);
}

/** Whether the words are anywhere in what is stored; whole states are kept uncompressed. */
async function isStored(text: string): Promise<boolean> {
  const { rows } = await pool.query(
    `SELECT 1 FROM log_entries WHERE position($1::bytea IN data) > 0
     UNION ALL SELECT 1 FROM log_keyframes WHERE position($1::bytea IN data) > 0`,
    [Buffer.from(text)],
  );
  return rows.length > 0;
}

const forget = async (viewer: Viewer) =>
  unwrap(await deleteAccount(viewer, { db: data.context().db, now: new Date() }));

test("[V4] the notes go, and a whole state the room keeps later brings nothing back", async () => {
  const { server, ben, interviewId, candidate, notes } = await cast();
  const old = await privateLogOf(interviewId);
  expect(await isStored(SECRET)).toBe(true);
  await forget(ben);
  await notes.page.gone();
  expect(await rowsOf(old)).toBe(0);

  // What was on its way to the database when the account went.
  await putKeyframe(pool, old, { number: 2, data: Buffer.from(SECRET) });
  // The end of a phase, and of the server, keeps the whole state of both planes.
  await data.command(interviewId, { type: "start" });
  await candidate.hear("interview:changed");
  await server.realtime.close();
  expect(await rowsOf(old)).toBe(0);
  expect(await isStored(SECRET)).toBe(false);
});

test("[V4] the next interviewer finds empty notes in the room that was live all the time", async () => {
  const { server, carl, ben, interviewId, candidate } = await cast();
  await forget(ben);
  const cleo = await data.join(carl, interviewId, "interviewer", "Cleo");
  const notes = await NoteTaker.enter(server, cleo, interviewId);
  expect(Buffer.from(await notes.read()).includes(SECRET)).toBe(false);
  expect(candidate.room.connected).toBe(true);
  expect(candidate.unheard).not.toContain("room:left");
});

test("[V4] a note that was not stored yet when the account went is not stored afterwards", async () => {
  const { server, ben, interviewId, candidate, notes } = await cast();
  const old = await privateLogOf(interviewId);
  const holder = await pool.connect();
  await holder.query("BEGIN");
  await holder.query("SELECT FROM log_heads WHERE id = $1 FOR UPDATE", [old]);
  const forgotten = forget(ben);
  await untilWaiting(1);
  const late = notes.write(`${SECRET} too`);
  await untilWaiting(2);
  await holder.query("ROLLBACK");
  holder.release();
  await forgotten;
  expect((await late).ok).toBe(false);
  expect(candidate.room.connected).toBe(true);
  // Answered by a room that has dealt with what came before.
  expect(await candidate.ask("clock:sync", {})).toMatchObject({ ok: true });
  await server.realtime.close();
  expect(await rowsOf(old)).toBe(0);
  expect(await isStored(SECRET)).toBe(false);
  expect(candidate.unheard).not.toContain("room:left");
});

test("[V4] a note that was just being stored when the account went is gone as well", async () => {
  const { ben, interviewId } = await cast();
  const log = await privateLogOf(interviewId);
  const writer = await connectWriter(data.url());
  await writer.query("BEGIN");
  const note = { log, author: 2, sender: 77, firstSeq: 1, lastSeq: 1, clients: [] };
  await appendToLogs(writer, [{ ...note, data: Buffer.from(SECRET) }]);
  const forgotten = forget(ben);
  await untilWaiting(1);
  await writer.query("COMMIT");
  await writer.end();
  await forgotten;
  expect(await rowsOf(log)).toBe(0);
});

/** Waits until so many statements wait for a lock. */
async function untilWaiting(count: number): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ waiting: string }>(
      `SELECT count(*) AS waiting FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (Number(rows[0]?.waiting) >= count) return;
  }
}
