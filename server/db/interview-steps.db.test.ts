import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CommandId, type InterviewId, ParticipantNumber } from "@/lib/domain/ids";
import type { InterviewState } from "@/lib/domain/interview";
import { decodeLogItems } from "@/lib/recording/log-entry";
import { changeInterview } from "../services/change-interview";
import { interviewDatabase } from "../services/testing/interview-database";
import { readInterviewForStep, storeInterviewStep } from "./interview-steps";
import { readEntries } from "./log-entries";
import { openPool, type Pool } from "./pool";

const data = interviewDatabase();
let pool: Pool;
const interviewer = ParticipantNumber.parse(1);
const other = ParticipantNumber.parse(2);
const newCommand = () => CommandId.parse(randomUUID());

beforeAll(async () => {
  pool = openPool(data.url());
});
afterAll(() => pool.end());

async function newLobby(): Promise<InterviewId> {
  const host = await data.person("Ada");
  return data.create(host);
}

async function eventsOf(interviewId: InterviewId): Promise<string[]> {
  const { rows } = await pool.query("SELECT shared_log FROM interviews WHERE id = $1", [
    interviewId,
  ]);
  const entries = await readEntries(pool as never, Number(rows[0].shared_log), 0);
  expect(entries.map((entry) => entry.number)).toEqual(entries.map((_, i) => i + 1));
  return entries.flatMap((entry) =>
    decodeLogItems(entry.data).flatMap((item) => (item.type === "state" ? item.command : [])),
  );
}

test("a step moves the interview on, counts its version and is in the recording", async () => {
  const id = await newLobby();
  const started = await changeInterview(data.context().db, id, newCommand(), { type: "start" });
  expect(started).toMatchObject({ ok: true, value: { version: 1, state: { status: "live" } } });
  expect(await eventsOf(id)).toEqual(["start"]);
});

test("[C2] the same command sent again has one effect, from two connections at once as well", async () => {
  const id = await newLobby();
  const { db } = data.context();
  const start = newCommand();
  const answers = await Promise.all(
    [1, 2, 3].map(() => changeInterview(db, id, start, { type: "start" }, interviewer)),
  );
  for (const answer of answers) expect(answer).toMatchObject({ ok: true, value: { version: 1 } });
  const again = await changeInterview(db, id, start, { type: "start" }, interviewer);
  expect(again).toMatchObject({ ok: true, value: { version: 1 } });
  expect(await eventsOf(id)).toEqual(["start"]);
});

test("[C1] a step that expects another version changes nothing", async () => {
  const id = await newLobby();
  const { db } = data.context();
  const state: InterviewState = { status: "cancelled", cancelledAt: 1 };
  const step = { interviewId: id, commandId: newCommand(), author: interviewer, state };
  const stored = await storeInterviewStep(db, {
    ...step,
    expectedVersion: 1,
    event: new Uint8Array([1]),
  });
  expect(stored).toMatchObject({ outcome: "conflict", version: 0, state: { status: "lobby" } });
  expect(await readInterviewForStep(db, id, step.commandId)).toMatchObject({
    version: 0,
    isKnown: false,
  });
  expect(await eventsOf(id)).toEqual([]);
});

test("a step of an interview that is gone is answered as missing", async () => {
  const id = randomUUID() as InterviewId;
  const { db } = data.context();
  expect(await readInterviewForStep(db, id, newCommand())).toBeNull();
  const stored = await storeInterviewStep(db, {
    interviewId: id,
    expectedVersion: 0,
    commandId: newCommand(),
    author: interviewer,
    state: { status: "lobby" },
    event: new Uint8Array([1]),
  });
  expect(stored.outcome).toBe("missing");
});

test("[C3] of two advances released together one moves the clock, 200 times out of 200, in both orders", async () => {
  const { db } = data.context();
  const winners = new Set<number>();
  for (let round = 0; round < 200; round++) {
    // A fresh interview now and then, since one has only so many phases.
    const phase = round % 5;
    if (phase === 0) currentId = await newLive();
    const id = currentId;
    const order = round % 2 === 0 ? [interviewer, other] : [other, interviewer];
    const advance = { type: "advance", from: phase } as const;
    const answers = await Promise.all(
      order.map((author) => changeInterview(db, id, newCommand(), advance, author)),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const lost = answers.find((answer) => !answer.ok);
    expect(lost).toEqual({ ok: false, code: "stale-phase" });
    const won = answers.findIndex((answer) => answer.ok);
    winners.add(order[won] ?? 0);
    const after = await readInterviewForStep(db, id, newCommand());
    expect(after?.state).toMatchObject({ status: "live", clock: { phase: phase + 1 } });
  }
  expect(winners.size, "both orders were seen").toBe(2);
});

let currentId: InterviewId;

async function newLive(): Promise<InterviewId> {
  const id = await newLobby();
  await data.command(id, { type: "start" });
  return id;
}
