import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { ParticipantNumber } from "@/lib/domain/ids";
import type { InterviewState } from "@/lib/domain/interview";
import { MAX_UPDATE_BYTES } from "@/lib/protocol/messages";
import { decodeLogItems, type LogItem } from "@/lib/recording/log-entry";
import { contentHash } from "@/lib/room-document/content-hash";
import { documentOf } from "@/lib/room-document/roots";
import type { UploadReply } from "./plane-document";
import type { Room } from "./room";
import {
  ADA,
  BEN,
  INA,
  LIVE,
  OLGA,
  people,
  TestConnection,
  TestTab,
  testRoom,
} from "./testing/test-room";

const DEBRIEF: InterviewState = {
  status: "debrief",
  startedAt: 1,
  endedAt: 2,
  endReason: "ended",
  actualMs: [1, 1],
  budgetMs: [1, 1],
};

function joined(
  room: Room,
  participant: number,
  clientId: number,
  plane: "shared" | "private" = "shared",
) {
  const tab = new TestTab(participant, clientId, plane);
  expect(tab.join(room)).toMatchObject({ ok: true });
  return tab;
}

/** Sends a frame by hand and gathers the answers. */
function upload(
  room: Room,
  tab: TestTab,
  firstSeq: number,
  updates: Uint8Array[],
  sender = tab.sender,
) {
  const replies: UploadReply[] = [];
  room
    .plane(tab.plane)
    .receive(tab.connection, { sender, firstSeq, updates }, (reply) => replies.push(reply));
  return replies;
}

function itemsOf(rows: readonly { data: Uint8Array }[]): LogItem[] {
  return rows.flatMap((row) => decodeLogItems(row.data));
}

