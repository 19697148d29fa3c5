import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DatabaseTime } from "./database-time";
import type { Pool } from "./pool";

// The class takes its clock from this module, which fake timers do not reach.
const monotonic = vi.hoisted(() => ({ now: 0 }));
vi.mock("node:perf_hooks", () => ({ performance: { now: () => monotonic.now } }));

beforeEach(() => {
  vi.useFakeTimers();
  monotonic.now = 5_000;
});
afterEach(() => {
  vi.useRealTimers();
});

/** A database whose clock is ahead by `aheadMs`, over a line with these delays there and back. */
function database(aheadMs: number, delays: [there: number, back: number][]): Pool {
  const query = async () => {
    const [there, back] = delays.shift() ?? [1, 1];
    monotonic.now += there;
    const now = monotonic.now + aheadMs;
    monotonic.now += back;
    return { rows: [{ now }] };
  };
  // Only what is used of it.
  return { query } as unknown as Pool;
}

const DAY_MS = 86_400_000;

test.each([DAY_MS, -DAY_MS, 0])(
  "a clock that is %i ms off is read from the quickest answer",
  async (ahead) => {
    const time = new DatabaseTime(
      database(ahead, [
        [700, 100],
        [2, 2],
        [10, 790],
        [400, 400],
      ]),
    );
    await time.start();
    expect(time.now()).toBeCloseTo(monotonic.now + ahead, 3);
    monotonic.now += 60_000;
    expect(time.now()).toBeCloseTo(monotonic.now + ahead, 3);
    time.stop();
  },
);

test("an outage later leaves the last reading in force", async () => {
  const pool = database(1_000, []);
  const time = new DatabaseTime(pool);
  await time.start();
  pool.query = () => {
    throw new Error("gone");
  };
  await vi.advanceTimersByTimeAsync(120_000);
  expect(time.now()).toBeCloseTo(monotonic.now + 1_000, 3);
  time.stop();
});

test("is not guessed before it was read", () => {
  expect(() => new DatabaseTime(database(0, [])).now()).toThrow();
});
