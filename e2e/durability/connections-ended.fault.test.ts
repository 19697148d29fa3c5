/** Every connection of the database is ended, twice a second, while people type and the host leads. */
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { queryOnce } from "../../server/db/query-once";
import { liveInterview } from "./live-interview";
import { expectConverged, expectStoredOnce, typist } from "./typist";

const FOR_MS = 30_000;
const EVERY_MS = 500;
/** A fast typist's pace. */
const KEYSTROKE_MS = 50;

const room = liveInterview();

test("with all connections ended every 500 ms for 30 s work goes on, and everything is saved once", async () => {
  const { interviewId, host, candidate } = await room.begin();
  const ida = await room.enter(interviewId, host);
  const typists = [typist(ida, "a"), typist(await room.enter(interviewId, candidate), "b")];
  for (const each of typists) each.burst(1);
  for (const { person } of typists) await person.untilSavedIs("saved");
  const versionBefore = ida.state.interview?.version ?? 0;

  for (const each of typists) each.start(() => setTimeout(KEYSTROKE_MS));
  const progress: number[] = [];
  const outcomes: boolean[] = [];
  const latecomer = setTimeout(FOR_MS / 3).then(() => room.enter(interviewId, candidate));
  for (let round = 0; round < FOR_MS / EVERY_MS; round++) {
    const [ended] = await queryOnce<{ count: string }>(
      room.databaseUrl(),
      `SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    expect(ended).toBeDefined();
    const command = { type: round % 2 === 0 ? "pause" : "resume" } as const;
    const asked = ida.connection.command(command).then((outcome) => outcomes.push(outcome.ok));
    await Promise.all([asked, setTimeout(EVERY_MS)]);
    progress.push(typists.reduce((sum, each) => sum + each.acknowledged(), 0));
  }
  for (const each of typists) await each.stop();

  // Not only afterwards: edits were stored all along.
  expect(new Set(progress).size).toBeGreaterThan(progress.length / 2);
  expect(room.output()).not.toContain("A fault nobody caught");
  // A command of unknown outcome may have taken effect, and each one at most once.
  const succeeded = outcomes.filter(Boolean).length;
  expect(await ida.connection.command({ type: "adjust", phase: 0, minutes: 1 })).toEqual({
    ok: true,
  });
  const steps = (ida.state.interview?.version ?? 0) - versionBefore - 1;
  expect(steps).toBeGreaterThanOrEqual(succeeded);
  expect(steps).toBeLessThanOrEqual(outcomes.length);

  await expectConverged(room, interviewId, typists, "afterwards");
  const late = await latecomer;
  await late.untilContent(() => late.hash === ida.hash);
  await expectStoredOnce(room, interviewId);
});
