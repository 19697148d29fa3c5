import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { MAX_INTERVIEWERS, MAX_OBSERVERS } from "@/lib/domain/roles";
import { findParticipants } from "../db/interviews";
import { acceptInvite, openInvite } from "./join-interview";
import { changeJoinLink, listJoinLinks } from "./manage-people";
import { gatherNotices } from "./testing/gather-notices";
import { interviewDatabase, unwrap } from "./testing/interview-database";

const { context, person, create, token, join, command } = interviewDatabase();

const NOT_FOUND = { ok: false, code: "not-found" };
const ROUNDS = 20;

test("the same link is shown every time, while the database holds only its hash", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  const first = await token(ana, id, "candidate");
  expect(await token(ana, id, "candidate")).toBe(first);
  expect(Buffer.from(first, "base64url")).toHaveLength(32);

  const rows = await context().db.invite.findMany({ where: { interviewId: id } });
  const hash = createHash("sha256").update(first).digest("hex");
  expect(rows.map((row) => Buffer.from(row.tokenHash).toString("hex"))).toContain(hash);
  const stored = JSON.stringify(rows);
  expect(stored).not.toContain(first);
});

test("with another secret the stored links cannot be shown, only made anew", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  const other = { ...context(), secret: "the secret after a move" };
  expect(unwrap(await listJoinLinks(ana, id, other)).map((link) => link.path)).toEqual([
    null,
    null,
    null,
  ]);
  unwrap(await changeJoinLink(ana, id, "candidate", "reissue", other));
  const anew = unwrap(await listJoinLinks(ana, id, other));
  expect(anew.find((link) => link.role === "candidate")?.path).toMatch(/^\/join\/[\w-]{43}$/);
});

test("a link tells who asks and what for, and never who else is there", async () => {
  const ana = await person("Ana");
  const id = await create(ana, { level: "staff" });
  await join(ana, id, "observer", "Olga the observer");
  const opened = unwrap(await openInvite(null, await token(ana, id, "candidate"), context()));
  expect(opened).toMatchObject({
    role: "candidate",
    hostName: "Ana",
    level: "staff",
    lengthMinutes: 45,
    status: "lobby",
    myRole: null,
    isFull: false,
  });
  expect(JSON.stringify(opened)).not.toContain("Olga");
});

test("wrong, revoked, expired and malformed links are answered alike", async () => {
  const ana = await person("Ana");
  const ben = await person("Ben");
  const id = await create(ana);
  const revoked = await token(ana, id, "interviewer");
  await changeJoinLink(ana, id, "interviewer", "revoke", context());
  const expired = await token(ana, id, "observer");
  await context().db.invite.updateMany({
    where: { interviewId: id, role: "observer" },
    data: { expiresAt: new Date(Date.now() - 1) },
  });
  const wrong = randomBytes(32).toString("base64url");
  for (const bad of [revoked, expired, wrong, "", "x", `${wrong}\0`, `${wrong}x`, "é".repeat(43)]) {
    expect(await openInvite(ben, bad, context())).toEqual(NOT_FOUND);
    expect(await openInvite(null, bad, context())).toEqual(NOT_FOUND);
    expect(await acceptInvite(ben, bad, context())).toEqual(NOT_FOUND);
  }
  expect(await findParticipants(context().db, id)).toHaveLength(1);
});

test("a reissued link replaces the old one, and who has joined stays", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  const old = await token(ana, id, "observer");
  await join(ana, id, "observer", "Olga");
  unwrap(await changeJoinLink(ana, id, "observer", "reissue", context()));
  const fresh = await token(ana, id, "observer");
  expect(fresh).not.toBe(old);
  expect(await acceptInvite(await person("Late"), old, context())).toEqual(NOT_FOUND);
  expect((await acceptInvite(await person("Late"), fresh, context())).ok).toBe(true);
  expect(await findParticipants(context().db, id)).toHaveLength(3);
});

test("the candidate's seat goes to one of two who accept at the same instant", async () => {
  const ana = await person("Ana");
  const [ben, cem] = [await person("Ben"), await person("Cem")];
  for (let round = 0; round < ROUNDS; round++) {
    const id = await create(ana);
    const link = await token(ana, id, "candidate");
    const answers = await Promise.all([
      acceptInvite(ben, link, context()),
      acceptInvite(cem, link, context()),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.find((answer) => !answer.ok)).toEqual({ ok: false, code: "taken" });
    const people = await findParticipants(context().db, id);
    expect(people.filter((one) => one.role === "candidate")).toHaveLength(1);
    const opened = unwrap(await openInvite(null, link, context()));
    expect(opened.isFull).toBe(true);
  }
});

test("one person who accepts in several tabs at once takes one seat", async () => {
  const ana = await person("Ana");
  const ben = await person("Ben");
  for (let round = 0; round < ROUNDS; round++) {
    const id = await create(ana);
    const link = await token(ana, id, "candidate");
    const notices = await gatherNotices(async () => {
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => acceptInvite(ben, link, context())),
      );
      expect(answers.every((answer) => answer.ok)).toBe(true);
    });
    expect(await findParticipants(context().db, id)).toHaveLength(2);
    expect(notices).toEqual([{ type: "people-changed", interviewId: id }]);
  }
});

test.each([
  ["interviewer", MAX_INTERVIEWERS - 1],
  ["observer", MAX_OBSERVERS],
] as const)("of ten who press the %s's link at once, %i get in", async (role, seats) => {
  const ana = await person("Ana");
  const id = await create(ana);
  const link = await token(ana, id, role);
  const crowd = await Promise.all(Array.from({ length: 10 }, (_, i) => person(`Guest ${i}`)));
  const answers = await Promise.all(crowd.map((guest) => acceptInvite(guest, link, context())));
  expect(answers.filter((answer) => answer.ok)).toHaveLength(seats);
  for (const answer of answers) if (!answer.ok) expect(answer).toEqual({ ok: false, code: "full" });
  const people = await findParticipants(context().db, id);
  expect(people).toHaveLength(1 + seats);
  expect(new Set(people.map((one) => one.number)).size).toBe(people.length);
});

test("whoever has a part already is asked, and keeps it", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  const ben = await join(ana, id, "candidate", "Ben");
  const link = await token(ana, id, "interviewer");
  expect(unwrap(await openInvite(ben, link, context()))).toMatchObject({
    role: "interviewer",
    myRole: "candidate",
  });
  for (const wrong of [
    await acceptInvite(ben, link, context()),
    await acceptInvite(ana, await token(ana, id, "candidate"), context()),
  ])
    expect(wrong).toEqual({ ok: false, code: "other-role" });
  expect((await findParticipants(context().db, id)).map((one) => one.role)).toEqual([
    "interviewer",
    "candidate",
  ]);
});

test("nobody takes the place of somebody who practises alone", async () => {
  const ana = await person("Ana");
  const id = await create(ana, { role: "solo" });
  unwrap(await changeJoinLink(ana, id, "candidate", "reissue", context()));
  expect(
    await acceptInvite(await person("Ben"), await token(ana, id, "candidate"), context()),
  ).toEqual({ ok: false, code: "taken" });
});

test("one can join while the interview runs, and not after its end", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  const link = await token(ana, id, "observer");
  await command(id, { type: "start" });
  expect((await acceptInvite(await person("Early"), link, context())).ok).toBe(true);
  await command(id, { type: "end" });
  expect(await acceptInvite(await person("Late"), link, context())).toEqual({
    ok: false,
    code: "ended",
  });
  expect(unwrap(await openInvite(null, link, context())).status).toBe("debrief");
});
