/** The model test's database in memory answers as Postgres does, whatever is asked of both. */
import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CommandId, ParticipantNumber } from "@/lib/domain/ids";
import type { InterviewState } from "@/lib/domain/interview";
import { readInterviewForStep, storeInterviewStep } from "@/server/db/interview-steps";
import { readClients, readSenders } from "@/server/db/log-clients";
import { appendToLogs, type LogAppend, readEntries } from "@/server/db/log-entries";
import { readHead } from "@/server/db/log-heads";
import { connectWriter, openPool, type Pool } from "@/server/db/pool";
import { readRoomRecord } from "@/server/db/room-records";
import { interviewDatabase } from "@/server/services/testing/interview-database";
import { Chance } from "./random";
import { StoredInterview, StoredLogs } from "./stored-logs";

const CALLS = 150;
const LOGS = 3;
const SENDERS = [11, 12, 13, 14];
const AUTHORS = [1, 2, 3];
const CLIENTS = 6;
const KEEP = 4;

const data = interviewDatabase();
let pool: Pool;
let writer: pg.Client;

beforeAll(async () => {
  pool = openPool(data.url());
  writer = await connectWriter(data.url());
});
afterAll(async () => {
  await writer?.end();
  await pool?.end();
});

async function newLog(): Promise<number> {
  const { rows } = await pool.query("INSERT INTO log_heads DEFAULT VALUES RETURNING id");
  return Number(rows[0].id);
}

/** Mostly what continues, sometimes a repetition, an overlap, a gap, or somebody else's sender. */
function randomAppend(chance: Chance, log: number, sender: number, seen: number): LogAppend {
  const slip = chance.is(0.7) ? 0 : chance.pick([-2, -1, 1, 2]);
  const firstSeq = Math.max(1, seen + 1 + slip);
  const clients = Array.from({ length: chance.is(0.3) ? 1 + chance.below(2) : 0 }, () => ({
    clientId: 100 + chance.below(CLIENTS),
    author: chance.pick(AUTHORS),
  }));
  return {
    log,
    author: chance.is(0.9) ? 1 + (sender % AUTHORS.length) : chance.pick(AUTHORS),
    sender,
    firstSeq,
    lastSeq: firstSeq + chance.below(3),
    // Of a kind that a room stores: a pack of noise would be damage.
    data: Uint8Array.from({ length: chance.below(5) }, (_, i) => (i === 0 ? 1 : chance.below(256))),
    clients,
  };
}

test.each([1, 2, 3, 4])("appending and keeping whole states, seed %i", async (seed) => {
  const chance = new Chance(seed);
  const model = new StoredLogs();
  const ids = new Map<number, number>();
  for (let i = 0; i < LOGS; i++) ids.set(await newLog(), model.create());
  const logs = [...ids.keys()];
  const missing = Math.max(...logs) + 1_000_000;
  const toModel = (append: LogAppend) => ({ ...append, log: ids.get(append.log) ?? missing });

  for (let call = 0; call < CALLS; call++) {
    const appends = [...logs, missing].flatMap((log) =>
      SENDERS.filter(() => chance.is(log === missing ? 0.05 : 0.4)).map((sender) => {
        const seen = model.find(ids.get(log) ?? missing)?.senders.get(sender)?.lastSeq ?? 0;
        return randomAppend(chance, log, sender, seen);
      }),
    );
    const shuffled = appends.map((append) => ({ append, at: chance.next() }));
    const batch = shuffled.sort((a, b) => a.at - b.at).map(({ append }) => append);
    expect(model.append(batch.map(toModel), call), `seed ${seed}, call ${call}`).toEqual(
      await appendToLogs(writer, batch),
    );
    if (chance.is(0.15)) {
      const log = chance.pick(logs);
      const id = ids.get(log) ?? 0;
      const keyframe = { number: model.get(id).lastNumber, data: Uint8Array.of(call) };
      await pool.query("SELECT log_put_keyframe($1, $2, ''::bytea, $3, $4)", [
        log,
        keyframe.number,
        Buffer.from(keyframe.data),
        KEEP,
      ]);
      model.putKeyframe(id, keyframe, KEEP);
    }
  }

  for (const [log, id] of ids) {
    const stored = model.get(id);
    const { lastNumber, keyframeNumber, keyframeBytes, bytesSince } = stored;
    expect(await readHead(writer, log)).toEqual({
      lastNumber,
      keyframeNumber,
      keyframeBytes,
      bytesSince,
    });
    expect((await readEntries(writer, log, 0)).map((row) => [row.number, [...row.data]])).toEqual(
      stored.entries.map((row) => [row.number, [...row.data]]),
    );
    const senders = await readSenders(writer, log);
    expect(new Map(senders.map((row) => [row.sender, [row.author, row.lastSeq]]))).toEqual(
      new Map([...stored.senders].map(([sender, row]) => [sender, [row.author, row.lastSeq]])),
    );
    const clients = await readClients(writer, log);
    expect(new Map(clients.map((row) => [row.clientId, row.author]))).toEqual(stored.clients);
    const { rows } = await pool.query(
      "SELECT number::int FROM log_keyframes WHERE log = $1 ORDER BY number",
      [log],
    );
    expect(rows.map((row) => row.number)).toEqual(
      [...stored.keyframes.keys()].sort((a, b) => a - b),
    );
  }
});

test("two items of one log and sender break both, and nothing is stored", async () => {
  const model = new StoredLogs();
  const [log, id] = [await newLog(), model.create()];
  const item = {
    author: 1,
    sender: 1,
    firstSeq: 1,
    lastSeq: 1,
    data: Uint8Array.of(1),
    clients: [],
  };
  await expect(
    appendToLogs(writer, [
      { log, ...item },
      { log, ...item },
    ]),
  ).rejects.toThrow();
  expect(() =>
    model.append(
      [
        { log: id, ...item },
        { log: id, ...item },
      ],
      0,
    ),
  ).toThrow();
  expect(await readEntries(writer, log, 0)).toEqual([]);
  expect(model.get(id).entries).toEqual([]);
});

test.each([1, 2])("stepping an interview, seed %i", async (seed) => {
  const chance = new Chance(seed);
  const { db } = data.context();
  const interviewId = await data.create(await data.person("Ada"));
  const record = await readRoomRecord(pool, interviewId);
  if (!record) throw new Error("The interview is there");
  const logs = new StoredLogs();
  const log = logs.create();
  logs.record(log, 0, new Uint8Array(1), 0);
  const { state, version, sharedLog } = record;
  const model = new StoredInterview(logs, log, { state, version });
  const states: InterviewState[] = [{ status: "scheduled" }, { status: "lobby" }];
  const commands = Array.from({ length: 10 }, () => CommandId.parse(randomUUID()));

  for (let call = 0; call < 40; call++) {
    const step = {
      interviewId,
      expectedVersion: model.row.version - (chance.is(0.3) ? 1 : 0),
      commandId: chance.is(0.5) ? chance.pick(commands) : CommandId.parse(randomUUID()),
      author: ParticipantNumber.parse(chance.below(3)),
      state: chance.pick(states),
      event: Uint8Array.of(call),
    };
    const known = await readInterviewForStep(db, interviewId, step.commandId);
    expect(model.commands.has(step.commandId)).toBe(known?.isKnown);
    expect(model.step(step, call), `seed ${seed}, call ${call}`).toEqual(
      await storeInterviewStep(db, step),
    );
  }
  expect((await readHead(writer, sharedLog))?.lastNumber).toBe(logs.get(log).lastNumber);
});
