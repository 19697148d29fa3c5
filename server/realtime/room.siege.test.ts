/**
 * Frames of a hostile client through frame decoder, requests, edits and presence of a room in memory:
 * every shape of them, in numbers no network would carry in the time.
 */
import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { planeMessages, planeRequests, ROOM_NAMESPACE } from "@/lib/protocol/messages";
import type { Packet } from "@/lib/protocol/packet-text";
import { frameParser } from "@/lib/protocol/parser";
import { RefusalCode } from "@/lib/protocol/refusals";
import { contentHash } from "@/lib/room-document/content-hash";
import { Presence } from "@/lib/room-document/presence";
import { answerRequests } from "./answer";
import { Conduct } from "./conduct";
import { EditStream } from "./edit-stream";
import { LIMITS, limitsAtRate } from "./limits";
import { RealtimeMetrics } from "./metrics";
import { planeHandlers } from "./plane-requests";
import { heapInUse } from "./testing/heap";
import { hostileFrames } from "./testing/hostile-frames";
import { randomness } from "./testing/random";
import { ADA, BEN, TestTab, testRoom } from "./testing/test-room";

const MESSAGES = Number(process.env.SIEGE_ROOM_MESSAGES ?? 20_000);
const FIRST_SEED = Number(process.env.SIEGE_SEED ?? 1);
const MESSAGES_PER_ROOM = 2_000;
const ROOMS = Math.ceil(MESSAGES / MESSAGES_PER_ROOM);
const COMMIT_EVERY = 40;
const HEAP_SLACK_BYTES = 10 * 1024 * 1024;
const TIMEOUT_MS = 30 * 60_000;

const KNOWN = new Set([...Object.keys(planeRequests), ...Object.keys(planeMessages)]);
const FOREVER = { perSecond: 1e9, burst: 1e9 };
const LENIENT = { ...limitsAtRate(1_000), strikes: FOREVER };

interface Outcome {
  asked: number;
  answered: number;
  refusals: Set<string>;
  failures: unknown[];
}

/** A candidate's line into a room with Ada in it, from the frames on. */
async function besiege(seed: number): Promise<Outcome> {
  const random = randomness(seed);
  const { room, logs } = testRoom();
  const plane = room.plane("shared");
  const [ada, mallory] = [new TestTab(ADA, 11), new TestTab(BEN, 12)];
  for (const tab of [ada, mallory]) expect(tab.join(room)).toMatchObject({ ok: true });
  ada.addLine("what Ada wrote");
  ada.send(room);
  logs.shared.commit();
  const outcome: Outcome = { asked: 0, answered: 0, refusals: new Set(), failures: [] };
  const heed = (code: string) => outcome.refusals.add(code);

  const socket = new EventEmitter();
  const conduct = new Conduct(
    LENIENT,
    () => 0,
    () => expect.fail("too far"),
  );
  const metrics = new RealtimeMetrics();
  const { connection } = mallory;
  const context = {
    plane: "shared" as const,
    conduct,
    partTimeoutMs: LIMITS.partTimeoutMs,
    joined: () => ({ room, connection }),
    isClosing: () => false,
    now: () => 0,
  };
  const fail = (_what: string, fields?: object) => outcome.failures.push(fields);
  const log = { debug() {}, info() {}, warn: fail, error: fail };
  const requests = { on: socket.on.bind(socket), id: "mallory" };
  answerRequests(requests, planeRequests, planeHandlers(context), {
    conduct,
    log,
    metrics,
    now: context.now,
  });
  const edits = new EditStream({
    ...context,
    metrics,
    tell: (event, payload) => {
      if (event === "doc:refused") heed((payload as { code: string }).code);
    },
  });
  socket.on("doc:update", (raw: unknown) => edits.receive(raw));
  socket.on("presence:update", (raw: unknown) => {
    const frame = planeMessages["presence:update"].payload.safeParse(raw);
    if (frame.success) plane.presence(connection, frame.data);
  });

  const decoder = new frameParser.Decoder();
  decoder.on("decoded", ({ type, nsp, data, id }: Packet) => {
    const [name, ...args] = (type === 2 && nsp === ROOM_NAMESPACE ? data : []) as unknown[];
    if (typeof name !== "string" || !KNOWN.has(name)) return;
    if (id === undefined || !Object.hasOwn(planeRequests, name)) {
      socket.emit(name, ...args);
      return;
    }
    outcome.asked += 1;
    socket.emit(name, ...args, (reply: { ok: boolean; code?: string }) => {
      outcome.answered += 1;
      if (!reply.ok) heed(reply.code ?? "no code");
    });
  });

  const who = { sender: mallory.sender, clientId: 12, interviewId: room.interviewId };
  for (let i = 1; i <= MESSAGES_PER_ROOM; i++) {
    for (const frame of hostileFrames(random, who).frames)
      try {
        decoder.add(typeof frame === "string" ? frame.slice(1) : frame);
      } catch {
        // On a real line, its end. Here it goes on, so that the next is tried as well.
      }
    if (i % COMMIT_EVERY !== 0) continue;
    logs.shared.commit();
    // Answers come in their own time, but come.
    await new Promise((resolve) => setImmediate(resolve));
    lookAt(ada);
  }
  logs.shared.commit();
  await new Promise((resolve) => setImmediate(resolve));

  ada.sync(room);
  const written = plane.document?.contentHash();
  expect(contentHash(ada.editor.doc), `seed ${seed}`).toBe(written);
  expect(contentHash(logs.shared.stored().doc)).toBe(written);
  expect(Y.getState(ada.editor.doc.store, 11)).toBe(Y.getState(logs.shared.stored().doc.store, 11));
  return outcome;
}

/** What Ada is told is what she may be told, and it is forgotten. */
function lookAt(ada: TestTab): void {
  for (const { state } of ada.connection.take("presence:changed"))
    expect(Presence.nullable().safeParse(state).success).toBe(true);
  for (const roster of ada.connection.take("roster:changed"))
    expect(roster.map(({ participant }) => participant)).toEqual([1, 2, 3, 4]);
  ada.receive();
  expect(ada.connection.frames).toEqual([]);
  expect(ada.connection.ended).toBeUndefined();
}

test(
  "[P1] [G7] frames of every shape are answered once and with a code, break nothing and leave nothing behind",
  async () => {
    const refusals = new Set<string>();
    let [asked, halfway] = [0, 0];
    for (let i = 0; i < ROOMS; i++) {
      if (i === Math.floor(ROOMS / 2)) halfway = heapInUse();
      const outcome = await besiege(FIRST_SEED + i);
      expect(outcome.failures, `seed ${FIRST_SEED + i}`).toEqual([]);
      expect(outcome.answered, `seed ${FIRST_SEED + i}`).toBe(outcome.asked);
      asked += outcome.asked;
      for (const code of outcome.refusals) refusals.add(code);
    }
    expect(heapInUse() - halfway, "heap between half and end").toBeLessThan(HEAP_SLACK_BYTES);
    expect(asked).toBeGreaterThan(MESSAGES / 10);
    for (const code of refusals) expect(RefusalCode.options).toContain(code);
    expect([...refusals]).toEqual(
      expect.arrayContaining(["malformed", "gap", "schema", "empty", "foreign-client"]),
    );
  },
  TIMEOUT_MS,
);
