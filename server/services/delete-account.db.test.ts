import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { InterviewId, type UserId } from "@/lib/domain/ids";
import type { ParticipantRole } from "@/lib/domain/roles";
import type { Viewer } from "@/lib/domain/viewer";
import { insertInterview } from "../db/interviews";
import { deleteAccount, previewDeletion } from "./delete-account";
import { enterAsGuest } from "./enter-as-guest";
import { signedInViewer } from "./signed-in-viewer";
import { gatherNotices } from "./testing/gather-notices";
import { peopleDatabase } from "./testing/people-database";

const people = peopleDatabase();

async function person(name: string): Promise<Viewer> {
  const result = await enterAsGuest(name, null, people());
  if (!result.ok) throw new Error(result.code);
  const viewer = await signedInViewer(result.value.signInId, people());
  if (!viewer) throw new Error("not signed in");
  return viewer;
}

async function interviewOf(host: Viewer, hostRole: ParticipantRole): Promise<InterviewId> {
  const id = InterviewId.parse(randomUUID());
  const content = { id: "x", version: 1 };
  await insertInterview(people().db, {
    id,
    hostId: host.userId,
    hostRole,
    scheduledFor: null,
    level: "senior",
    mode: "exam",
    lengthMinutes: 45,
    case: content,
    framework: content,
    rubric: content,
    plan: [{ phaseId: "all", name: "All of it", minutes: 45, isScored: true }],
    callLink: null,
    state: { status: "lobby" },
    sharedStarter: new Uint8Array([1]),
    privateStarter: new Uint8Array([2]),
    invites: [],
  });
  return id;
}

async function seat(
  interviewId: InterviewId,
  userId: UserId,
  number: number,
  role: ParticipantRole,
): Promise<void> {
  await people().db.participant.create({ data: { interviewId, userId, number, role } });
}

/** Everything that is stored of an interview, by table. */
async function countRows(logs: { sharedLog: bigint; privateLog: bigint }) {
  const { db } = people();
  const of = async (log: bigint) => ({
    heads: await db.logHead.count({ where: { id: log } }),
    entries: await db.logEntry.count({ where: { log } }),
    keyframes: await db.logKeyframe.count({ where: { log } }),
    senders: await db.logSender.count({ where: { log } }),
    clients: await db.logClient.count({ where: { log } }),
  });
  return { shared: await of(logs.sharedLog), notes: await of(logs.privateLog) };
}

async function withRecording(id: InterviewId) {
  const { db } = people();
  const logs = await db.interview.findUniqueOrThrow({
    where: { id },
    select: { sharedLog: true, privateLog: true },
  });
  for (const log of [logs.sharedLog, logs.privateLog]) {
    const bytes = new Uint8Array([3]);
    await db.logKeyframe.create({ data: { log, number: 1n, sha256: bytes, data: bytes } });
    await db.logSender.create({ data: { log, sender: 7n, author: 1, lastSeq: 1n, number: 1n } });
    await db.logClient.create({ data: { log, clientId: 7n, author: 1 } });
  }
  return logs;
}

const NOTHING = { heads: 0, entries: 0, keyframes: 0, senders: 0, clients: 0 };
const EVERYTHING = { heads: 1, entries: 1, keyframes: 1, senders: 1, clients: 1 };

test("interviews nobody else can open go with the person, with recording and cards", async () => {
  const ana = await person("Ana");
  const id = await interviewOf(ana, "solo");
  const logs = await withRecording(id);
  await people().db.scorecard.create({
    data: { interviewId: id, author: 1, kind: "self", draft: {} },
  });
  expect(await previewDeletion(ana, people())).toEqual({ lost: 1, kept: 0, running: 0 });

  const notices = await gatherNotices(async () =>
    expect(await deleteAccount(ana, people())).toMatchObject({ ok: true }),
  );

  expect(notices).toEqual([
    { type: "sign-ins-revoked", signInIds: [ana.signInId] },
    { type: "interview-deleted", interviewId: id },
  ]);
  const { db } = people();
  expect(await db.interview.findUnique({ where: { id } })).toBeNull();
  expect(await db.participant.count({ where: { interviewId: id } })).toBe(0);
  expect(await db.scorecard.count({ where: { interviewId: id } })).toBe(0);
  expect(await countRows(logs)).toEqual({ shared: NOTHING, notes: NOTHING });
  expect(await db.user.findUnique({ where: { id: ana.userId } })).toBeNull();
  expect(await signedInViewer(ana.signInId, people())).toBeNull();
});