describe("an edit", () => {
  test("[E1] [E2] is acknowledged and shown to others only once it is stored", () => {
    const { room, logs } = testRoom();
    const [ada, ben] = [joined(room, ADA, 11), joined(room, BEN, 22)];
    logs.shared.commit();
    ada.type("hello");
    const replies: UploadReply[] = [];
    ada.send(room, 0, 1, (reply) => replies.push(reply));
    expect(replies).toEqual([]);
    expect(ben.connection.take("doc:updated")).toEqual([]);
    logs.shared.commit();
    expect(replies).toEqual([{ ok: true, value: { lastSeq: 1 } }]);
    ben.receive();
    expect(ben.text).toBe("hello");
  });

  test("[E2] goes to others in one frame for each commit, and never back to the tab that made it", () => {
    const { room, logs } = testRoom();
    const [ada, ben] = [joined(room, ADA, 11), joined(room, BEN, 22)];
    for (const letter of ["a", "b", "c"]) ada.type(letter);
    ben.type("x");
    ada.send(room);
    ben.send(room);
    logs.shared.commit();
    expect(ada.connection.take("doc:updated").map(({ updates }) => updates.length)).toEqual([1]);
    expect(ben.connection.take("doc:updated").map(({ updates }) => updates.length)).toEqual([3]);
  });

  test("is not in what a late-comer is given before it is stored", () => {
    const { room, logs } = testRoom();
    const ada = joined(room, ADA, 11);
    ada.type("hello");
    ada.send(room);
    const early = joined(room, BEN, 22);
    expect(early.text).toBe("");
    logs.shared.commit();
    early.receive();
    expect(early.text).toBe("hello");
    expect(joined(room, INA, 33).text).toBe("hello");
  });

  test("[E3] sent twice is stored once and acknowledged twice, the second time after the commit too", () => {
    const { room, logs } = testRoom();
    const ada = joined(room, ADA, 11);
    logs.shared.commit();
    ada.type("once");
    const update = ada.outbox[0]?.update ?? new Uint8Array();
    const first = upload(room, ada, 1, [update]);
    const second = upload(room, ada, 1, [update]);
    expect(logs.shared.waitingCount).toBe(1);
    expect([first, second]).toEqual([[], []]);
    logs.shared.commit();
    expect(first).toMatchObject([{ ok: true, value: { lastSeq: 1 } }]);
    expect(second).toEqual(first);
    expect(upload(room, ada, 1, [update])).toEqual(first);
  });

  test("that changes nothing leaves no row, moves its sender on, and waits for what came before", () => {
    const { room, logs } = testRoom();
    const ada = joined(room, ADA, 11);
    logs.shared.commit();
    const rows = logs.shared.rows.length;
    ada.type("once");
    const update = ada.outbox[0]?.update ?? new Uint8Array();
    upload(room, ada, 1, [update]);
    // The same edit under another number, as an adopted outbox may carry it.
    const replies = upload(room, ada, 2, [update]);
    expect(replies).toEqual([]);
    logs.shared.commit();
    expect(replies).toMatchObject([{ ok: true, value: { lastSeq: 2 } }]);
    expect(logs.shared.rows).toHaveLength(rows + 1);
    expect(logs.shared.stored().senders).toContainEqual({
      sender: ada.sender,
      author: ADA,
      lastSeq: 2,
    });
  });

  test("that overlaps what is known is trimmed; one past a gap is refused with how far it is stored", () => {
    const { room, logs } = testRoom();
    const ada = joined(room, ADA, 11);
    for (const letter of ["a", "b", "c", "d"]) ada.type(letter);
    const updates = ada.outbox.map(({ update }) => update);
    upload(room, ada, 1, updates.slice(0, 2));
    const overlap = upload(room, ada, 2, updates.slice(1, 3));
    logs.shared.commit();
    expect(overlap).toMatchObject([{ ok: true, value: { lastSeq: 3 } }]);
    const gap = upload(room, ada, 5, updates.slice(3));
    expect(gap).toEqual([{ ok: false, code: "gap", lastSeq: 3 }]);
  });

  test("[E7] refused in the middle of a frame leaves those before it accepted", () => {
    const { room, logs } = testRoom();
    const ada = joined(room, ADA, 11);
    ada.type("a");
    ada.type("b");
    const [a, b] = ada.outbox.map(({ update }) => update);
    if (!a || !b) throw new Error("Two edits were made.");
    const replies = upload(room, ada, 1, [a, new Uint8Array([0, 0]), b]);
    expect(replies).toEqual([]);
    logs.shared.commit();
    expect(replies).toEqual([{ ok: false, code: "empty", lastSeq: 1 }]);
    const next = upload(room, ada, 2, [b]);
    logs.shared.commit();
    expect(next).toMatchObject([{ ok: true, value: { lastSeq: 2 } }]);
  });

  test("in the log says which surface it changed", () => {
    const { room, logs } = testRoom();
    const ada = joined(room, ADA, 11);
    ada.type("text");
    ada.editor.draw("box", { type: "rectangle", x: 1, y: 1, width: 10, height: 10 });
    ada.collect();
    ada.send(room);
    logs.shared.commit();
    const edits = itemsOf(logs.shared.rows).filter((item) => item.type === "edit");
    expect(edits.slice(1).map((edit) => edit.surfaces)).toEqual([1, 2]);
    const notes = joined(room, ADA, 12, "private");
    notes.type("secret");
    notes.send(room);
    logs.private.commit();
    const noteEdits = itemsOf(logs.private.rows).filter((item) => item.type === "edit");
    expect(noteEdits.at(-1)?.surfaces).toBe(4);
  });
});

