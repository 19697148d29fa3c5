/** The way from the app to its database goes silent: lines stay open, and nothing comes back. */
import { setTimeout } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { describeSaved } from "@/app/interviews/[interviewId]/room/connection/saved-state";
import { contentHash } from "@/lib/room-document/content-hash";
import type { HeadlessPerson } from "../support/headless";
import { startTcpProxy, type TcpProxy } from "../support/tcp-proxy";
import { liveInterview } from "./live-interview";

const SILENCE_MS = 20_000;
const TYPING_EVERY_MS = 100;

let way: TcpProxy | undefined;
const room = liveInterview({
  databaseUrl: async (url) => {
    const through = new URL(url);
    const target = { host: through.hostname, port: Number(through.port) };
    way ??= await startTcpProxy(target);
    through.hostname = "127.0.0.1";
    through.port = String(way.port);
    return through.href;
  },
});
afterAll(() => way?.close());

function numbersIn(person: HeadlessPerson, letter: string): number[] {
  const tokens = person.text.matchAll(new RegExp(`${letter}(\\d+);`, "g"));
  return [...tokens].map((match) => Number(match[1]));
}

test("for 20 s of silence everybody sees that nothing is saved, and afterwards nothing is lost or doubled", async () => {
  const { interviewId, host, candidate } = await room.begin();
  const ida = await room.enter(interviewId, host);
  const carl = await room.enter(interviewId, candidate);
  const people = [
    { person: ida, letter: "i", typed: 0 },
    { person: carl, letter: "c", typed: 0 },
  ];
  const typeOnce = () => {
    for (const each of people) {
      each.typed += 1;
      each.person.type(`${each.letter}${each.typed};`);
    }
  };
  for (let i = 0; i < 10; i++) typeOnce();
  for (const { person } of people) await person.untilSavedIs("saved");

  way?.silence();
  const before = people.map(({ typed }) => typed);
  const until = performance.now() + SILENCE_MS;
  const commanded = ida.connection.command({ type: "pause" });
  const shown = new Set<string>();
  while (performance.now() < until) {
    typeOnce();
    await setTimeout(TYPING_EVERY_MS);
    for (const { person } of people) shown.add(person.saved.kind);
  }
  // Nobody is told that something typed in the silence is saved, nor shown what is not stored.
  expect(shown).toContain("not-saved");
  expect(shown).not.toContain("offline");
  for (const { person } of people) {
    expect(person.saved).toMatchObject({ kind: "not-saved", isKept: true });
    expect(person.waiting).toBeGreaterThan(0);
    expect(describeSaved(person.saved).label).toMatch(/^Not saved: \d+ changes kept/);
  }
  expect(numbersIn(ida, "c")).toHaveLength(before[1] ?? 0);
  const outcome = await commanded;
  expect(outcome).toMatchObject({ ok: false, code: "unavailable" });

  way?.restore();
  for (const { person } of people) await person.untilSavedIs("saved");
  for (const { person } of people)
    for (const { letter, typed } of people)
      await person.untilContent(() => numbersIn(person, letter).length >= typed);
  for (const { person } of people)
    for (const { letter, typed } of people)
      expect(numbersIn(person, letter)).toEqual(Array.from({ length: typed }, (_, i) => i + 1));
  expect(carl.hash).toBe(ida.hash);
  expect(contentHash((await room.recorded(interviewId)).doc)).toBe(ida.hash);
  const edits = await room.storedEdits(interviewId);
  expect(new Set(edits.map(({ sender, seq }) => `${sender}/${seq}`)).size).toBe(edits.length);
  expect(await ida.connection.command({ type: "adjust", phase: 0, minutes: 1 })).toEqual({
    ok: true,
  });
});
