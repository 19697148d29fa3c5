/** The database is killed in the middle of a commit, and started again by the one who watches over it. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { migrate } from "../../server/db/migrate";
import { queryOnce } from "../../server/db/query-once";
import { startEmbeddedPostgres } from "../../server/embedded-postgres/start";
import { embeddedPostmaster } from "../support/embedded-database";
import { type StatementGate, type StopPoint, startStatementGate } from "../support/statement-gate";
import { liveInterview } from "./live-interview";
import { expectConverged, expectStoredOnce, numbersIn, storedText, typist, upTo } from "./typist";

const ROUNDS = 20;
/** Inside `committing` the log is not written yet: the database is told to take its time over that. */
const POINTS: readonly StopPoint[] = ["executed", "committing", "committed"];
/** Postgres's longest, in microseconds. */
const SETTINGS = { commit_delay: "100000", commit_siblings: "0" };

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "dryrun database "));
fs.chmodSync(dataDir, 0o755);
let gate: StatementGate | undefined;
const room = liveInterview({
  makeDatabase: async () => {
    const { url, stop } = await startEmbeddedPostgres({ dataDir, settings: SETTINGS });
    await migrate(url);
    const drop = async () => {
      await stop();
      fs.rmSync(dataDir, { recursive: true });
    };
    return { url, drop };
  },
  databaseUrl: async (url) => {
    gate ??= await startStatementGate(url);
    return gate.url;
  },
});
afterAll(() => gate?.close());

/** The server first, so that it does not tidy up after the others. */
function killDatabase(): void {
  const server = embeddedPostmaster(dataDir)?.pid;
  if (server === undefined) throw new Error("The database does not run");
  const children = fs
    .readFileSync(`/proc/${server}/task/${server}/children`, "utf8")
    .split(" ")
    .filter(Boolean)
    .map(Number);
  for (const pid of [server, ...children]) process.kill(pid, "SIGKILL");
}

async function untilDatabaseIsBack(): Promise<void> {
  await expect
    .poll(() => queryOnce(room.databaseUrl(), "SELECT 1 AS one").catch(() => null), {
      timeout: 60_000,
    })
    .toEqual([{ one: 1 }]);
}

test(`with its database killed ${ROUNDS} times in mid-commit it loses and doubles nothing, and nobody does anything`, async () => {
  const { interviewId, host, candidate } = await room.begin();
  const ida = await room.enter(interviewId, host);
  const typists = [typist(ida, "a"), typist(await room.enter(interviewId, candidate), "b")];

  for (let round = 0; round < ROUNDS; round++) {
    const point = POINTS[round % POINTS.length] ?? "executed";
    const where = `round ${round}, ${point}`;
    for (const each of typists) each.burst(1);
    for (const { person } of typists) await person.untilSavedIs("saved");
    const stopped = gate?.stopNext("log_append", point);
    for (const each of typists) each.burst(3);
    await stopped;
    for (const each of typists) each.burst(3);
    const acknowledged = typists.map((each) => each.acknowledged());
    killDatabase();

    await untilDatabaseIsBack();
    // By now the app may have stored again what it was never told about.
    const text = await storedText(room, interviewId);
    for (const [i, { letter }] of typists.entries())
      expect(numbersIn(text, letter).slice(0, acknowledged[i]), where).toEqual(
        upTo(acknowledged[i] ?? 0),
      );
    await expectConverged(room, interviewId, typists, where);
  }
  await expectStoredOnce(room, interviewId);
  expect(await ida.connection.command({ type: "pause" })).toEqual({ ok: true });
});
