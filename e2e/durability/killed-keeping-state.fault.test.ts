/** The server is killed while a whole state of the document is on its way into the database. */
import { afterAll, expect, test } from "vitest";
import { rebuildDocument } from "@/lib/recording/rebuild";
import { contentHash } from "@/lib/room-document/content-hash";
import { type StatementGate, type StopPoint, startStatementGate } from "../support/statement-gate";
import { liveInterview } from "./live-interview";
import { expectConverged, expectStoredOnce, numbersIn, storedText, typist, upTo } from "./typist";

const ROUNDS = 20;
const POINTS: readonly StopPoint[] = ["unsent", "half-sent", "executed", "committed"];

let gate: StatementGate | undefined;
const room = liveInterview({
  waitsAtDoor: true,
  databaseUrl: async (url) => {
    gate ??= await startStatementGate(url);
    return gate.url;
  },
});
afterAll(() => gate?.close());

test(`killed ${ROUNDS} times while it keeps a whole state, the log tells the same document without it`, async () => {
  const { interviewId, host, candidate } = await room.begin();
  const ida = await room.enter(interviewId, host);
  const typists = [typist(ida, "a"), typist(await room.enter(interviewId, candidate), "b")];

  for (let round = 0; round < ROUNDS; round++) {
    const point = POINTS[round % POINTS.length] ?? "unsent";
    const where = `round ${round}, ${point}`;
    for (const each of typists) each.burst(3);
    for (const { person } of typists) await person.untilSavedIs("saved");
    const before = (await room.keyframes(interviewId)).length;

    // The end of a phase is where people seek to, so a whole state is kept there.
    const stopped = gate?.stopNext("log_put_keyframe", point);
    const from = round % 2;
    const step =
      from === 0 ? ({ type: "advance", from } as const) : ({ type: "back", from } as const);
    expect(await ida.connection.command(step)).toEqual({ ok: true });
    await stopped;
    for (const each of typists) each.burst(3);
    const { restart } = await room.kill();
    for (const { person } of typists) await person.untilSavedIs("offline");

    const kept = await room.keyframes(interviewId);
    expect(kept.length, where).toBe(point === "committed" ? before + 1 : before);
    expect(
      kept.every(({ isIntact }) => isIntact),
      where,
    ).toBe(true);
    const text = await storedText(room, interviewId);
    for (const { letter, acknowledged } of typists)
      expect(numbersIn(text, letter).slice(0, acknowledged()), where).toEqual(upTo(acknowledged()));

    await restart();
    await expectConverged(room, interviewId, typists, where);
    const fromLog = rebuildDocument(null, await room.entries(interviewId));
    expect(contentHash(fromLog.doc), where).toBe(ida.hash);
  }
  await expectStoredOnce(room, interviewId);
});
