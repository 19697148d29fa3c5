/** Between the question who may enter and the entering lies a wait; what happens in it counts. */
import { expect, test } from "vitest";
import type { Db } from "../db/client";
import { removeParticipant } from "../services/manage-people";
import { signOutHere } from "../services/sign-out";
import { interviewDatabase, unwrap } from "../services/testing/interview-database";
import { liveServer } from "./testing/live-server";

const data = interviewDatabase();
const db = () => data.context().db;
const TOMORROW = new Date(Date.now() + 24 * 60 * 60_000);
const TAB = { sender: 71, clientId: 710 };

/**
 * A client that is held back, until `release`, where the first to come opens the lobby: who may enter has
 * been asked by then, and nobody has entered.
 */
function slowLobby(): { slow: Db; isAdmitted: Promise<void>; release(): void } {
  let tell = () => {};
  let release = () => {};
  const isAdmitted = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow = db().$extends({
    query: {
      async $queryRaw({ args, query }) {
        tell();
        await released;
        return query(args);
      },
    },
  });
  // An extended client has everything the other has, but the compiler compares every overload.
  return { slow: slow as unknown as Db, isAdmitted, release };
}

test("[J6] somebody who is removed between asking to enter and entering does not get in", async () => {
  const { slow, isAdmitted, release } = slowLobby();
  const server = await liveServer(slow, data.url());
  const host = await data.person("Ida");
  const interviewId = await data.create(host, { scheduledFor: TOMORROW });
  const viewer = await data.join(host, interviewId, "observer", "Olga");
  const joining = server.dial(viewer).join(interviewId, TAB);
  await isAdmitted;
  unwrap(await removeParticipant(host, interviewId, 2, data.context()));
  release();
  expect(await joining).toMatchObject({ ok: false, code: "not-found" });
});

test("[J6] a connection that was made before its person signed out enters no room", async () => {
  const server = await liveServer(db(), data.url());
  const host = await data.person("Ida");
  const interviewId = await data.create(host);
  const page = server.dial(host);
  // The handshake is done, and nobody has joined a namespace that a sign-out could close.
  page.room.io.open();
  await new Promise<void>((resolve) => page.room.io.once("open", resolve));
  await signOutHere(host, { db: db(), now: new Date() });
  expect(await page.join(interviewId, TAB)).toMatchObject({ ok: false, code: "not-found" });
});
