import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AppendOutcome, LogAppend } from "../db/log-entries";
import type { LogTarget } from "./log-batch";
import { LogWriter, WRITER_LIMITS, type WriterLimits } from "./log-writer";
import { silentLog } from "./testing/silent-log";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

class BadData extends Error {}
class Contention extends Error {}

/** A log that numbers what it is given, behind a line that a test can break. */
class FakeDatabase {
  calls: LogAppend[][] = [];
  stored: LogAppend[] = [];
  badLogs = new Set<number>();
  gapLogs = new Set<number>();
  /** What the next calls meet before they are carried out or instead of it. */
  faults: ("lost" | "stored-then-lost" | "contention")[] = [];
  isSilent = false;
  #release: (() => void)[] = [];
  #number = 0;

  async append(appends: readonly LogAppend[]): Promise<AppendOutcome[]> {
    this.calls.push([...appends]);
    if (this.isSilent) await new Promise<void>((resolve) => this.#release.push(resolve));
    const fault = this.faults.shift();
    if (fault === "contention") throw new Contention();
    if (fault === "lost") throw new Error("gone");
    if (appends.some(({ log }) => this.badLogs.has(log))) throw new BadData();
    const outcomes = appends.map((append): AppendOutcome => {
      if (this.gapLogs.has(append.log)) return { status: "gap", number: 0, seen: 0 };
      const isKnown = this.stored.some(
        ({ log, sender, lastSeq }) =>
          log === append.log && sender === append.sender && lastSeq >= append.lastSeq,
      );
      if (!isKnown) this.stored.push(append);
      const status = isKnown ? "stored-before" : "stored";
      return { status, number: ++this.#number, seen: append.lastSeq };
    });
    if (fault === "stored-then-lost") throw new Error("gone");
    return outcomes;
  }

  kindOfFailure(error: unknown) {
    if (error instanceof BadData) return "bad-data" as const;
    return error instanceof Contention ? ("contention" as const) : ("retry" as const);
  }

  speak(): void {
    this.isSilent = false;
    for (const resolve of this.#release.splice(0)) resolve();
  }
}

class Target implements LogTarget {
  readonly log: number;
  committedCount = 0;
  failures = 0;
  seq = 0;
  constructor(log: number) {
    this.log = log;
  }
  committed(count: number): void {
    this.committedCount += count;
  }
  failed(): void {
    this.failures += 1;
  }
}

function item(target: Target, data: string, sender = 5) {
  const seq = ++target.seq;
  const bytes = new TextEncoder().encode(data);
  return { author: 1, sender, firstSeq: seq, lastSeq: seq, data: bytes, clients: [] };
}

async function started(limits: Partial<WriterLimits> = {}) {
  const database = new FakeDatabase();
  const writer = new LogWriter(database, silentLog, { ...WRITER_LIMITS, ...limits });
  await writer.start();
  database.calls = [];
  database.stored = [];
  const add = (target: Target, data: string, sender?: number) =>
    writer.append(target, item(target, data, sender));
  return { database, writer, add };
}

const turn = () => vi.advanceTimersByTimeAsync(0);
const text = (append: LogAppend | undefined) => new TextDecoder().decode(append?.data);

describe("batches", () => {
  test("what waits while one is under way goes in the next, joined per sender", async () => {
    const { database, add } = await started();
    const [a, b] = [new Target(1), new Target(2)];
    database.isSilent = true;
    add(a, "first");
    await turn();
    add(a, "x");
    add(b, "y");
    add(a, "z");
    database.speak();
    await turn();
    expect(database.calls.map((call) => call.map(text))).toEqual([["first"], ["xz", "y"]]);
    expect(database.calls[1]?.[0]).toMatchObject({ firstSeq: 2, lastSeq: 3 });
    expect([a.committedCount, b.committedCount]).toEqual([3, 1]);
  });

  test("are capped in items and in bytes, and one item above the cap goes alone", async () => {
    const { database, add } = await started({ itemsPerCommit: 2, bytesPerCommit: 10 });
    const target = new Target(1);
    for (const data of ["a", "b", "c", "x".repeat(30), "d".repeat(6), "e".repeat(6)])
      add(target, data);
    await vi.advanceTimersByTimeAsync(100);
    expect(database.calls.map((call) => text(call[0]).length)).toEqual([2, 1, 30, 6, 6]);
    expect(target.committedCount).toBe(6);
  });
});

describe("failures", () => {
  test("[E4] a batch of unknown outcome is repeated byte for byte before anything newer", async () => {
    const { database, add } = await started();
    const target = new Target(1);
    database.faults = ["stored-then-lost", "lost"];
    add(target, "one");
    await turn();
    add(target, "two");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(database.calls.map((call) => call.map(text))).toEqual([
      ["one"],
      ["one"],
      ["one"],
      ["two"],
    ]);
    expect(database.stored.map(text)).toEqual(["one", "two"]);
    expect(target.committedCount).toBe(2);
    expect(target.failures).toBe(0);
  });

  test("a deadlock or a lock time-out is repeated", async () => {
    const { database, add } = await started();
    const target = new Target(1);
    database.faults = ["contention", "contention"];
    add(target, "one");
    await vi.advanceTimersByTimeAsync(50);
    expect(database.calls).toHaveLength(3);
    expect(target.committedCount).toBe(1);
  });

  test("the one bad log is isolated and given up; the others are stored", async () => {
    const { database, add } = await started();
    const targets = Array.from({ length: 9 }, (_, i) => new Target(i + 1));
    database.isSilent = true;
    const blocker = new Target(100);
    add(blocker, "blocker");
    await turn();
    for (const target of targets) add(target, `log ${target.log}`);
    database.badLogs.add(6);
    database.speak();
    await vi.advanceTimersByTimeAsync(100);
    expect(targets.map((target) => target.failures)).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0]);
    expect(targets.map((target) => target.committedCount)).toEqual([1, 1, 1, 1, 1, 0, 1, 1, 1]);
  });

  test("a log that does not continue where the room thought is given up with all that waits of it", async () => {
    const { database, writer, add } = await started();
    const [lost, fine] = [new Target(1), new Target(2)];
    database.gapLogs.add(1);
    database.isSilent = true;
    add(lost, "a");
    await turn();
    add(lost, "b");
    add(fine, "c");
    database.speak();
    await turn();
    expect(lost).toMatchObject({ failures: 1, committedCount: 0 });
    expect(fine).toMatchObject({ failures: 0, committedCount: 1 });
    expect(writer.waitingBytes).toBe(0);
  });

  test("a room that cannot take a commit in is reset, and the next ones are told", async () => {
    const { database, add } = await started();
    const [broken, fine] = [new Target(1), new Target(2)];
    broken.committed = () => {
      throw new Error("a bug in the room");
    };
    database.isSilent = true;
    add(new Target(3), "blocker");
    await turn();
    add(broken, "a");
    add(fine, "b");
    database.speak();
    await turn();
    expect(broken.failures).toBe(1);
    expect(fine.committedCount).toBe(1);
  });
});

describe("an outage", () => {
  test("[E8] is told after two seconds of silence, and so is its end", async () => {
    const { database, writer, add } = await started();
    const told: boolean[] = [];
    writer.onAvailability((isAvailable) => told.push(isAvailable));
    const target = new Target(1);
    database.isSilent = true;
    add(target, "one");
    await vi.advanceTimersByTimeAsync(1_999);
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toEqual([false]);
    expect(writer.isAvailable).toBe(false);
    database.speak();
    await turn();
    expect(told).toEqual([false, true]);
    expect(target.committedCount).toBe(1);
  });

  test("is noticed by an idle writer as well", async () => {
    const { database, writer } = await started();
    database.isSilent = true;
    await vi.advanceTimersByTimeAsync(WRITER_LIMITS.heartbeatMs + WRITER_LIMITS.silenceMs);
    expect(writer.isAvailable).toBe(false);
    database.speak();
    await turn();
    expect(writer.isAvailable).toBe(true);
  });

  test("[E8] fills what may wait up to the limit and not past it", async () => {
    const { database, writer, add } = await started({ waitingBytes: 1_000 });
    const target = new Target(1);
    database.isSilent = true;
    add(target, "under way");
    await turn();
    add(target, "x".repeat(300));
    expect(writer.waitingBytes).toBe(500);
    expect(writer.hasRoomFor(300)).toBe(true);
    expect(writer.hasRoomFor(301)).toBe(false);
    database.speak();
    await turn();
    expect(writer.hasRoomFor(301)).toBe(true);
  });
});

describe("stopping", () => {
  test("stores what waits first", async () => {
    const { writer, add } = await started();
    const target = new Target(1);
    add(target, "one");
    add(target, "two");
    const closing = writer.close(5_000);
    await vi.advanceTimersByTimeAsync(100);
    await closing;
    expect(target.committedCount).toBe(2);
  });

  test("does not wait longer than it may", async () => {
    const { database, writer, add } = await started();
    database.isSilent = true;
    add(new Target(1), "one");
    const closing = writer.close(5_000);
    await vi.advanceTimersByTimeAsync(5_000);
    await closing;
  });

  test("a log is settled once nothing of it waits or is under way", async () => {
    const { database, writer, add } = await started();
    const target = new Target(1);
    await writer.settled(target);
    database.isSilent = true;
    add(target, "one");
    await turn();
    let isSettled = false;
    void writer.settled(target).then(() => {
      isSettled = true;
    });
    add(target, "two");
    await turn();
    expect(isSettled).toBe(false);
    database.speak();
    await turn();
    expect(isSettled).toBe(true);
    expect(target.committedCount).toBe(2);
  });
});
