import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/test-database";
import { readClients, readSenders } from "./log-clients";
import { appendFailure, appendToLogs, type LogAppend, readEntries } from "./log-entries";
import { readHead } from "./log-heads";
import { connectWriter, openPool, type Pool } from "./pool";

let database: TestDatabase;
let pool: Pool;
let writer: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.url);
  writer = await connectWriter(database.url);
});
afterAll(async () => {
  await writer?.end();
  await pool?.end();
  await database?.drop();
});

async function newLog(): Promise<number> {
  const { rows } = await pool.query("INSERT INTO log_heads DEFAULT VALUES RETURNING id");
  return Number(rows[0].id);
}

function append(log: number, change: Partial<LogAppend> = {}): LogAppend {
  const base = { author: 1, sender: 10, firstSeq: 1, lastSeq: 1, clients: [] };
  return { log, ...base, data: Buffer.from([1, 2, 3]), ...change };
}

function numberGenerator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe("appending", () => {
  test("[E5] gives one number to each author and commit, without gaps", async () => {
    const log = await newLog();
    const outcomes = await appendToLogs(writer, [
      append(log, { author: 2, sender: 20 }),
      append(log, { author: 1, sender: 10, data: Buffer.from("a") }),
      append(log, { author: 1, sender: 11, data: Buffer.from("b") }),
    ]);
    expect(outcomes.map(({ status, number }) => [status, number])).toEqual([
      ["stored", 2],
      ["stored", 1],
      ["stored", 1],
    ]);
    const rows = await readEntries(writer, log, 0);
    expect(rows.map((row) => [row.number, Buffer.from(row.data).toString()])).toEqual([
      [1, "ab"],
      [2, "\u0001\u0002\u0003"],
    ]);
  });

  test("[E3] what was stored before is answered and not stored again", async () => {
    const log = await newLog();
    const item = append(log, { lastSeq: 3 });
    await appendToLogs(writer, [item]);
    expect(await appendToLogs(writer, [item])).toEqual([
      { status: "stored-before", number: 1, seen: 3 },
    ]);
    expect(await readEntries(writer, log, 0)).toHaveLength(1);
  });

  test("refuses a gap, a half-known range and a log that does not exist", async () => {
    const log = await newLog();
    await appendToLogs(writer, [append(log, { lastSeq: 2 })]);
    const outcomes = await appendToLogs(writer, [
      append(log, { firstSeq: 4, lastSeq: 4 }),
      append(log + 1_000_000),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["gap", "no-such-log"]);
    const [half] = await appendToLogs(writer, [append(log, { firstSeq: 2, lastSeq: 3 })]);
    expect(half).toMatchObject({ status: "half-known", seen: 2 });
    expect((await readHead(writer, log))?.lastNumber).toBe(1);
  });

  test("[E6] a sender belongs to the author who used it first", async () => {
    const log = await newLog();
    await appendToLogs(writer, [append(log, { author: 1 })]);
    const [outcome] = await appendToLogs(writer, [
      append(log, { author: 2, firstSeq: 2, lastSeq: 2 }),
    ]);
    expect(outcome?.status).toBe("foreign-sender");
    expect(await readSenders(writer, log)).toEqual([{ sender: 10, author: 1, lastSeq: 1 }]);
  });

  test("an edit that changed nothing moves its sender on and leaves no entry", async () => {
    const log = await newLog();
    await appendToLogs(writer, [append(log)]);
    const [outcome] = await appendToLogs(writer, [
      append(log, { firstSeq: 2, lastSeq: 2, data: new Uint8Array(0) }),
    ]);
    expect(outcome).toEqual({ status: "stored", number: 1, seen: 2 });
    expect(await readHead(writer, log)).toMatchObject({ lastNumber: 1, bytesSince: 3 });
    const [next] = await appendToLogs(writer, [append(log, { firstSeq: 3, lastSeq: 3 })]);
    expect(next).toEqual({ status: "stored", number: 2, seen: 3 });
  });

  test("a clientID keeps its first owner", async () => {
    const log = await newLog();
    await appendToLogs(writer, [append(log, { clients: [{ clientId: 7, author: 1 }] })]);
    await appendToLogs(writer, [
      append(log, {
        author: 2,
        sender: 20,
        clients: [
          { clientId: 7, author: 2 },
          { clientId: 8, author: 2 },
        ],
      }),
    ]);
    expect((await readClients(writer, log)).sort((a, b) => a.clientId - b.clientId)).toEqual([
      { clientId: 7, author: 1 },
      { clientId: 8, author: 2 },
    ]);
  });

  test("is planned on empty tables and still fast for 800 items", async () => {
    const fresh = await createTestDatabase();
    const client = await connectWriter(fresh.url);
    try {
      const { rows } = await client.query(
        "INSERT INTO log_heads SELECT generate_series(1, 400) RETURNING id",
      );
      const logs = rows.map((row) => Number(row.id));
      await appendToLogs(client, []);
      const batch = (seq: number) =>
        logs.flatMap((log) =>
          [1, 2].map((author) =>
            append(log, { author, sender: author, firstSeq: seq, lastSeq: seq }),
          ),
        );
      for (let seq = 1; seq <= 12; seq++) {
        const outcomes = await appendToLogs(client, batch(seq));
        expect(outcomes.every(({ status }) => status === "stored")).toBe(true);
      }
      // Not a time but a shape: a scan in place of the look-ups would read n² rows.
      await client.query("SELECT pg_stat_force_next_flush()");
      const { rows: reads } = await client.query(
        "SELECT sum(seq_tup_read)::int AS scanned FROM pg_stat_user_tables WHERE relname LIKE 'log_%'",
      );
      expect(reads[0].scanned).toBeLessThan(12 * 800);
      expect((await readHead(client, logs[0] ?? 0))?.lastNumber).toBe(24);
    } finally {
      await client.end();
      await fresh.drop();
    }
  });

  test("[E3] [E5] eight connections with racing duplicates, gaps and overlaps leave gapless logs", async () => {
    const seed = 20_261_121;
    const logs = await Promise.all(Array.from({ length: 12 }, newLog));
    const senders = [0, 1, 2, 3].map((i) => ({ sender: 100 + i, author: 1 + (i % 3) }));
    const run = async (connection: number): Promise<void> => {
      const random = numberGenerator(seed + connection);
      const client = await connectWriter(database.url);
      // Two connections share a sender, so the same edits race.
      const own = senders[connection % senders.length];
      if (!own) throw new Error("There are as many senders as are shared.");
      const next = new Map(logs.map((log) => [log, 1]));
      for (let round = 0; round < 60; round++) {
        const chosen = logs.filter(() => random() < 0.4).sort(() => random() - 0.5);
        const batch = chosen.map((log) => {
          const slip = random() < 0.1 ? 1 : random() < 0.1 ? -1 : 0;
          const firstSeq = Math.max(1, (next.get(log) ?? 1) + slip);
          const lastSeq = firstSeq + Math.floor(random() * 3);
          return append(log, { ...own, firstSeq, lastSeq, data: Buffer.from([1, lastSeq % 256]) });
        });
        for (let attempt = random() < 0.33 ? 2 : 1; attempt > 0; attempt--) {
          const outcomes = await appendToLogs(client, batch);
          for (const [i, { seen }] of outcomes.entries()) next.set(batch[i]?.log ?? 0, seen + 1);
        }
      }
      await client.end();
    };
    await Promise.all(Array.from({ length: 8 }, (_, i) => run(i)));

    for (const log of logs) {
      const rows = await readEntries(writer, log, 0);
      expect(
        rows.map((row) => row.number),
        `seed ${seed}`,
      ).toEqual(rows.map((_, i) => i + 1));
      expect((await readHead(writer, log))?.lastNumber).toBe(rows.length);
      const { rows: order } = await pool.query(
        `SELECT bool_and(at >= before) AS is_monotonic FROM (
           SELECT at, lag(at, 1, at) OVER (ORDER BY number) AS before FROM log_entries WHERE log = $1) e`,
        [log],
      );
      expect(order[0].is_monotonic).toBe(true);
    }
  });
});

describe("what a failed append means", () => {
  test("the network's errors and an unavailable database are tried again", () => {
    const postgres = (code: string) => Object.assign(new Error(code), { code, severity: "ERROR" });
    expect(appendFailure(new Error("Connection terminated"))).toBe("retry");
    expect(appendFailure(Object.assign(new Error(), { code: "EPIPE" }))).toBe("retry");
    expect(appendFailure(postgres("57P01"))).toBe("retry");
    expect(appendFailure(postgres("53100"))).toBe("retry");
    expect(appendFailure(postgres("40P01"))).toBe("contention");
    expect(appendFailure(postgres("55P03"))).toBe("contention");
    expect(appendFailure(postgres("23505"))).toBe("bad-data");
  });

  test("an error that Postgres itself reports is recognised", async () => {
    const log = await newLog();
    const twice = [append(log), append(log)];
    const error = await appendToLogs(writer, twice).catch((thrown: unknown) => thrown);
    expect(appendFailure(error)).toBe("bad-data");
    expect(await readEntries(writer, log, 0)).toEqual([]);
  });

  test("a lock that is held too long is contention", async () => {
    const log = await newLog();
    const holder = await connectWriter(database.url);
    const waiting = await connectWriter(database.url);
    await waiting.query("SET lock_timeout = '50ms'");
    await holder.query("BEGIN");
    await holder.query("SELECT 1 FROM log_heads WHERE id = $1 FOR UPDATE", [log]);
    const error = await appendToLogs(waiting, [append(log)]).catch((thrown: unknown) => thrown);
    expect(appendFailure(error)).toBe("contention");
    await holder.query("ROLLBACK");
    await Promise.all([holder.end(), waiting.end()]);
  });
});

test("ids beyond 32 bits survive the way there and back", async () => {
  const log = await newLog();
  const sender = Number.MAX_SAFE_INTEGER;
  await appendToLogs(writer, [append(log, { sender, lastSeq: 2 ** 40 })]);
  expect(await readSenders(writer, log)).toEqual([{ sender, author: 1, lastSeq: 2 ** 40 }]);
});
