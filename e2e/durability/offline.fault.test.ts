/** One person's network goes away while the other goes on. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { contentHash } from "@/lib/room-document/content-hash";
import { elementsOf } from "@/lib/room-document/roots";
import type { HeadlessPerson } from "../support/headless";
import { startTcpProxy, type TcpProxy } from "../support/tcp-proxy";
import { liveInterview } from "./live-interview";

const KEYSTROKES = 2_000;
const DRAWINGS = 200;
const SHAPES = 40;

const room = liveInterview();
let network: TcpProxy;

beforeAll(async () => {
  network = await startTcpProxy({ host: "127.0.0.1", port: room.port() });
});
afterAll(() => network.close());

/** The numbers of one person's tokens, in the order of the text. */
function numbersIn(person: HeadlessPerson, letter: string): number[] {
  const tokens = person.text.matchAll(new RegExp(`${letter}(\\d+);`, "g"));
  return [...tokens].map((match) => Number(match[1]));
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

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
  expect(numbersIn(ida, "c")).toEqual([]);

  network.restore();
  await carl.untilSavedIs("saved");
  await ida.untilContent(() => numbersIn(ida, "c").length >= KEYSTROKES);
  for (const person of [ida, carl]) {
    expect(numbersIn(person, "c")).toEqual(upTo(KEYSTROKES));
    expect(numbersIn(person, "i")).toEqual(upTo(20));
  }
  expect(elementsOf(ida.doc).size).toBe(SHAPES + 1);
  expect(carl.hash).toBe(ida.hash);
  expect(contentHash((await room.recorded(interviewId)).doc)).toBe(ida.hash);
  const edits = await room.storedEdits(interviewId);
  expect(new Set(edits.map(({ sender, seq }) => `${sender}/${seq}`)).size).toBe(edits.length);
});

test("a tab closed while offline leaves its edits to the next one, which saves them once", async () => {
  const { interviewId, host, candidate } = await room.begin();
  const ida = await room.enter(interviewId, host);
  const first = await room.enter(interviewId, candidate, { port: network.port });
  network.cut();
  await first.untilSavedIs("offline");
  for (let i = 1; i <= 50; i++) first.type(`c${i};`);
  await first.leave();
  expect(numbersIn(ida, "c")).toEqual([]);

  network.restore();
  const { device } = first;
  const second = await room.enter(interviewId, candidate, { port: network.port, device });
  await second.untilSavedIs("saved");
  await ida.untilContent(() => numbersIn(ida, "c").length >= 50);
  expect(numbersIn(ida, "c")).toEqual(upTo(50));
  expect(second.hash).toBe(ida.hash);

  const third = await room.enter(interviewId, candidate, { port: network.port, device });
  await third.untilSavedIs("saved");
  expect(numbersIn(third, "c")).toEqual(upTo(50));
});
