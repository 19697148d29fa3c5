import { expect, test } from "vitest";
import { seededRandom } from "@/lib/testing/random";
import { LONGEST_RETRY_MS, retryDelayMs } from "./retry";

test("of two hundred who are dropped at once no tenth of a second brings back a quarter", () => {
  const random = seededRandom(1);
  const delays = Array.from({ length: 200 }, () => retryDelayMs(0, random()));
  const together = delays.map(
    (from) => delays.filter((delay) => delay >= from && delay < from + 100).length,
  );
  expect(Math.max(...together)).toBeLessThan(50);
  expect(Math.min(...delays)).toBeGreaterThan(90);
});

test("waits grow, and stop growing where a laptop that was closed would look dead", () => {
  expect(retryDelayMs(1, 0.5)).toBe(2 * retryDelayMs(0, 0.5));
  for (const random of [0, 0.5, 1])
    expect(retryDelayMs(50, random)).toBeLessThanOrEqual(LONGEST_RETRY_MS);
});
