/** The way from the app to its database goes silent: lines stay open, and nothing comes back. */
import { setTimeout } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { describeSaved } from "@/app/interviews/[interviewId]/room/connection/saved-state";
import { eventually } from "@/lib/testing/eventually";
import { startTcpProxy, type TcpProxy } from "../support/tcp-proxy";
import { liveInterview } from "./live-interview";
import { expectConverged, expectStoredOnce, numbersIn, typist } from "./typist";

const SILENCE_MS = 60_000;
const ROOMS = 4;
const TYPE_EVERY_MS = 200;

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

/** A room with two people in it. */
async function openRoom() {
  const { interviewId, host, candidate } = await room.begin();
  const ida = await room.enter(interviewId, host);
  const carl = await room.enter(interviewId, candidate);
  const typists = [typist(ida, "i"), typist(carl, "c")] as const;
  for (const each of typists) each.burst(10);
  for (const { person } of typists) await person.untilSavedIs("saved");
  await carl.untilContent(() => numbersIn(carl.text, "i").length === 10);
  return { interviewId, ida, carl, typists, shown: new Set<string>() };
}

test("for 60 s of silence in four rooms everybody sees that nothing is saved and where the others are, and afterwards all of it is saved once", async () => {
  const rooms = [];
  for (let i = 0; i < ROOMS; i++) rooms.push(await openRoom());
  const [first] = rooms;
  if (!first) throw new Error("There is a room.");

  way?.silence();
  const since = performance.now();
  const commanded = first.ida.connection.command({ type: "pause" });
  for (const { typists } of rooms)
    for (const each of typists) each.start(() => setTimeout(TYPE_EVERY_MS));
  for (const { typists } of rooms)
    for (const { person } of typists) await person.untilSavedIs("not-saved");
  for (let x = 1; performance.now() - since < SILENCE_MS; x++) {
    for (const { ida, carl, typists, shown } of rooms) {
      ida.point(x);
      await eventually(() => expect([...carl.pointers.values()]).toEqual([x]));
      for (const { person } of typists) shown.add(person.saved.kind);
    }
    await setTimeout(TYPE_EVERY_MS);
  }
  for (const { ida, carl, typists, shown } of rooms) {
    expect([...shown]).toEqual(["not-saved"]);
    for (const { person } of typists) {
      expect(person.saved).toMatchObject({ kind: "not-saved", isKept: true });
      expect(person.waiting).toBeGreaterThan(0);
      expect(describeSaved(person.saved).label).toMatch(/^Not saved: \d+ changes kept/);
    }
    // Nobody is shown what is not stored.
    expect(numbersIn(ida.text, "c")).toHaveLength(10);
    expect(numbersIn(carl.text, "i")).toHaveLength(10);
  }
  // Whether it happened cannot be known yet; the next one is refused before it could.
  expect(await commanded).toMatchObject({ ok: false, code: "outcome-unknown" });
  expect(await first.ida.connection.command({ type: "pause" })).toMatchObject({
    ok: false,
    code: "unavailable",
  });

  way?.restore();
  for (const { interviewId, ida, typists } of rooms) {
    for (const each of typists) await each.stop();
    await expectConverged(room, interviewId, typists, "after the silence");
    await expectStoredOnce(room, interviewId);
    expect(await ida.connection.command({ type: "adjust", phase: 0, minutes: 1 })).toEqual({
      ok: true,
    });
  }
});
