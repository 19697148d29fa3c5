import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { InterviewId } from "@/lib/domain/ids";
import type { ParticipantRole } from "@/lib/domain/roles";
import { PRIVATE_NAMESPACE } from "@/lib/protocol/messages";
import { REFUSAL_SENTENCES } from "@/lib/protocol/refusals";
import { eventually } from "@/lib/testing/eventually";
import { MemoryDevice, openMemoryCopy } from "./memory-copy";
import { RoomConnection } from "./room-connection";
import type { RoomState } from "./room-state";
import { FakeRoomServer, liveSnapshot, ROSTER } from "./testing/fake-room-server";

const interviewId = InterviewId.parse("00000000-0000-4000-8000-000000000001");
const forget = vi.fn<() => Promise<void>>();
const isSignedIn = vi.fn<() => Promise<boolean | null>>();

let server: FakeRoomServer;
let url: string;
let opened: RoomConnection[];

beforeEach(async () => {
  server = new FakeRoomServer();
  url = await server.listen();
  opened = [];
  forget.mockReset().mockResolvedValue();
  isSignedIn.mockReset().mockResolvedValue(true);
});
afterEach(async () => {
  for (const connection of opened) await connection.stop();
  await server.close();
});

function connect(role: ParticipantRole = "candidate"): RoomConnection {
  const device = new MemoryDevice();
  server.role = role;
  const connection = new RoomConnection({
    interviewId,
    role,
    url,
    forget,
    isSignedIn,
    openCopy: (plane) => openMemoryCopy(device, plane),
  });
  opened.push(connection);
  void connection.start();
  return connection;
}

function until(connection: RoomConnection, isSo: (state: RoomState) => boolean): Promise<void> {
  return vi.waitFor(() => expect(isSo(connection.state.get())).toBe(true), { timeout: 4_000 });
}

const isOpen = ({ status, shared }: RoomState) =>
  status.kind === "open" && shared?.isSynced === true;

async function joined(role?: ParticipantRole): Promise<RoomConnection> {
  const connection = connect(role);
  await until(connection, isOpen);
  return connection;
}

function type(connection: RoomConnection): void {
  connection.shared.sync.doc.getXmlFragment("document").push([new Y.XmlText("x")]);
}

const joins = () => server.asked.filter(({ name }) => name === "room:join");

test("joins first, then exchanges documents, and shows the room as one state", async () => {
  const connection = connect();
  expect(connection.saved.get()).toEqual({ kind: "connecting" });
  await until(connection, isOpen);
  const names = server.names().filter((name) => name !== "clock:sync");
  expect(names.slice(0, 2)).toEqual(["room:join", "doc:sync"]);
  expect(connection.state.get()).toMatchObject({
    me: { participant: 1, isHost: true },
    interview: { version: 1 },
    isStorageAvailable: true,
    private: null,
  });
  expect(connection.saved.get()).toEqual({ kind: "saved" });
  expect(Math.abs(connection.serverNow() - Date.now())).toBeLessThan(100);
});

test("whoever comes in the same moment is not forgotten by an answer that was made before", async () => {
  const [ann] = ROSTER;
  if (!ann) throw new Error("Nobody is there");
  const join = server.answers["room:join"];
  server.answers["room:join"] = (payload) => {
    server.room.emit("roster:changed", [ann, { ...ann, participant: 2, name: "Ben" }]);
    return join?.(payload);
  };
  const connection = await joined();
  expect(connection.state.get().roster.map(({ name }) => name)).toEqual(["Ann", "Ben"]);

  // A line that was lost is another matter: what was heard on it is old.
  server.answers["room:join"] = (payload) => join?.(payload);
  server.dropAll();
  await until(connection, ({ status }) => status.kind === "reconnecting");
  await until(connection, isOpen);
  expect(connection.state.get().roster.map(({ name }) => name)).toEqual(["Ann"]);
});

test("only interviewers open the private plane, and only from inside the room", async () => {
  await joined("candidate");
  const host = await joined("interviewer");
  await until(host, (state) => state.private?.isSynced === true);
  const privately = server.asked.filter(({ namespace }) => namespace === PRIVATE_NAMESPACE);
  expect(privately.map(({ name }) => name)).toEqual(["private:join", "doc:sync"]);
  const firstPrivate = server.asked.findIndex(({ name }) => name === "private:join");
  expect(firstPrivate).toBeGreaterThan(
    server.asked.findLastIndex(({ name }) => name === "room:join"),
  );
});

