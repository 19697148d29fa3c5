/**
 * Thousands of messages that no page of ours sends, over real lines, while people in the same room
 * and in another one work (docs/room-rules.md, "Hostile clients").
 */
import { afterEach, expect, test } from "vitest";
import type { InterviewId } from "@/lib/domain/ids";
import { contentHash } from "@/lib/room-document/content-hash";
import { elementsOf } from "@/lib/room-document/roots";
import { LIMITS, type Limits, limitsAtRate, RATE_STRIKE } from "../../server/realtime/limits";
import { heapInUse } from "../../server/realtime/testing/heap";
import { hostileFrames } from "../../server/realtime/testing/hostile-frames";
import { startLiveServer } from "../../server/realtime/testing/live-server";
import { randomness } from "../../server/realtime/testing/random";
import { loadFinalState } from "../../server/services/final-state";
import { interviewDatabase } from "../../server/services/testing/interview-database";
import { HeadlessPerson } from "../support/headless";
import { RawClient } from "../support/raw-client";

const MESSAGES = Number(process.env.SIEGE_LINE_MESSAGES ?? 20_000);
const SEED = Number(process.env.SIEGE_SEED ?? 1);
/** Of them, so many under the limits that are in force; the others on lines that are never closed for it. */
const STRICT = MESSAGES / 5;
/** People write something each time so many hostile messages have been sent. */
const PEOPLE_WRITE_EVERY = 200;
/** So many are under way at once, as on a line that is flooded. */
const FLOOD = 25;
const HEAP_SLACK_BYTES = 10 * 1024 * 1024;
const TIMEOUT_MS = 20 * 60_000;

const FOREVER = { perSecond: 1e9, burst: 1e9 };
const LENIENT: Limits = { ...limitsAtRate(1_000), strikes: FOREVER };

const data = interviewDatabase();
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function roomsOf(limits: Limits) {
  const server = await startLiveServer(data.context().db, data.url(), limits);
  ends.push(() => server.realtime.close());
  const url = `http://127.0.0.1:${server.port}`;
  const host = await data.person("Ida");
  const begin = async (): Promise<InterviewId> => {
    const interviewId = await data.create(host);
    await data.command(interviewId, { type: "start" });
    return interviewId;
  };
  const interviewId = await begin();
  const elsewhere = await begin();
  const mallory = await data.join(host, interviewId, "candidate", "Mallory");
  const olga = await data.join(host, interviewId, "observer", "Olga");
  const enter = async (
    room: InterviewId,
    viewer: typeof host,
    role: "interviewer" | "observer",
  ) => {
    const headers = server.headers(viewer);
    const person = await HeadlessPerson.enter({ interviewId: room, role, url, headers });
    ends.push(() => person.leave());
    return person;
  };
  return {
    server,
    interviewId,
    elsewhere,
    writer: await enter(interviewId, host, "interviewer"),
    reader: await enter(interviewId, olga, "observer"),
    neighbour: await enter(elsewhere, host, "interviewer"),
    attack: () => RawClient.join({ url, headers: server.headers(mallory), interviewId }),
  };
}

/** Every word of a person's line about it that is not "open". */
function troubles(person: HeadlessPerson): string[] {
  const heard: string[] = [];
  person.connection.state.subscribe(() => {
    if (person.state.status.kind !== "open") heard.push(person.state.status.kind);
  });
  return heard;
}