describe("who may do what", () => {
  test("[G1] an observer reads, and writes nothing in any way", () => {
    const { room, logs } = testRoom();
    const [ada, olga] = [joined(room, ADA, 11), joined(room, OLGA, 33)];
    logs.shared.commit();
    olga.editor.edit((tr) => tr.insertText("forged", 2));
    olga.collect();
    const update = olga.outbox[0]?.update ?? new Uint8Array();
    expect(upload(room, olga, 1, [update])).toMatchObject([{ ok: false, code: "not-allowed" }]);
    const plane = room.plane("shared");
    expect(plane.bind(olga.connection, 99), "of no effect").toMatchObject({ ok: true });
    const frame = { clientId: 33, clock: 1, state: {} };
    expect(plane.presence(olga.connection, frame)).toBe("not-allowed");
    expect(room.setReady(olga.connection, true)).toEqual({ ok: false, code: "not-allowed" });
    expect(logs.shared.waitingCount).toBe(0);
    expect(plane.bind(ada.connection, 99), "still free").toMatchObject({ ok: true });
    expect(ada.connection.take("presence:changed")).toEqual([]);
    expect(ada.connection.take("roster:changed").at(-1)?.[2]).toMatchObject({ clientIds: [] });
  });

  test("[S4] after the end nobody writes the shared plane, and interviewers still write theirs", () => {
    const { room, logs } = testRoom();
    const [ben, notes] = [joined(room, BEN, 22), joined(room, ADA, 12, "private")];
    room.setInterview(DEBRIEF, 2);
    ben.type("late");
    const refused: UploadReply[] = [];
    ben.send(room, 0, 1, (reply) => refused.push(reply));
    expect(refused).toEqual([{ ok: false, code: "read-only", lastSeq: 0 }]);
    notes.type("thoughts");
    notes.send(room);
    logs.private.commit();
    expect(notes.outbox).toEqual([]);
  });

  test("[S4] an edit from before the end that is about to be stored is not reported as refused", () => {
    const { room, logs } = testRoom();
    const ben = joined(room, BEN, 22);
    ben.type("in time");
    ben.send(room);
    room.setInterview(DEBRIEF, 2);
    ben.type("late");
    const refused: UploadReply[] = [];
    ben.send(room, 1, 1, (reply) => refused.push(reply));
    expect(refused).toEqual([]);
    logs.shared.commit();
    expect(refused).toEqual([{ ok: false, code: "read-only", lastSeq: 1 }]);
    expect(ben.outbox).toHaveLength(1);
  });

  test("who comes back in another role is in it for everybody, before the room has read who is here", () => {
    const { room } = testRoom();
    const [ada, ben] = [joined(room, ADA, 11), joined(room, BEN, 22)];
    const participant = ParticipantNumber.parse(BEN);
    room.meet({ participant, name: "Ben", role: "observer" });
    expect(ben.connection.ended).toBe("role-changed");
    expect(ada.connection.take("roster:changed").at(-1)?.[BEN - 1]).toMatchObject({
      participant: BEN,
      role: "observer",
    });
  });

  test("[G4] another person's clientID is refused, in an edit, in binding and in joining", () => {
    const { room, logs } = testRoom();
    const ben = joined(room, BEN, 22);
    joined(room, ADA, 11);
    const forger = new TestTab(BEN, 11);
    expect(forger.join(room)).toEqual({ ok: false, code: "foreign-client" });
    expect(room.plane("shared").bind(ben.connection, 11)).toEqual({
      ok: false,
      code: "foreign-client",
    });
    const forged = new TestTab(BEN, 11);
    Y.applyUpdate(forged.editor.doc, Y.encodeStateAsUpdate(ben.editor.doc), forged.editor);
    forged.type("as Ada");
    logs.shared.commit();
    const hash = room.documents[0]?.contentHash();
    const update = forged.outbox[0]?.update ?? new Uint8Array();
    expect(upload(room, ben, 1, [update])).toEqual([
      { ok: false, code: "foreign-client", lastSeq: 0 },
    ]);
    expect(room.documents[0]?.contentHash()).toBe(hash);
    ben.type("as myself");
    ben.send(room);
    logs.shared.commit();
    expect(ben.outbox).toEqual([]);
  });

  test("[G4] [E6] a clientID that nobody has announced becomes the sender's, and nobody else's from then on", () => {
    const { room, logs } = testRoom();
    const [ada, ben] = [joined(room, ADA, 11), joined(room, BEN, 22)];
    const dead = new TestTab(ADA, 44);
    Y.applyUpdate(dead.editor.doc, Y.encodeStateAsUpdate(ada.editor.doc), dead.editor);
    dead.type("kept on this device");
    const update = dead.outbox[0]?.update ?? new Uint8Array();
    const replies = upload(room, ada, 1, [update], dead.sender);
    logs.shared.commit();
    expect(replies).toMatchObject([{ ok: true }]);
    expect(logs.shared.stored().clients).toContainEqual({ clientId: 44, author: ADA });
    expect(room.plane("shared").bind(ben.connection, 44)).toMatchObject({ ok: false });
    const foreign = upload(room, ben, 2, [update], dead.sender);
    expect(foreign).toEqual([{ ok: false, code: "foreign-sender" }]);
    expect(room.plane("shared").watermark(ben.connection, dead.sender)).toEqual({
      ok: false,
      code: "foreign-sender",
    });
  });

  test("a clientID is stored as soon as it is announced, so it cannot be claimed after a restart", () => {
    const { room, logs } = testRoom();
    joined(room, ADA, 11);
    logs.shared.commit();
    expect(logs.shared.stored().clients).toEqual([{ clientId: 11, author: ADA }]);
  });

  test("[G2] limits hold at the limit and not past it", () => {
    const { room } = testRoom({ limits: { clientIdsPerAuthor: 2, connectionsPerPerson: 3 } });
    const ada = joined(room, ADA, 11);
    const plane = room.plane("shared");
    expect(plane.bind(ada.connection, 12)).toMatchObject({ ok: true });
    expect(plane.bind(ada.connection, 13)).toEqual({ ok: false, code: "too-many" });
    const reuse = (sender: number) => room.enter(new TestConnection(ADA, sender, 12));
    expect(reuse(1).ok && reuse(2).ok).toBe(true);
    expect(reuse(3)).toEqual({ ok: false, code: "too-many" });
  });

  test("a document that has grown too large takes no more", () => {
    const { room, logs } = testRoom({ limits: { planeBytes: 700 } });
    const ada = joined(room, ADA, 11);
    ada.type("x".repeat(200));
    ada.send(room);
    logs.shared.commit();
    expect(ada.outbox).toEqual([]);
    ada.type("y".repeat(600));
    const replies: UploadReply[] = [];
    ada.send(room, 0, 1, (reply) => replies.push(reply));
    expect(replies).toEqual([{ ok: false, code: "too-large", lastSeq: 1 }]);
    const huge = new Uint8Array(MAX_UPDATE_BYTES + 1);
    expect(upload(room, ada, 2, [huge])).toMatchObject([{ ok: false, code: "too-large" }]);
  });

  test("a document of as many items as there may be takes no more, however small they are", () => {
    const { doc } = testRoom().logs.shared.stored();
    const held = [...doc.store.clients.values()].reduce((sum, items) => sum + items.length, 0);
    const write = (planeItems: number): UploadReply[] => {
      const { room, logs } = testRoom({ limits: { planeItems } });
      const ada = joined(room, ADA, 11);
      ada.addLine("a");
      ada.addLine("b");
      const replies: UploadReply[] = [];
      for (const i of [0, 1]) ada.send(room, i, 1, (reply) => replies.push(reply));
      logs.shared.commit();
      return replies;
    };
    expect(write(held)).toMatchObject([{ code: "too-large" }, { code: "gap" }]);
    expect(write(held + 1)).toMatchObject([{ ok: true }, { code: "too-large" }]);
  });

  test("[E8] edits are refused while nothing more may wait, and accepted afterwards", () => {
    const { room, logs, told } = testRoom();
    const ada = joined(room, ADA, 11);
    logs.shared.commit();
    ada.type("a");
    told.hasRoom = false;
    const replies: UploadReply[] = [];
    ada.send(room, 0, 1, (reply) => replies.push(reply));
    expect(replies).toEqual([{ ok: false, code: "unavailable", lastSeq: 0 }]);
    told.hasRoom = true;
    ada.send(room);
    logs.shared.commit();
    expect(ada.outbox).toEqual([]);
  });
});