test("a broken line is joined again with the same sender, on both planes, and edits are kept", async () => {
  const connection = await joined("interviewer");
  await until(connection, (state) => state.private?.isSynced === true);
  server.storesEdits = false;
  type(connection);
  expect(connection.saved.get()).toEqual({ kind: "saving" });
  server.dropAll();
  await until(connection, ({ status }) => status.kind === "reconnecting");
  expect(connection.saved.get()).toEqual({ kind: "offline", waiting: 1, isKept: true });
  server.storesEdits = true;
  await until(connection, isOpen);
  await eventually(() => expect(connection.saved.get()).toEqual({ kind: "saved" }));
  expect(joins().map(({ payload }) => payload.sender)).toEqual([
    connection.shared.sync.sender,
    connection.shared.sync.sender,
  ]);
  await eventually(() =>
    expect(server.names(PRIVATE_NAMESPACE).filter((name) => name === "private:join")).toHaveLength(
      2,
    ),
  );
});

test.each(["old-version", "not-found", "cancelled", "already-ended"] as const)(
  "a join refused with %s is final, and says why",
  async (code) => {
    server.answers["room:join"] = () => ({ ok: false, code });
    const connection = connect();
    await until(connection, ({ status }) => status.kind === "closed");
    expect(connection.state.get().status).toEqual({
      kind: "closed",
      reason: code,
      sentence: REFUSAL_SENTENCES[code],
    });
    expect(joins()).toHaveLength(1);
  },
);

test("a join refused for the moment is tried again", async () => {
  let isBusy = true;
  const accept = server.answers["room:join"];
  server.answers["room:join"] = (payload) => {
    if (!isBusy) return accept?.(payload);
    isBusy = false;
    return { ok: false, code: "unavailable" };
  };
  await joined();
  expect(joins()).toHaveLength(2);
});

test("a clientID that is somebody else's is replaced before the next join", async () => {
  let isTaken = true;
  const accept = server.answers["room:join"];
  server.answers["room:join"] = (payload) => {
    if (!isTaken) return accept?.(payload);
    isTaken = false;
    return { ok: false, code: "foreign-client" };
  };
  const connection = await joined();
  const [first, second] = joins().map(({ payload }) => payload.clientId);
  expect(first).not.toBe(second);
  expect(connection.shared.sync.clientId).toBe(second);
});

test("a server that closes says when to come back", async () => {
  const connection = await joined();
  // Later than any first try of ours would be.
  const retryInMs = 1_200;
  server.room.emit("room:closing", { retryInMs });
  server.room.emit("scorecards:changed", { submitted: [1] });
  await until(connection, ({ submitted }) => submitted.length === 1);
  const before = performance.now();
  server.dropAll();
  await vi.waitFor(() => expect(joins()).toHaveLength(2), { timeout: 4_000 });
  expect(performance.now() - before).toBeGreaterThanOrEqual(retryInMs - 50);
});

test("who is removed leaves for good; who was in a deleted interview keeps nothing of it", async () => {
  const removed = await joined();
  server.room.emit("room:left", { reason: "removed" });
  await until(removed, ({ status }) => status.kind === "closed");
  expect(forget).not.toHaveBeenCalled();
  const deleted = await joined();
  server.room.emit("room:left", { reason: "deleted" });
  await until(deleted, ({ status }) => status.kind === "closed");
  expect(forget).toHaveBeenCalledTimes(1);
  expect(joins()).toHaveLength(2);
});

test("a command is sent again with the same id when the line breaks under it", async () => {
  const connection = await joined();
  const answer = server.answers["clock:command"];
  server.answers["clock:command"] = () => {
    server.answers["clock:command"] = answer ?? (() => null);
    server.dropAll();
    return null;
  };
  expect(await connection.command({ type: "pause" })).toEqual({ ok: true });
  const commands = server.asked.filter(({ name }) => name === "clock:command");
  expect(commands).toHaveLength(2);
  expect(commands[0]?.payload).toEqual(commands[1]?.payload);
  expect(connection.state.get().interview?.version).toBe(2);
});

