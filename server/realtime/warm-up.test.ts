import { expect, test, vi } from "vitest";
import { PlaneDocument } from "./plane-document";
import { warmUp } from "./warm-up";

test("what is typed before anybody comes goes all the way, from frame to commit", () => {
  const committed = vi.spyOn(PlaneDocument.prototype, "committed");
  // The clock stands still: none of it is left out for being slow.
  warmUp(() => 0);
  expect(committed.mock.calls.reduce((sum, [count]) => sum + count, 0)).toBeGreaterThan(4_000);
  committed.mockRestore();
});

test("on a machine that is slow it ends early", () => {
  const committed = vi.spyOn(PlaneDocument.prototype, "committed");
  let now = 0;
  warmUp(() => {
    now += 100;
    return now;
  });
  expect(committed.mock.calls.length).toBeLessThan(20);
  committed.mockRestore();
});
