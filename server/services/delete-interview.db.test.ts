import { expect, test } from "vitest";
import type { InterviewId } from "@/lib/domain/ids";
import { sampleElements } from "@/lib/room-document/testing/sample-elements";
import { deleteInterview } from "./delete-interview";
import { acceptInvite } from "./join-interview";
import { loadInterview } from "./load-interview";
import { gatherNotices } from "./testing/gather-notices";
import { interviewDatabase, unwrap, wholeDraft } from "./testing/interview-database";
import { addElement, writeInRoom } from "./testing/write-in-room";
import { submitScorecard } from "./write-scorecard";

const { context, person, create, token, join, runToDebrief } = interviewDatabase();

/** Rows of every table there is, so that a table added later is looked at as well. */
async function countAll(): Promise<Record<string, number>> {
  const { db } = context();
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await db.$queryRawUnsafe<{ count: bigint }[]>(`SELECT count(*) FROM "${name}"`);
    counts[name] = Number(row?.count);
  }
  return counts;
}

/** An interview that has left something in every table that can hold something of one. */
async function fill(id: InterviewId): Promise<void> {
  const { db } = context();
  await writeInRoom(db, id, (doc) => addElement(doc, sampleElements.stencil));
  const { sharedLog, privateLog } = await db.interview.findUniqueOrThrow({ where: { id } });
  for (const log of [sharedLog, privateLog]) {
    const bytes = new Uint8Array([1]);
    await db.logKeyframe.create({ data: { log, number: 1n, sha256: bytes, data: bytes } });
    await db.logSender.create({ data: { log, sender: 9n, author: 1, lastSeq: 1n, number: 1n } });
    await db.logClient.create({ data: { log, clientId: 9n, author: 1 } });
  }
  await runToDebrief(id);
}

test("a deleted interview leaves no row in any table, and its neighbour all of its own", async () => {
  const ana = await person("Ana");
  const ben = await person("Ben");
  const neighbour = await create(ana);
  await fill(neighbour);
  const before = await countAll();
  expect(before).toMatchObject({ interviews: 1, log_entries: 5, log_keyframes: 2 });

  const id = await create(ana);
  const link = await token(ana, id, "candidate");
  unwrap(await acceptInvite(ben, link, context()));
  await fill(id);
  unwrap(await submitScorecard(ana, id, wholeDraft("x"), context()));
  unwrap(await submitScorecard(ben, id, wholeDraft("x"), context()));
  const during = await countAll();
  const perInterview = Object.keys(before).filter((table) => during[table] !== before[table]);
  expect(perInterview).toEqual([
    "interview_commands",
    "interviews",
    "invites",
    "log_clients",
    "log_entries",
    "log_heads",
    "log_keyframes",
    "log_senders",
    "participants",
    "scorecards",
  ]);

  const notices = await gatherNotices(async () =>
    expect(await deleteInterview(ana, id, context())).toEqual({ ok: true, value: null }),
  );
  expect(notices).toEqual([{ type: "interview-deleted", interviewId: id }]);
  expect(await countAll()).toEqual(before);
  expect(await loadInterview(ana, id, context())).toEqual({ ok: false, code: "not-found" });
  expect(await acceptInvite(ben, link, context())).toEqual({ ok: false, code: "not-found" });
});

test("only the host deletes", async () => {
  const ana = await person("Ana");
  const id = await create(ana);
  for (const role of ["candidate", "interviewer", "observer"] as const) {
    const other = await join(ana, id, role, role);
    expect(await deleteInterview(other, id, context())).toEqual({ ok: false, code: "not-allowed" });
  }
  expect((await loadInterview(ana, id, context())).ok).toBe(true);
});

test("deleting twice at once is not a fault", async () => {
  const ana = await person("Ana");
  for (let round = 0; round < 10; round++) {
    const id = await create(ana);
    const answers = await Promise.all([
      deleteInterview(ana, id, context()),
      deleteInterview(ana, id, context()),
    ]);
    for (const answer of answers)
      if (!answer.ok) expect(answer).toEqual({ ok: false, code: "not-found" });
    expect(answers.some((answer) => answer.ok)).toBe(true);
  }
});
