import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { CommandId, InterviewId, ParticipantNumber } from "@/lib/domain/ids";
import type { InterviewCommand } from "@/lib/domain/interview";
import { decodeLogItems } from "@/lib/recording/log-entry";
import { findInterview } from "../db/interviews";
import { changeInterview } from "./change-interview";
import { gatherNotices } from "./testing/gather-notices";
import { interviewDatabase } from "./testing/interview-database";

const { context, person, create, command } = interviewDatabase();

const newId = () => CommandId.parse(randomUUID());
const change = (id: InterviewId, step: InterviewCommand, commandId = newId()) =>
  changeInterview(context().db, id, commandId, step);

async function events(id: InterviewId) {
  const { db } = context();
  const { sharedLog: log } = await db.interview.findUniqueOrThrow({ where: { id } });
  const rows = await db.logEntry.findMany({ where: { log }, orderBy: { number: "asc" } });
  expect(rows.map((row) => Number(row.number))).toEqual(rows.map((_, i) => i + 1));
  return rows
    .flatMap((row) => decodeLogItems(row.data).map((item) => ({ author: row.author, item })))
    .flatMap(({ author, item }) =>
      item.type === "state" ? [{ author, command: item.command, state: item.state }] : [],
    );
}

test("every step is in the log with its author and the state it led to, numbered without gaps", async () => {
  const id = await create(await person("Ana"));
  await command(id, { type: "start" });
  const author = ParticipantNumber.parse(1);
  await changeInterview(context().db, id, newId(), { type: "advance", from: 0 }, author);
  await command(id, { type: "end" });
  expect(await events(id)).toMatchObject([
    { author: 0, command: "start", state: { status: "live", clock: { phase: 0 } } },
    { author: 1, command: "advance", state: { status: "live", clock: { phase: 1 } } },
    { author: 0, command: "end", state: { status: "debrief" } },
  ]);
});

test("a command that is sent again, even much later, has one effect and is answered with what is", async () => {
  const id = await create(await person("Ana"));
  await command(id, { type: "start" });
  const again = newId();
  const step = { type: "advance", from: 0 } as const;
  expect(await change(id, step, again)).toMatchObject({ ok: true, value: { version: 2 } });
  await change(id, { type: "advance", from: 1 });
  expect(await change(id, step, again)).toMatchObject({
    ok: true,
    value: { version: 3, state: { clock: { phase: 2 } } },
  });
  expect(await findInterview(context().db, id)).toMatchObject({ version: 3 });
});

test("[C2] the same command sent five times at once takes effect once", async () => {
  const ana = await person("Ana");
  for (let round = 0; round < 10; round++) {
    const id = await create(ana);
    await command(id, { type: "start" });
    const one = newId();
    const notices = await gatherNotices(() =>
      Promise.all(Array.from({ length: 5 }, () => change(id, { type: "advance", from: 0 }, one))),
    );
    expect(await findInterview(context().db, id)).toMatchObject({
      version: 2,
      state: { clock: { phase: 1 } },
    });
    // Each that got through says the same, so a room may hear it more than once and moves once.
    for (const notice of notices) expect(notice).toMatchObject({ version: 2 });
    expect(await events(id)).toHaveLength(2);
  }
});

test("[C3] of two different commands to advance from one phase, one advances and the other hears why not", async () => {
  const ana = await person("Ana");
  for (let round = 0; round < 10; round++) {
    const id = await create(ana);
    await command(id, { type: "start" });
    const answers = await Promise.all([
      change(id, { type: "advance", from: 0 }),
      change(id, { type: "advance", from: 0 }),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.find((answer) => !answer.ok)).toEqual({ ok: false, code: "stale-phase" });
    expect(await findInterview(context().db, id)).toMatchObject({ state: { clock: { phase: 1 } } });
  }
});

test("commands that do not contradict each other both take effect, whoever comes first", async () => {
  const ana = await person("Ana");
  for (let round = 0; round < 10; round++) {
    const id = await create(ana);
    await command(id, { type: "start" });
    const answers = await Promise.all([
      change(id, { type: "pause" }),
      change(id, { type: "adjust", phase: 3, minutes: 2 }),
      change(id, { type: "adjust", phase: 4, minutes: 2 }),
    ]);
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(await findInterview(context().db, id)).toMatchObject({
      version: 4,
      state: { clock: { status: "paused" } },
    });
  }
});

test("a refused command leaves no trace", async () => {
  const id = await create(await person("Ana"));
  const before = await context().db.interview.findUnique({ where: { id } });
  const notices = await gatherNotices(async () =>
    expect(await change(id, { type: "advance", from: 0 })).toEqual({ ok: false, code: "not-live" }),
  );
  expect(notices).toEqual([]);
  expect(await context().db.interview.findUnique({ where: { id } })).toEqual(before);
  expect(await events(id)).toEqual([]);
  expect(await context().db.interviewCommand.count({ where: { interviewId: id } })).toBe(0);
});

test("time comes from the database, not from this process", async () => {
  const id = await create(await person("Ana"));
  const [{ now } = { now: 0 }] = await context().db.$queryRaw<{ now: number }[]>`
    SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`;
  const real = Date.now;
  Date.now = () => 0;
  try {
    const { state } = await command(id, { type: "start" });
    if (state.status !== "live") throw new Error("It runs.");
    expect(state.startedAt).toBeGreaterThanOrEqual(Math.floor(now));
  } finally {
    Date.now = real;
  }
});

test("an interview that does not exist cannot be changed", async () => {
  const missing = InterviewId.parse(randomUUID());
  expect(await change(missing, { type: "start" })).toEqual({ ok: false, code: "not-found" });
});
