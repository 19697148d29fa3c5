import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as Y from "yjs";
import type { InterviewId } from "@/lib/domain/ids";
import type { Viewer } from "@/lib/domain/viewer";
import { PROTOCOL_VERSION, planeRequests } from "@/lib/protocol/messages";
import { contentHash } from "@/lib/room-document/content-hash";
import { HeadlessTab } from "@/lib/room-document/testing/headless-tab";
import { openPool, type Pool } from "../db/pool";
import { readRoomRecord } from "../db/room-records";
import { announceNotice } from "../room-notices";
import { removeParticipant } from "../services/manage-people";
import { interviewDatabase, wholeDraft } from "../services/testing/interview-database";
import { submitScorecard } from "../services/write-scorecard";
import { LIMITS } from "./limits";
import { loadPlane } from "./load-room";
import { type Answer, type LiveServer, liveServer, type Page } from "./testing/live-server";
import { silentLog } from "./testing/silent-log";

const data = interviewDatabase();
const db = () => data.context().db;

let clientIds = 1_000;

/** A person's tab: its line, its editor and its numbers. */
class Person {
  readonly tab: HeadlessTab;
  readonly sender: number;
  readonly page: Page;
  readonly viewer: Viewer;
  seq = 0;

  constructor(server: LiveServer, viewer: Viewer) {
    const clientId = ++clientIds;
    this.viewer = viewer;
    this.tab = new HeadlessTab(clientId);
    this.sender = clientId * 7;
    this.page = server.dial(viewer);
  }

  get ids() {
    return { sender: this.sender, clientId: this.tab.doc.clientID };
  }

  async enter(interviewId: InterviewId): Promise<Answer> {
    const joined = await this.page.join(interviewId, this.ids);
    expect(joined).toMatchObject({ ok: true });
    await this.sync();
    return joined;
  }

  async sync(): Promise<Record<string, unknown>> {
    const { doc } = this.tab;
    const answer = await this.page.ask("doc:sync", { stateVector: Y.encodeStateVector(doc) });
    const { update, encoding, since } = planeRequests["doc:sync"].reply.parse(answer.value);
    this.tab.receive(encoding === 2 ? Y.convertUpdateFormatV2ToV1(update) : update);
    for (const each of since) this.tab.receive(each);
    return answer.value ?? {};
  }

  type(text: string): Uint8Array[] {
    this.tab.edit((tr) => tr.insertText(text, 2));
    return this.tab.takeUpdates();
  }

  send(updates: Uint8Array[], firstSeq = this.seq + 1): Promise<Answer> {
    return this.page.ask("doc:update", { sender: this.sender, firstSeq, updates });
  }

  async write(text: string): Promise<Answer> {
    const updates = this.type(text);
    const answer = await this.send(updates);
    if (answer.ok) this.seq += updates.length;
    return answer;
  }

  /** Waits for the next edits of others. */
  async receive(): Promise<void> {
    const { updates } = await this.page.hear<{ updates: Uint8Array[] }>("doc:updated");
    for (const update of updates) this.tab.receive(new Uint8Array(update));
  }

  get text(): string {
    return this.tab.content().textContent;
  }
}

interface Cast {
  server: LiveServer;
  interviewId: InterviewId;
  ada: Person;
  ben: Person;
  olga: Person;
}

/** A live interview with an interviewer, a candidate and an observer in its room. */
async function cast(): Promise<Cast> {
  const server = await liveServer(db(), data.url());
  const host = await data.person("Ada");
  const interviewId = await data.create(host);
  const candidate = await data.join(host, interviewId, "candidate", "Ben");
  const observer = await data.join(host, interviewId, "observer", "Olga");
  await data.command(interviewId, { type: "start" });
  const [ada, ben, olga] = [host, candidate, observer].map(
    (viewer) => new Person(server, viewer),
  ) as [Person, Person, Person];
  for (const person of [ada, ben, olga]) await person.enter(interviewId);
  return { server, interviewId, ada, ben, olga };
}

const command = (type: string, more: object = {}) => ({
  commandId: randomUUID(),
  command: { type, ...more },
});

/** The shared document as a rebuild from the database alone has it. */
async function storedHash(interviewId: InterviewId): Promise<string> {
  const record = await readRoomRecord(pool, interviewId);
  const plane = record && (await loadPlane(pool, silentLog, record.sharedLog));
  if (!plane) throw new Error("The interview is there.");
  return contentHash(plane.doc);
}