test("an interview somebody else took part in stays whole, without the name", async () => {
  const [ana, ben] = [await person("Ana"), await person("Ben")];
  const id = await interviewOf(ana, "candidate");
  await seat(id, ben.userId, 2, "interviewer");
  const logs = await withRecording(id);
  const card = { ratings: {}, recommendation: null, fix: "x" };
  await people().db.scorecard.createMany({
    data: [
      { interviewId: id, author: 1, kind: "self", draft: {}, card, submittedAt: new Date() },
      { interviewId: id, author: 2, kind: "interviewer", draft: {} },
    ],
  });
  expect(await previewDeletion(ana, people())).toEqual({ lost: 0, kept: 1, running: 0 });

  const notices = await gatherNotices(() => deleteAccount(ana, people()));

  expect(notices).toContainEqual({ type: "people-changed", interviewId: id });
  const { db } = people();
  const seats = await db.participant.findMany({
    where: { interviewId: id },
    orderBy: { number: "asc" },
  });
  expect(seats.map(({ number, userId }) => [number, userId])).toEqual([
    [1, null],
    [2, ben.userId],
  ]);
  expect((await db.interview.findUnique({ where: { id } }))?.hostId).toBeNull();
  expect(await db.scorecard.count({ where: { interviewId: id } })).toBe(2);
  expect(await countRows(logs)).toEqual({ shared: EVERYTHING, notes: EVERYTHING });
});

test("an only interviewer's notes and unfinished card go with them, what was submitted stays", async () => {
  const [ana, ben] = [await person("Ana"), await person("Ben")];
  const id = await interviewOf(ana, "candidate");
  await seat(id, ben.userId, 2, "interviewer");
  const logs = await withRecording(id);
  await people().db.scorecard.create({
    data: { interviewId: id, author: 2, kind: "interviewer", draft: { fix: "secret" } },
  });

  await deleteAccount(ben, people());

  expect(await people().db.scorecard.count({ where: { interviewId: id } })).toBe(0);
  expect(await countRows(logs)).toEqual({ shared: EVERYTHING, notes: NOTHING });
  const { privateLog } = await people().db.interview.findUniqueOrThrow({ where: { id } });
  expect(privateLog).not.toBe(logs.privateLog);
  expect((await countRows({ ...logs, privateLog })).notes).toEqual({ ...NOTHING, heads: 1 });
});

test("a second interviewer keeps the notes", async () => {
  const [ana, ben, cleo] = [await person("Ana"), await person("Ben"), await person("Cleo")];
  const id = await interviewOf(ana, "candidate");
  await seat(id, ben.userId, 2, "interviewer");
  await seat(id, cleo.userId, 3, "interviewer");
  const logs = await withRecording(id);
  await deleteAccount(ben, people());
  expect((await countRows(logs)).notes).toEqual(EVERYTHING);
});

test("the last person to leave an interview takes it along", async () => {
  const [ana, ben] = [await person("Ana"), await person("Ben")];
  const id = await interviewOf(ana, "candidate");
  await seat(id, ben.userId, 2, "observer");
  await deleteAccount(ana, people());
  expect(await previewDeletion(ben, people())).toEqual({ lost: 1, kept: 0, running: 0 });
  await deleteAccount(ben, people());
  expect(await people().db.interview.findUnique({ where: { id } })).toBeNull();
});

test("somebody who was removed cannot open it any more and keeps nothing alive", async () => {
  const [ana, ben] = [await person("Ana"), await person("Ben")];
  const id = await interviewOf(ana, "candidate");
  await seat(id, ben.userId, 2, "observer");
  await people().db.participant.updateMany({
    where: { interviewId: id, number: 2 },
    data: { removedAt: new Date() },
  });
  await deleteAccount(ana, people());
  expect(await people().db.interview.findUnique({ where: { id } })).toBeNull();
});

test("nobody vanishes in the middle of an interview with others", async () => {
  const [ana, ben] = [await person("Ana"), await person("Ben")];
  const id = await interviewOf(ana, "candidate");
  await seat(id, ben.userId, 2, "interviewer");
  await people().db.interview.update({ where: { id }, data: { status: "live" } });
  expect((await previewDeletion(ana, people())).running).toBe(1);
  expect(await deleteAccount(ana, people())).toMatchObject({ code: "interview-running" });
  expect(await signedInViewer(ana.signInId, people())).not.toBeNull();
});

test("other people's interviews are not touched", async () => {
  const [ana, ben] = [await person("Ana"), await person("Ben")];
  const id = await interviewOf(ben, "solo");
  const logs = await withRecording(id);
  await deleteAccount(ana, people());
  expect(await countRows(logs)).toEqual({ shared: EVERYTHING, notes: EVERYTHING });
  expect(await people().db.interview.findUnique({ where: { id } })).not.toBeNull();
});
