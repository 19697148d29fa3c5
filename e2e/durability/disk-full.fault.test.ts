/** The disk with the app's data is full, and some time later it is not any more. */
import { randomBytes } from "node:crypto";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/domain/viewer";
import { queryOnce } from "../../server/db/query-once";
import { embeddedPostmaster } from "../support/embedded-database";
import { makeSmallDisk, type SmallDisk } from "../support/small-disk";
import { liveInterview } from "./live-interview";
import { expectConverged, expectStoredOnce, typist } from "./typist";

/** A new database takes some 60 of them. */
const DISK_MEGABYTES = 160;
/** More than fits into pages that are begun, and cannot be compressed. */
const LARGE_EDIT_BYTES = 60_000;
/** So often the writer has tried in vain before the space is freed. */
const TRIES_IN_VAIN = 5;
const TYPING_EVERY_MS = 100;

let disk: SmallDisk | undefined;
const room = liveInterview({
  dataDir: () => {
    disk ??= makeSmallDisk(DISK_MEGABYTES);
    return path.join(disk.folder, "data");
  },
});
afterAll(() => disk?.remove());

const isReady = async (viewer: Viewer) => (await room.get("/health/ready", viewer)).ok;

const postmaster = () => embeddedPostmaster(path.join(disk?.folder ?? "", "data"));

/** Fills what of the database's log was set aside, one piece after the other, until it gives up. */
async function exhaustLog(): Promise<void> {
  for (;;) {
    try {
      await queryOnce(
        room.databaseUrl(),
        "SELECT pg_logical_emit_message(false, 'full', ''), pg_switch_wal()",
      );
    } catch {
      // It cannot go on: this is what was wanted.
      return;
    }
  }
}

test.each([
  ["tables", false],
  // Without room for its log Postgres gives up altogether, and cannot start again either.
  ["the database's own log", true],
])("with no room for %s nothing is acknowledged, and it recovers alone", async (_, isLogFull) => {
  const { interviewId, host, candidate } = await room.begin();
  const ida = await room.enter(interviewId, host);
  const typists = [typist(ida, "a"), typist(await room.enter(interviewId, candidate), "b")];
  for (const each of typists) each.burst(20);
  for (const { person } of typists) await person.untilSavedIs("saved");

  const database = postmaster();
  disk?.fill();
  if (isLogFull) {
    await exhaustLog();
    await expect.poll(postmaster, { timeout: 30_000 }).not.toEqual(database);
  }
  // Nothing that comes after these finds room.
  for (const { person } of typists) person.type(randomBytes(LARGE_EDIT_BYTES / 2).toString("hex"));
  for (const each of typists) each.burst(1);
  for (const { person } of typists) await person.untilSavedIs("not-saved");
  const acknowledged = typists.map((each) => each.acknowledged());
  const failures = () => room.output().split("Could not store; trying again").length - 1;
  const before = failures();
  while (failures() < before + TRIES_IN_VAIN) {
    for (const each of typists) each.burst(1);
    await setTimeout(TYPING_EVERY_MS);
  }
  expect(typists.map((each) => each.acknowledged())).toEqual(acknowledged);
  for (const { person } of typists) expect(person.saved).toMatchObject({ kind: "not-saved" });
  expect(await isReady(host.viewer)).toBe(false);
  expect(await ida.connection.command({ type: "pause" })).toMatchObject({
    ok: false,
    code: "unavailable",
  });

  disk?.free();
  await expectConverged(room, interviewId, typists, "with space again");
  await expectStoredOnce(room, interviewId);
  expect(await isReady(host.viewer)).toBe(true);
  expect(await ida.connection.command({ type: "pause" })).toEqual({ ok: true });
});