async function besiege(limits: Limits, messages: number, seed: number): Promise<{ lines: number }> {
  const room = await roomsOf(limits);
  const { writer, reader, neighbour } = room;
  const heard = [writer, reader, neighbour].map(troubles);
  const random = randomness(seed);
  const tokens: string[] = [];
  let [lines, halfway, drawn] = [0, 0, 0];
  let mallory: RawClient | null = null;
  ends.push(async () => mallory?.close());
  for (let sent = 0; sent < messages; ) {
    if (!mallory?.socket.connected) {
      mallory?.close();
      mallory = await room.attack();
      lines += 1;
    }
    const { sender, clientId, socket } = mallory;
    const who = { sender, clientId, interviewId: room.interviewId };
    for (let i = 0; i < FLOOD && socket.connected; i++) {
      const { frames } = hostileFrames(random, who);
      for (const frame of frames) onTheWire(mallory, frame);
      sent += 1;
      if (sent === messages / 2) halfway = -1;
      if (sent % PEOPLE_WRITE_EVERY === 0) tokens.push(`shape-at-${sent}`);
    }
    await answered(mallory);
    if (halfway === -1) halfway = heapInUse();
    for (; drawn < tokens.length; drawn++) {
      const token = tokens[drawn] ?? expect.fail();
      // Shapes of their own: text is everybody's to delete, also a hostile client's.
      for (const person of [writer, neighbour]) person.draw(token, drawn);
      for (const person of [writer, neighbour]) await person.untilSavedIs("saved");
      await reader.untilContent(() => elementsOf(reader.doc).has(token));
    }
  }
  const growth = heapInUse() - halfway;
  mallory?.close();

  expect(heard, `seed ${seed}`).toEqual([[], [], []]);
  expect(room.server.realtime.isReady()).toBe(true);
  await reader.untilContent(() => reader.hash === writer.hash);
  const stored = await loadFinalState(data.context().db, room.interviewId, "shared");
  expect(stored && contentHash(stored.doc)).toBe(writer.hash);
  for (const person of [writer, reader, neighbour])
    expect([...elementsOf(person.doc).keys()]).toEqual(expect.arrayContaining(tokens));
  expect(elementsOf(neighbour.doc).size).toBe(tokens.length);
  expect(growth, "heap between half and end").toBeLessThan(HEAP_SLACK_BYTES);
  expect(Object.getPrototypeOf({})).not.toHaveProperty("isAdmin");
  return { lines };
}

/** Past socket.io's client, which would not send such things. */
function onTheWire({ socket }: RawClient, frame: string | Uint8Array): void {
  const { transport } = socket.io.engine as unknown as {
    transport: { ws: { readyState: number; send(data: string | Uint8Array): void } };
  };
  if (transport.ws.readyState === 1) transport.ws.send(frame);
}

/** All that was sent before has been dealt with, or the line is closed for it. */
function answered({ socket }: RawClient): Promise<void> {
  return new Promise((resolve) => {
    if (!socket.connected) return resolve();
    const done = () => {
      socket.off("disconnect", done);
      resolve();
    };
    socket.on("disconnect", done);
    socket.emit("clock:sync", {}, done);
  });
}

test(
  "the server lives and nobody else notices, on lines that are never closed for what they send",
  async () => {
    const { lines } = await besiege(LENIENT, MESSAGES - STRICT, SEED);
    expect(lines).toBeGreaterThan(10);
  },
  TIMEOUT_MS,
);

test(
  "under the limits in force a line is closed after a few bad messages, and comes back as often as it likes",
  async () => {
    const { lines } = await besiege(LIMITS, STRICT, SEED + 1);
    expect(lines).toBeGreaterThan(STRICT / 200);
  },
  TIMEOUT_MS,
);

test("coming and going again and again on one line ends it", async () => {
  const { attack } = await roomsOf(LIMITS);
  const mallory = await attack();
  const closed = new Promise((resolve) => mallory.socket.io.engine.once("close", resolve));
  const tooOften = LIMITS.costly.burst + LIMITS.strikes.burst / RATE_STRIKE;
  for (let i = 0; i < 2 * tooOften; i++)
    for (const frame of ["40/,", "41/,"]) onTheWire(mallory, frame);
  await closed;
});

test("events that nobody knows count against a line", async () => {
  const { attack } = await roomsOf(LIMITS);
  const mallory = await attack();
  const closed = new Promise((resolve) => mallory.socket.once("disconnect", resolve));
  for (let i = 0; i < LIMITS.strikes.burst; i++) mallory.socket.emit("room:open-sesame", i);
  await answered(mallory);
  expect(mallory.socket.connected).toBe(true);
  mallory.socket.emit("room:open-sesame");
  await closed;
});