describe("presence", () => {
  const at = (x: number) => ({ pointer: { x, y: 0, tool: "pointer" as const } });

  test("[P3] reaches the others and late-comers, and ends with the last clock and null", () => {
    const { room } = testRoom();
    const [ada, ben] = [joined(room, ADA, 11), joined(room, BEN, 22)];
    const plane = room.plane("shared");
    expect(plane.presence(ada.connection, { clientId: 11, clock: 5, state: at(1) })).toBeNull();
    expect(ben.connection.take("presence:changed")).toEqual([
      { clientId: 11, clock: 5, state: at(1) },
    ]);
    const ina = joined(room, INA, 33);
    expect(ina.connection.take("presence:changed")).toEqual([
      { clientId: 11, clock: 5, state: at(1) },
    ]);
    plane.leave(ada.connection);
    expect(ben.connection.take("presence:changed")).toEqual([
      { clientId: 11, clock: 5, state: null },
    ]);
  });

  test("[P1] [P2] speaks for nobody else, says only positions, and never goes back", () => {
    const { room } = testRoom();
    const [ada, ben] = [joined(room, ADA, 11), joined(room, BEN, 22)];
    const plane = room.plane("shared");
    const say = (clientId: number, clock: number, state: unknown) =>
      plane.presence(ben.connection, { clientId, clock, state });
    expect(say(11, 1, at(1))).toBe("foreign-client");
    expect(say(22, 1, { name: "Ada" })).toBe("schema");
    expect(say(22, 2 ** 40, at(1))).toBe("malformed");
    expect(say(22, 7, at(1))).toBeNull();
    expect(say(22, 6, at(2))).toBeNull();
    expect(ada.connection.take("presence:changed")).toHaveLength(1);
  });
});