test("[C8] a command of unknown outcome is sent again with the same id until it is known", async () => {
  const connection = await joined();
  const answer = server.answers["clock:command"];
  server.answers["clock:command"] = () => {
    server.answers["clock:command"] = answer ?? (() => null);
    return { ok: false, code: "outcome-unknown" };
  };
  expect(await connection.command({ type: "pause" })).toEqual({ ok: true });
  const commands = server.asked.filter(({ name }) => name === "clock:command");
  expect(commands).toHaveLength(2);
  expect(commands[0]?.payload).toEqual(commands[1]?.payload);
});

test("[C8] a command nobody can tell the outcome of is not said to have changed nothing", async () => {
  const connection = await joined();
  server.answers["clock:command"] = () => {
    server.refuseHandshakes = true;
    server.dropAll();
    return null;
  };
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const outcome = connection.command({ type: "pause" });
  await eventually(() => expect(connection.state.get().status.kind).toBe("reconnecting"));
  await vi.advanceTimersByTimeAsync(20_000);
  vi.useRealTimers();
  expect(await outcome).toEqual({
    ok: false,
    code: "outcome-unknown",
    sentence: REFUSAL_SENTENCES["outcome-unknown"],
  });
});

test("[J10] who was signed out while the line was down is told so, and keeps what is unsent", async () => {
  const connection = await joined();
  server.answers["doc:update"] = () => null;
  type(connection);
  server.refuseHandshakes = true;
  isSignedIn.mockResolvedValue(false);
  server.dropAll();
  await until(connection, ({ status }) => status.kind === "closed");
  expect(connection.state.get().status).toMatchObject({ reason: "signed-out" });
  expect(connection.saved.get()).toMatchObject({ kind: "offline", waiting: 1, isKept: true });
  expect(forget).not.toHaveBeenCalled();
});

test.each([true, null])(
  "a line that cannot be opened is dialled on when being signed in is %s",
  async (answer) => {
    const connection = await joined();
    server.refuseHandshakes = true;
    isSignedIn.mockResolvedValue(answer);
    server.dropAll();
    await vi.waitFor(() => expect(isSignedIn).toHaveBeenCalled(), { timeout: 4_000 });
    server.refuseHandshakes = false;
    await until(connection, isOpen);
  },
);

test("a page whose role changed while it was away closes, and sends nothing of the old role's", async () => {
  const connection = await joined();
  server.dropAll();
  server.role = "observer";
  type(connection);
  await until(connection, ({ status }) => status.kind === "closed");
  expect(connection.state.get().status).toMatchObject({ reason: "role-changed" });
  expect(server.names()).not.toContain("doc:update");
  expect(connection.saved.get()).toMatchObject({ waiting: 1 });
});

test("a refused command comes with its sentence", async () => {
  const connection = await joined();
  server.answers["clock:command"] = () => ({ ok: false, code: "stale-phase" });
  expect(await connection.command({ type: "advance", from: 0 })).toEqual({
    ok: false,
    code: "stale-phase",
    sentence: REFUSAL_SENTENCES["stale-phase"],
  });
});

test("late news of an older state changes nothing", async () => {
  const connection = await joined();
  server.room.emit("interview:changed", liveSnapshot(7));
  await until(connection, ({ interview }) => interview?.version === 7);
  server.room.emit("interview:changed", liveSnapshot(6));
  server.room.emit("scorecards:changed", { submitted: [1] });
  await until(connection, ({ submitted }) => submitted.length === 1);
  expect(connection.state.get().interview?.version).toBe(7);
});

test("with the database away nothing is said to be saved", async () => {
  const connection = await joined();
  server.room.emit("storage:changed", { isAvailable: false });
  await until(connection, (state) => !state.isStorageAvailable);
  expect(connection.saved.get()).toMatchObject({ kind: "not-saved", waiting: 0 });
});

test("who was ready is ready again after a broken line", async () => {
  const connection = await joined();
  expect(await connection.setReady(true)).toEqual({ ok: true });
  server.dropAll();
  await until(connection, ({ status }) => status.kind === "reconnecting");
  await until(connection, isOpen);
  await eventually(() =>
    expect(server.asked.filter(({ name }) => name === "room:ready")).toMatchObject([
      { payload: { isReady: true } },
      { payload: { isReady: true } },
    ]),
  );
});

test("the state is the same value as long as nothing in it changes", async () => {
  const connection = await joined();
  const before = connection.state.get();
  type(connection);
  await eventually(() => expect(connection.saved.get()).toEqual({ kind: "saved" }));
  expect(connection.state.get()).toBe(before);
});