let pool: Pool;
let outsider: Viewer;
beforeAll(async () => {
  pool = openPool(data.url());
  outsider = await data.person("Oscar");
});
afterAll(() => pool.end());

describe("two people at once", () => {
  test("[E9] see each other's words, and the database has what they were told is saved", async () => {
    const { interviewId, ada, ben } = await cast();
    const [one, two] = await Promise.all([ada.write("left "), ben.write("right ")]);
    expect([one, two]).toMatchObject([{ ok: true }, { ok: true }]);
    await Promise.all([ada.receive(), ben.receive()]);
    expect(ada.text).toContain("left");
    expect(ada.text).toContain("right");
    const hash = contentHash(ada.tab.doc);
    expect(contentHash(ben.tab.doc)).toBe(hash);
    expect((await ben.sync()).contentHash).toBe(hash);
    expect(await storedHash(interviewId)).toBe(hash);
  });

  test("a large edit travels in parts", async () => {
    const { ada, ben } = await cast();
    const [update] = ada.type("x".repeat(150_000));
    if (!update) throw new Error("An edit was made.");
    const half = Math.ceil(update.byteLength / 2);
    const part = (index: number) => ({
      sender: ada.sender,
      seq: 1,
      part: index,
      parts: 2,
      bytes: update.subarray(index * half, (index + 1) * half),
    });
    const answers = await Promise.all([0, 1].map((i) => ada.page.ask("doc:part", part(i))));
    expect(answers).toMatchObject([{ ok: true }, { ok: true, value: { lastSeq: 1 } }]);
    await ben.receive();
    expect(ben.text).toHaveLength(ada.text.length);
  });

  test("a tab that comes back is told how far it is stored", async () => {
    const { server, interviewId, ada } = await cast();
    await ada.write("kept");
    const again = server.dial(ada.viewer);
    const joined = await again.join(interviewId, ada.ids);
    expect(joined.value?.watermark).toBe(1);
    await ada.page.gone();
    expect(await again.ask("doc:watermark", { sender: ada.sender })).toMatchObject({
      ok: true,
      value: { lastSeq: 1 },
    });
  });
});

describe("an observer", () => {
  test("[G1] reads everything shared, and every message that would write is refused", async () => {
    const { ada, olga } = await cast();
    await ada.write("to be read");
    await olga.receive();
    expect(olga.text).toContain("to be read");
    const hash = (await ada.sync()).contentHash;

    const [update] = olga.type("forged");
    const bytes = update ?? new Uint8Array();
    const refused = { ok: false, code: "not-allowed" };
    const { sender } = olga;
    expect(await olga.send([bytes])).toMatchObject(refused);
    const part = { sender, seq: 1, part: 0, parts: 2, bytes };
    expect(await olga.page.ask("doc:part", part)).toMatchObject(refused);
    // Nobody ever hears of an observer's clientID, so that it cannot be taken from somebody.
    expect(await olga.page.ask("doc:bind", { clientId: 77_777 })).toMatchObject({ ok: true });
    expect(await ada.page.ask("doc:bind", { clientId: 77_777 })).toMatchObject({ ok: true });
    expect(await olga.page.ask("room:ready", { isReady: true })).toMatchObject(refused);
    for (const type of ["start", "end", "cancel", "pause", "resume"])
      expect(await olga.page.ask("clock:command", command(type)), type).toMatchObject(refused);
    for (const [type, more] of [
      ["advance", { from: 0 }],
      ["back", { from: 0 }],
      ["adjust", { phase: 0, minutes: 1 }],
    ] as const)
      expect(await olga.page.ask("clock:command", command(type, more)), type).toMatchObject(
        refused,
      );
    olga.page.room.emit("presence:update", {
      clientId: olga.tab.doc.clientID,
      clock: 1,
      state: { pointer: { x: 1, y: 1, tool: "pointer" } },
    });
    // Answered after the presence frame has been looked at.
    expect(await olga.page.ask("clock:sync", {})).toMatchObject({ ok: true });
    expect(await ada.page.ask("clock:sync", {})).toMatchObject({ ok: true });
    expect(ada.page.unheard).not.toContain("presence:changed");
    expect((await ada.sync()).contentHash).toBe(hash);
  });
});

