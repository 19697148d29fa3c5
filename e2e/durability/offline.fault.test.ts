/** One person's network goes away while the other goes on. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { contentHash } from "@/lib/room-document/content-hash";
import { elementsOf } from "@/lib/room-document/roots";
import { signOutHere } from "../../server/services/sign-out";
import { startTcpProxy, type TcpProxy } from "../support/tcp-proxy";
import { liveInterview } from "./live-interview";
import { expectStoredOnce, numbersIn, upTo } from "./typist";

const KEYSTROKES = 2_000;
const DRAWINGS = 200;
const SHAPES = 40;

const room = liveInterview();
let network: TcpProxy;

beforeAll(async () => {
  network = await startTcpProxy({ host: "127.0.0.1", port: room.port() });
});
afterAll(() => network.close());

test("2,000 keystrokes and 200 canvas changes made offline are merged once, while the other goes on", async () => {
  const { interviewId, host, candidate } = await room.begin();
  const ida = await room.enter(interviewId, host);
  const carl = await room.enter(interviewId, candidate, { port: network.port });
  carl.draw("shape-0", 0);
  await carl.untilSavedIs("saved");

  network.cut();
  await carl.untilSavedIs("offline");
  const othersTurn = KEYSTROKES / 20;
  for (let i = 1; i <= KEYSTROKES; i++) {
    carl.type(`c${i};`);
    if (i % (KEYSTROKES / DRAWINGS) === 0) carl.draw(`shape-${(i / 10) % SHAPES}`, i);
    if (i % othersTurn !== 0) continue;
    ida.type(`i${i / othersTurn};`);
    ida.draw("ida", i);
    await ida.untilSavedIs("saved");
  }
  expect(carl.saved).toEqual({ kind: "offline", waiting: KEYSTROKES + DRAWINGS, isKept: true });
  expect(numbersIn(ida.text, "c")).toEqual([]);

  network.restore();
  await carl.untilSavedIs("saved");
  await ida.untilContent(() => numbersIn(ida.text, "c").length >= KEYSTROKES);
  for (const person of [ida, carl]) {
    expect(numbersIn(person.text, "c")).toEqual(upTo(KEYSTROKES));
    expect(numbersIn(person.text, "i")).toEqual(upTo(20));
  }
  expect(elementsOf(ida.doc).size).toBe(SHAPES + 1);
  expect(carl.hash).toBe(ida.hash);
  expect(contentHash((await room.recorded(interviewId)).doc)).toBe(ida.hash);
  await expectStoredOnce(room, interviewId);
});

test("a tab closed while offline leaves its edits to the next one, which saves them once", async () => {
  const { interviewId, host, candidate } = await room.begin();
  const ida = await room.enter(interviewId, host);
  const first = await room.enter(interviewId, candidate, { port: network.port });
  network.cut();
  await first.untilSavedIs("offline");
  for (let i = 1; i <= 50; i++) first.type(`c${i};`);
  await first.leave();
  expect(numbersIn(ida.text, "c")).toEqual([]);

  network.restore();
  const { device } = first;
  const second = await room.enter(interviewId, candidate, { port: network.port, device });
  await second.untilSavedIs("saved");
  await ida.untilContent(() => numbersIn(ida.text, "c").length >= 50);
  expect(numbersIn(ida.text, "c")).toEqual(upTo(50));
  expect(second.hash).toBe(ida.hash);

  const third = await room.enter(interviewId, candidate, { port: network.port, device });
  await third.untilSavedIs("saved");
  expect(numbersIn(third.text, "c")).toEqual(upTo(50));
});

test("[J10] whose sign-in ends while offline is told so when the network is back, and keeps the rest", async () => {
  const { interviewId, host, candidate } = await room.begin();
  const ida = await room.enter(interviewId, host);
  const carl = await room.enter(interviewId, candidate, { port: network.port });
  network.cut();
  await carl.untilSavedIs("offline");
  carl.type("c1;");
  const { db } = room.services();
  await signOutHere(candidate.viewer, { db, now: new Date() });

  network.restore();
  await carl.until(({ status }) => status.kind === "closed", "the room says that it is over");
  expect(carl.state.status).toMatchObject({ reason: "signed-out" });
  expect(carl.saved).toEqual({ kind: "offline", waiting: 1, isKept: true });
  expect(numbersIn(ida.text, "c")).toEqual([]);
});
