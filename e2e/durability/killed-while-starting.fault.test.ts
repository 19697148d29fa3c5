/** The server is killed again and again before it is up. */
import { afterAll, expect, test } from "vitest";
import { type StatementGate, startStatementGate } from "../support/statement-gate";
import { liveInterview } from "./live-interview";
import { expectConverged, expectStoredOnce, typist } from "./typist";

/** Statements of a start, from its first to its last, and where in them it is killed. */
const STEPS = [
  ["_prisma_migrations", "unsent"],
  ["content_versions", "executed"],
  ["log_append", "half-sent"],
  ["empty_since", "unsent"],
  ["empty_since", "committed"],
] as const;

let gate: StatementGate | undefined;
const room = liveInterview({
  databaseUrl: async (url) => {
    gate ??= await startStatementGate(url);
    return gate.url;
  },
});
afterAll(() => gate?.close());

test(`killed ${STEPS.length} times in a row while it starts, it comes up at last and nobody has to do anything`, async () => {
  const { interviewId, host, candidate } = await room.begin();
  const typists = [
    typist(await room.enter(interviewId, host), "a"),
    typist(await room.enter(interviewId, candidate), "b"),
  ];
  for (const each of typists) each.burst(20);
  for (const { person } of typists) await person.untilSavedIs("saved");
  const at = room.port();
  await room.kill();
  for (const { person } of typists) await person.untilSavedIs("offline");

  for (const [statement, point] of STEPS) {
    for (const each of typists) each.burst(5);
    const stopped = gate?.stopNext(statement, point);
    await room.killWhileStarting(at, Promise.resolve(stopped));
    // It did come as far as that: a statement that is not part of a start would be waited for in vain.
    await stopped;
    for (const { person } of typists) expect(person.saved.kind).toBe("offline");
  }
  await room.restartAt(at);
  await expectConverged(room, interviewId, typists, "after five starts in vain");
  await expectStoredOnce(room, interviewId);
});