describe("people", () => {
  test("[J5] one entry for two tabs, with the clientIDs of both", () => {
    const { room } = testRoom();
    const ada = joined(room, ADA, 11);
    joined(room, ADA, 12);
    const roster = ada.connection.take("roster:changed").at(-1);
    expect(roster?.filter((entry) => entry.isHere)).toMatchObject([
      { participant: ADA, name: "Ada", clientIds: [11, 12] },
    ]);
    expect(roster).toHaveLength(people.length);
  });

  test("the private plane's roster shows interviewers only", () => {
    const { room } = testRoom();
    joined(room, BEN, 22);
    const notes = joined(room, ADA, 12, "private");
    const roster = notes.connection.take("roster:changed").at(-1);
    expect(roster?.map((entry) => entry.name)).toEqual(["Ada", "Ina"]);
  });

  test("coming and going is in the recording once, however many tabs there are", () => {
    const { room, logs } = testRoom();
    const tabs = [joined(room, BEN, 22), joined(room, BEN, 23)];
    for (const tab of tabs) room.plane("shared").leave(tab.connection);
    logs.shared.commit();
    const events = itemsOf(logs.shared.rows).filter((item) => item.type !== "edit");
    expect(events).toEqual([
      { type: "joined", participant: BEN, role: "candidate" },
      { type: "left", participant: BEN },
    ]);
  });

  test("being ready is shown in the lobby and forgotten when the person leaves", () => {
    const { room } = testRoom({ state: { status: "lobby" } });
    const [ada, ben] = [joined(room, ADA, 11), joined(room, BEN, 22)];
    expect(room.setReady(ben.connection, true)).toMatchObject({ ok: true });
    expect(ada.connection.take("roster:changed").at(-1)?.[1]?.isReady).toBe(true);
    room.plane("shared").leave(ben.connection);
    expect(ada.connection.take("roster:changed").at(-1)?.[1]?.isReady).toBe(false);
    room.setInterview(LIVE, 2);
    expect(room.setReady(ada.connection, true)).toEqual({ ok: false, code: "not-allowed" });
  });

  test("who loses the seat, or gets another role, is told and closed; the others stay", () => {
    const { room } = testRoom();
    const [ada, ben, ina] = [joined(room, ADA, 11), joined(room, BEN, 22), joined(room, INA, 33)];
    const observer = people.flatMap((person) =>
      person.participant === BEN
        ? []
        : person.participant === INA
          ? [{ ...person, role: "observer" as const }]
          : [person],
    );
    room.setPeople(observer);
    expect([ada, ben, ina].map((tab) => tab.connection.ended)).toEqual([
      undefined,
      "removed",
      "role-changed",
    ]);
    expect(room.plane("shared").connections).toEqual([ada.connection]);
  });

  test("a tab that comes back ends its own half-open connection", () => {
    const { room } = testRoom();
    const ben = joined(room, BEN, 22);
    const old = ben.connection;
    ben.join(room);
    expect(old.ended).toBeNull();
    expect(room.plane("shared").connections).toEqual([ben.connection]);
  });
});