describe("the private plane", () => {
  test("opens to an interviewer, and only to the room that was joined", async () => {
    const { interviewId, ada } = await cast();
    const tab = { sender: 5, clientId: 55_555 };
    const other = await data.create(await data.person("Else"));
    expect(await ada.page.join(other, tab, "private")).toMatchObject({ code: "not-found" });
    expect(await ada.page.join(interviewId, tab, "private")).toMatchObject({ ok: true });
    const sync = await ada.page.ask(
      "doc:sync",
      { stateVector: new Uint8Array([0]) },
      ada.page.private,
    );
    expect(sync).toMatchObject({ ok: true });
  });

  test("[J7] does not exist for candidates, observers, and those who have joined nothing", async () => {
    const { server, ben, olga } = await cast();
    expect(await ben.page.connect(ben.page.private)).toBe("not-found");
    expect(await olga.page.connect(olga.page.private)).toBe("not-found");
    const stranger = server.dial(outsider);
    expect(await stranger.connect(stranger.private)).toBe("not-found");
  });
});

describe("what others can learn", () => {
  test("[V2] [V3] private work leaves the shared log as it was, and no log names an account", async () => {
    const { server, interviewId, ada, ben } = await cast();
    await ada.write("shared");
    const record = await readRoomRecord(pool, interviewId);
    if (!record) throw new Error("The interview is there.");
    const heads = async () => {
      const rows = await db().logHead.findMany({ where: { id: BigInt(record.sharedLog) } });
      return rows.map(({ lastNumber, lastAt, bytesSince }) => ({ lastNumber, lastAt, bytesSince }));
    };
    const before = await heads();

    const notes = new Person(server, ada.viewer);
    await notes.page.join(interviewId, notes.ids);
    await notes.page.join(interviewId, notes.ids, "private");
    const doc = new Y.Doc();
    doc.clientID = notes.ids.clientId;
    const at = { stateVector: Y.encodeStateVector(doc) };
    const synced = await notes.page.ask("doc:sync", at, notes.page.private);
    Y.applyUpdateV2(doc, new Uint8Array(synced.value?.update as Uint8Array));
    const vector = Y.encodeStateVector(doc);
    const paragraph = doc.getXmlFragment("notes").get(0) as Y.XmlElement;
    (paragraph.get(0) as Y.XmlText).insert(0, "only ours");
    const updates = [Y.encodeStateAsUpdate(doc, vector)];
    const edit = { sender: notes.sender, firstSeq: 1, updates };
    expect(await notes.page.ask("doc:update", edit, notes.page.private)).toMatchObject({
      ok: true,
    });

    expect(await heads()).toEqual(before);
    const logs = [record.sharedLog, record.privateLog].map(BigInt);
    const rows = await db().logEntry.findMany({ where: { log: { in: logs } } });
    expect(rows.length).toBeGreaterThan(3);
    for (const { viewer } of [ada, ben])
      for (const { data: bytes } of rows)
        expect(Buffer.from(bytes).includes(viewer.userId)).toBe(false);
  });

  test("[S3] the room hears that a card exists, not what it says", async () => {
    const { interviewId, ada, ben } = await cast();
    await data.command(interviewId, { type: "end" });
    const card = wholeDraft("Nobody but the author reads this yet.");
    expect(await submitScorecard(ada.viewer, interviewId, card, data.context())).toMatchObject({
      ok: true,
    });
    expect(await ben.page.hear("scorecards:changed")).toEqual({ submitted: [1] });
  });
});

