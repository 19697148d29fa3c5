import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ClockSync } from "./clock-sync";

const DAY_MS = 24 * 60 * 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A device whose wall clock is a day off, on a line of 400 ms. */
function room({ isDown = () => false }: { isDown?: () => boolean } = {}) {
  let asked = 0;
  const serverNow = () => Date.now() + DAY_MS;
  const clock = new ClockSync({
    monotonicNow: () => performance.now(),
    ask: async () => {
      asked += 1;
      if (isDown()) return null;
      await new Promise((resolve) => setTimeout(resolve, 300));
      const stamp = serverNow();
      await new Promise((resolve) => setTimeout(resolve, 100));
      return stamp;
    },
  });
  return { clock, serverNow, asked: () => asked };
}

test("before the first answer the device's own clock has to do", () => {
  expect(room().clock.now()).toBe(Date.now());
});

test("after joining it asks several times, not at once, and then once a minute", async () => {
  const { clock, serverNow, asked } = room();
  clock.refreshSoon();
  await vi.advanceTimersByTimeAsync(900);
  expect(asked()).toBe(0);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked()).toBe(8);
  expect(Math.abs(clock.now() - serverNow())).toBeLessThanOrEqual(250);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked()).toBe(9);
  clock.stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked()).toBe(9);
});

test("the time goes on while the line is down", async () => {
  let isDown = false;
  const { clock, serverNow } = room({ isDown: () => isDown });
  clock.refresh();
  await vi.advanceTimersByTimeAsync(5_000);
  isDown = true;
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(Math.abs(clock.now() - serverNow())).toBeLessThanOrEqual(250);
});

test("setting the device's clock changes nothing", async () => {
  const { clock } = room();
  clock.refresh();
  await vi.advanceTimersByTimeAsync(5_000);
  const before = clock.now();
  vi.setSystemTime(Date.now() - DAY_MS);
  expect(Math.abs(clock.now() - before)).toBeLessThan(1);
});

test("a laptop that wakes shows the right time before the server has answered", async () => {
  const { clock, asked } = room();
  clock.refresh();
  await vi.advanceTimersByTimeAsync(5_000);
  const before = clock.now();
  clock.woke(60 * 60_000);
  expect(clock.now() - before).toBe(60 * 60_000);
  expect(asked()).toBe(9);
});