describe("the interview's state", () => {
  test("is announced when it is newer, and late news is not", () => {
    const { room, told } = testRoom();
    const ada = joined(room, ADA, 11);
    room.setInterview(DEBRIEF, 3);
    room.setInterview(LIVE, 2);
    const snapshots = ada.connection.take("interview:changed");
    expect(snapshots).toEqual([{ state: DEBRIEF, version: 3, serverNow: 1_000 }]);
    expect(told.keyframesDue).toHaveLength(2);
  });
});

describe("whole states", () => {
  test("are due when the entries since outweigh the last one, and not before", () => {
    const { room, logs, told } = testRoom();
    const ada = joined(room, ADA, 11);
    const write = (bytes: number) => {
      ada.type("x".repeat(bytes));
      ada.send(room);
      logs.shared.commit();
    };
    write(30_000);
    write(30_000);
    expect(told.keyframesDue).toEqual([]);
    write(10_000);
    expect(told.keyframesDue).toHaveLength(1);
    const [document] = told.keyframesDue;
    const keyframe = document?.takeKeyframe();
    expect(document?.takeKeyframe(), "one at a time").toBeNull();
    document?.keyframeDone(true);
    expect(document?.takeKeyframe(), "nothing new").toBeNull();
    const copy = new Y.Doc();
    Y.applyUpdateV2(copy, keyframe?.data ?? new Uint8Array());
    expect(contentHash(copy)).toBe(document?.contentHash());
    expect(keyframe?.number).toBe(logs.shared.rows.length);
  });
});

describe("a plane that broke", () => {
  test("refuses with reset until it is restored, then everybody syncs and sends again", () => {
    const { room, logs, told } = testRoom();
    const [ada, ben] = [joined(room, ADA, 11), joined(room, BEN, 22)];
    logs.shared.commit();
    ada.type("stored");
    ada.send(room);
    logs.shared.commit();
    ben.receive();
    ada.type(" and not yet stored");
    const replies: UploadReply[] = [];
    ada.send(room, 0, 1, (reply) => replies.push(reply));
    logs.shared.fail();
    expect(replies).toEqual([{ ok: false, code: "reset" }]);
    expect(told.broken).toEqual(["shared"]);
    ada.send(room, 0, 1, (reply) => replies.push(reply));
    expect(replies.at(-1)).toEqual({ ok: false, code: "reset" });
    expect(joined(room, ADA, 12, "private").connection.ended).toBeUndefined();

    room.restore("shared", logs.shared.stored());
    for (const tab of [ada, ben]) {
      expect(tab.connection.take("doc:reset")).toHaveLength(1);
      tab.sync(room);
    }
    ada.send(room);
    logs.shared.commit();
    ben.receive();
    expect(ben.text).toContain("and not yet stored");
    expect(contentHash(ben.editor.doc)).toBe(contentHash(ada.editor.doc));
    expect(ada.outbox).toEqual([]);
  });
});

test("[E9] what was stored is what a room that loads anew has", () => {
  const { room, logs } = testRoom();
  const ada = joined(room, ADA, 11);
  ada.type("kept");
  ada.send(room);
  logs.shared.commit();
  const { doc } = logs.shared.stored();
  expect(contentHash(doc)).toBe(room.documents[0]?.contentHash());
  expect(documentOf(doc, "shared").toString()).toContain("kept");
});
