import { expect, test } from "vitest";
import { findParticipants } from "../db/interviews";
import { acceptInvite, openInvite } from "./join-interview";
import { loadInterview } from "./load-interview";
import { loadRoom } from "./load-room";
import { changeJoinLink, leaveInterview, listJoinLinks, removeParticipant } from "./manage-people";
import { gatherNotices } from "./testing/gather-notices";
import { interviewDatabase, unwrap } from "./testing/interview-database";

const { context, person, create, token, join, command } = interviewDatabase();

const NOT_FOUND = { ok: false, code: "not-found" };
const NOT_ALLOWED = { ok: false, code: "not-allowed" };

test("a removed person loses room, overview and the link they came by", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  const link = await token(ana, id, "candidate");
  const ben = await join(ana, id, "candidate", "Ben");
  expect((await loadRoom(ben, id, context())).ok).toBe(true);

  const notices = await gatherNotices(async () =>
    expect(await removeParticipant(ana, id, 2, context())).toEqual({ ok: true, value: null }),
  );
  expect(notices).toEqual([{ type: "participant-removed", interviewId: id, participant: 2 }]);
  expect(await loadRoom(ben, id, context())).toEqual(NOT_FOUND);
  expect(await loadInterview(ben, id, context())).toEqual(NOT_FOUND);
  expect(await acceptInvite(ben, link, context())).toEqual(NOT_FOUND);
  expect(await openInvite(ben, link, context())).toEqual(NOT_FOUND);
});

test("the free seat is taken by the next person, or by the removed one with a new link", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  const ben = await join(ana, id, "candidate", "Ben");
  await removeParticipant(ana, id, 2, context());
  await join(ana, id, "candidate", "Cem");
  expect(await acceptInvite(ben, await token(ana, id, "candidate"), context())).toEqual({
    ok: false,
    code: "taken",
  });
  await removeParticipant(ana, id, 3, context());
  unwrap(await acceptInvite(ben, await token(ana, id, "candidate"), context()));
  expect(await findParticipants(context().db, id)).toMatchObject([
    { number: 1, name: "Ana" },
    { number: 2, name: "Ben", role: "candidate", removedAt: null },
    { number: 3, name: "Cem", removedAt: expect.any(Date) },
  ]);
});

test("a removed interviewer has seen every link, so every link is replaced", async () => {
  const ana = await person("Ana");
  const id = await create(ana, { role: "candidate" });
  const ivy = await join(ana, id, "interviewer", "Ivy");
  const seen = unwrap(await listJoinLinks(ivy, id, context()));
  expect(seen).toHaveLength(2);
  unwrap(await removeParticipant(ana, id, 2, context()));
  for (const { path } of seen)
    expect(await acceptInvite(ivy, (path ?? "").replace("/join/", ""), context())).toEqual(
      NOT_FOUND,
    );
  expect(unwrap(await listJoinLinks(ana, id, context()))).toHaveLength(2);
});

test("removing somebody opens no link that had been revoked", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  await join(ana, id, "observer", "Olga");
  await changeJoinLink(ana, id, "observer", "revoke", context());
  unwrap(await removeParticipant(ana, id, 2, context()));
  const roles = unwrap(await listJoinLinks(ana, id, context())).map((link) => link.role);
  expect(roles).not.toContain("observer");
});

test("the host cannot be removed, and nobody twice", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  const ivy = await join(ana, id, "interviewer", "Ivy");
  expect(await removeParticipant(ivy, id, 1, context())).toEqual({ ok: false, code: "host-stays" });
  await join(ana, id, "observer", "Olga");
  unwrap(await removeParticipant(ivy, id, 3, context()));
  expect(await removeParticipant(ivy, id, 3, context())).toEqual(NOT_FOUND);
  expect(await removeParticipant(ivy, id, 99, context())).toEqual(NOT_FOUND);
});

test("candidates and observers see no links and remove nobody", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  const ben = await join(ana, id, "candidate", "Ben");
  const olga = await join(ana, id, "observer", "Olga");
  for (const viewer of [ben, olga]) {
    expect(await listJoinLinks(viewer, id, context())).toEqual(NOT_ALLOWED);
    expect(await changeJoinLink(viewer, id, "observer", "reissue", context())).toEqual(NOT_ALLOWED);
    expect(await removeParticipant(viewer, id, 1, context())).toEqual(NOT_ALLOWED);
    const overview = unwrap(await loadInterview(viewer, id, context()));
    expect(overview.links).toBeNull();
    expect(overview.can).toMatchObject({ remove: false, delete: false, cancel: false });
    expect(unwrap(await loadRoom(viewer, id, context())).joinLinks).toBeNull();
  }
});

test("a host who is the candidate hands out links without seeing the brief", async () => {
  const ana = await person("Ana");
  const id = await create(ana, { role: "candidate" });
  const room = unwrap(await loadRoom(ana, id, context()));
  expect(room.joinLinks?.map((link) => link.role)).toEqual(["interviewer", "observer"]);
  expect(room.guide).toBeNull();
});

test("who leaves frees the seat, loses sight of the interview, and may come back by a link", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  const link = await token(ana, id, "candidate");
  const ben = await join(ana, id, "candidate", "Ben");
  const notices = await gatherNotices(() => leaveInterview(ben, id, context()));
  expect(notices).toEqual([{ type: "participant-removed", interviewId: id, participant: 2 }]);
  expect(await loadInterview(ben, id, context())).toEqual(NOT_FOUND);
  expect(await leaveInterview(ben, id, context())).toEqual(NOT_FOUND);
  unwrap(await acceptInvite(ben, link, context()));
  expect(unwrap(await loadInterview(ben, id, context())).myRole).toBe("candidate");
});

test("links end with the interview", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  await command(id, { type: "start" });
  await command(id, { type: "end" });
  expect(await listJoinLinks(ana, id, context())).toEqual(NOT_ALLOWED);
  expect(await changeJoinLink(ana, id, "observer", "reissue", context())).toEqual(NOT_ALLOWED);
  expect(unwrap(await loadInterview(ana, id, context())).links).toBeNull();
});