describe("forged updates", () => {
  test("[G3] [G4] [G6] [G7] [E7] are refused with a code, change nothing for the others, and the next good edit is taken", async () => {
    const { ada, ben } = await cast();
    await ada.write("true");
    await ben.receive();
    const hash = contentHash(ada.tab.doc);

    const asAda = new HeadlessTab(3);
    asAda.receive(Y.encodeStateAsUpdate(ben.tab.doc));
    asAda.doc.clientID = ada.tab.doc.clientID;
    asAda.edit((tr) => tr.insertText("as Ada", 2));
    const [foreign] = asAda.takeUpdates();
    const foreignTab = new HeadlessTab(4_242);
    foreignTab.receive(Y.encodeStateAsUpdate(ben.tab.doc));
    foreignTab.edit((tr) => tr.insertText("one", 2));
    foreignTab.takeUpdates();
    foreignTab.edit((tr) => tr.insertText("two", 2));
    const [gap] = foreignTab.takeUpdates();
    const wrong = new Y.Doc();
    wrong.getMap("elements").set("evil", "not an element");
    const notSchema = Y.encodeStateAsUpdate(wrong);
    const v2 = Y.encodeStateAsUpdateV2(new Y.Doc());

    const cases: [string, Uint8Array, string[]][] = [
      ["another person's clientID", foreign ?? new Uint8Array(), ["foreign-client"]],
      ["a gap", gap ?? new Uint8Array(), ["gap"]],
      ["format V2", v2, ["empty", "malformed"]],
      ["nothing", new Uint8Array([0, 0]), ["empty"]],
      ["noise", new Uint8Array([1, 1, 200]), ["malformed"]],
      ["content of no schema", notSchema, ["schema"]],
      ["too much in a frame", new Uint8Array(200_000), ["malformed", "empty", "too-large"]],
    ];
    for (const [name, update, codes] of cases) {
      const answer = await ben.send([update], 1);
      expect(codes, name).toContain(answer.code);
      expect(answer.lastSeq, name).toBe(0);
    }
    const foreignSender = { sender: ada.sender, firstSeq: 2, updates: [new Uint8Array([0, 0])] };
    expect(await ben.page.ask("doc:update", foreignSender)).toMatchObject({
      code: "foreign-sender",
    });
    expect((await ada.sync()).contentHash).toBe(hash);
    expect(await ben.write("and honest")).toMatchObject({ ok: true });
    await ada.receive();
    expect(ada.text).toContain("and honest");
  });

  test("again and again close the line, and the others stay", async () => {
    const { ada, ben } = await cast();
    const gone = ben.page.gone();
    const empty = new Uint8Array([0, 0]);
    await Promise.all(Array.from({ length: LIMITS.strikes.burst + 1 }, () => ben.send([empty], 1)));
    await gone;
    expect(await ada.write("still here")).toMatchObject({ ok: true });
  });

  test("a frame beyond the limit closes the line", async () => {
    const { ada, ben } = await cast();
    const gone = ben.page.gone();
    void ben.send([new Uint8Array(300 * 1024)]);
    await gone;
    expect(await ada.write("still here")).toMatchObject({ ok: true });
  });
});

describe("who gets a connection", () => {
  test("[J1] nobody from another site, and nobody without a sign-in", async () => {
    const { server } = await cast();
    const evil = server.dial(outsider, { origin: "http://evil.test" });
    expect(await evil.connect()).not.toBeNull();
    expect(await server.dial(null).connect()).not.toBeNull();
  });

  test("[J2] [J3] [J4] [not-found] [not-joined] [old-version] a stranger and a missing interview are answered alike, and so is an old page", async () => {
    const { server, interviewId } = await cast();
    const ids = { sender: 9, clientId: 99 };
    const stranger = server.dial(outsider);
    const found = await stranger.join(interviewId, ids);
    const missing = await stranger.join(randomUUID() as InterviewId, ids);
    expect(found).toEqual({ ok: false, code: "not-found" });
    expect(missing).toEqual(found);
    for (const protocol of [PROTOCOL_VERSION - 1, PROTOCOL_VERSION + 1]) {
      const old = { interviewId, protocol, schemaVersion: 1, ...ids };
      expect(await stranger.ask("room:join", old)).toEqual({ ok: false, code: "old-version" });
    }
    expect(await stranger.ask("doc:sync", { stateVector: new Uint8Array([0]) })).toEqual({
      ok: false,
      code: "not-joined",
    });
  });

  test("[J4] a page from before our own frames can ask to join, and reads that it is old", async () => {
    const { server, interviewId, ada } = await cast();
    const page = server.dial(ada.viewer, {}, "before");
    expect(await page.connect()).toBeNull();
    const old = { interviewId, protocol: 1, schemaVersion: 1, sender: 9, clientId: 99 };
    expect(await page.ask("room:join", old)).toEqual({ ok: false, code: "old-version" });
  });

  test("a frame that cannot be read ends its own connection and no other", async () => {
    const { ada, ben } = await cast();
    ben.page.room.io.engine.write(new Uint8Array([0xff, 0xff]));
    await ben.page.gone();
    expect(await ada.write("still here")).toEqual({ ok: true });
  });
});

