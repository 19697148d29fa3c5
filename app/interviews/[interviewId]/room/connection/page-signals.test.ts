import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { listenToPage } from "./page-signals";

let stop: () => void;
const onWake = vi.fn<(missedMs: number) => void>();

beforeEach(() => {
  vi.useFakeTimers();
  onWake.mockClear();
  stop = listenToPage({ onDoubt: () => undefined, onWake });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

test("an hour without anything special is no waking", () => {
  vi.advanceTimersByTime(60 * 60_000);
  expect(onWake).not.toHaveBeenCalled();
});

test("time that only the wall clock has seen was slept through", () => {
  vi.advanceTimersByTime(2_000);
  vi.setSystemTime(Date.now() + 30 * 60_000);
  vi.advanceTimersByTime(2_000);
  expect(onWake).toHaveBeenCalledTimes(1);
  expect(onWake.mock.calls[0]?.[0]).toBeCloseTo(30 * 60_000, -1);
});