describe("the clock", () => {
  test("[C2] moves for everybody, and a command sent twice moves it once", async () => {
    const { ada, ben } = await cast();
    const advance = command("advance", { from: 0 });
    const first = await ada.page.ask("clock:command", advance);
    expect(first).toMatchObject({ ok: true, value: { state: { clock: { phase: 1 } } } });
    const again = await ada.page.ask("clock:command", advance);
    expect(again.value?.version).toBe(first.value?.version);
    const told = await ben.page.hear<{ version: number }>("interview:changed");
    expect(told.version).toBe(first.value?.version);
    expect(await ada.page.ask("clock:command", command("advance", { from: 0 }))).toEqual({
      ok: false,
      code: "stale-phase",
    });
    expect(await ben.page.ask("clock:command", command("pause"))).toEqual({
      ok: false,
      code: "not-allowed",
    });
  });

  test("the server's time is the database's", async () => {
    const { ada } = await cast();
    const answer = await ada.page.ask("clock:sync", {});
    const rows = await db().$queryRaw<{ now: number }[]>`
      SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`;
    expect(Math.abs(Number(answer.value?.serverNow) - (rows[0]?.now ?? 0))).toBeLessThan(5_000);
  });

  test("[S4] the end makes the shared plane read-only for everybody", async () => {
    const { ada, ben } = await cast();
    expect(await ada.page.ask("clock:command", command("end"))).toMatchObject({ ok: true });
    expect(await ben.write("too late")).toMatchObject({ ok: false, code: "read-only" });
    expect(await ada.write("too late")).toMatchObject({ ok: false, code: "read-only" });
    expect(await ada.page.ask("clock:command", command("end"))).toMatchObject({
      code: "already-ended",
    });
  });

  test("the first to enter opens the lobby of a scheduled interview", async () => {
    const server = await liveServer(db(), data.url());
    const host = await data.person("Ada");
    const tomorrow = new Date(Date.now() + 86_400_000);
    const interviewId = await data.create(host, { scheduledFor: tomorrow });
    const ada = new Person(server, host);
    const joined = await ada.enter(interviewId);
    expect(joined.value).toMatchObject({ interview: { state: { status: "lobby" } } });
  });
});

describe("people who have to go", () => {
  test("[J6] a removed participant is told and closed at once, and does not come back", async () => {
    const { interviewId, ada, ben } = await cast();
    const seat = (
      await ben.page.hear<{ name: string; participant: number }[]>("roster:changed")
    ).find(({ name }) => name === "Ben");
    const removed = await removeParticipant(
      ada.viewer,
      interviewId,
      seat?.participant ?? 0,
      data.context(),
    );
    expect(removed).toMatchObject({ ok: true });
    expect(await ben.page.hear("room:left")).toEqual({ reason: "removed" });
    await ben.page.gone();
    expect(await ben.page.join(interviewId, ben.ids)).toMatchObject({ code: "not-found" });
    const roster = await ada.page.hear<{ name: string }[]>(
      "roster:changed",
      (people) => !people.some(({ name }) => name === "Ben"),
    );
    expect(roster.map(({ name }) => name)).toEqual(["Ada", "Olga"]);
  });

  test("[J6] a revoked sign-in closes its own connections only", async () => {
    const { ada, ben } = await cast();
    announceNotice({ type: "sign-ins-revoked", signInIds: [ben.viewer.signInId] });
    expect(await ben.page.hear("room:left")).toEqual({ reason: "signed-out" });
    await ben.page.gone();
    expect(await ada.write("still here")).toMatchObject({ ok: true });
  });
});

describe("a server that stops", () => {
  test("[closing] asks people to come back, stores what waits, and the next one has it", async () => {
    const { server, interviewId, ada, ben } = await cast();
    const record = await readRoomRecord(pool, interviewId);
    const holder = await pool.connect();
    await holder.query("BEGIN");
    await holder.query("SELECT FROM log_heads WHERE id = $1 FOR UPDATE", [record?.sharedLog]);
    const saved = ada.write("last words");
    // Answered after the edit was taken in, which now waits for the lock.
    await ada.page.ask("clock:sync", {});

    const closing = server.realtime.close();
    expect(server.realtime.isReady()).toBe(false);
    const { retryInMs } = await ada.page.hear<{ retryInMs: number }>("room:closing");
    expect(retryInMs).toBeLessThanOrEqual(3_000);
    expect(await ben.write("too late for this one")).toMatchObject({ code: "closing" });
    await holder.query("ROLLBACK");
    holder.release();
    expect(await saved).toMatchObject({ ok: true });
    await Promise.all([closing, ada.page.gone()]);

    const next = await liveServer(db(), data.url());
    const page = next.dial(ada.viewer);
    expect((await page.join(interviewId, ada.ids)).value?.watermark).toBe(1);
  });
});
