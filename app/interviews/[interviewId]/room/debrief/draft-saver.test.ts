import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EMPTY_DRAFT, type ScorecardDraft } from "@/lib/domain/scorecard";
import { DraftSaver, type DraftStatus, QUIET_MS, RETRY_MS } from "./draft-saver";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function draft(fix: string): ScorecardDraft {
  return { ...EMPTY_DRAFT, fix };
}

function rig(outcomes: ("stored" | "refused")[] = []) {
  const stored: string[] = [];
  const statuses: DraftStatus[] = [];
  const saver = new DraftSaver({
    save: async ({ fix }) => {
      if (outcomes.shift() === "refused") throw new Error("database away");
      stored.push(fix);
    },
    changed: (status) => statuses.push(status),
  });
  return { saver, stored, statuses };
}

test("a burst of typing is saved once, with its last text", async () => {
  const { saver, stored, statuses } = rig();
  for (const text of ["a", "ab", "abc"]) saver.change(draft(text));
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  expect(stored).toEqual(["abc"]);
  expect(statuses).toEqual(["saving", "saved"]);
});

test("what changes while a save is under way is saved after it", async () => {
  const stored: string[] = [];
  let finish = () => {};
  const saver = new DraftSaver({
    save: (given) =>
      new Promise((resolve) => {
        finish = () => {
          stored.push(given.fix);
          resolve();
        };
      }),
    changed: () => {},
  });
  saver.change(draft("first"));
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  saver.change(draft("second"));
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  expect(stored).toEqual([]);
  finish();
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  finish();
  await vi.advanceTimersByTimeAsync(0);
  expect(stored).toEqual(["first", "second"]);
});

test("a failed save is tried again until it works", async () => {
  const { saver, stored, statuses } = rig(["refused", "refused"]);
  saver.change(draft("kept"));
  await vi.advanceTimersByTimeAsync(QUIET_MS + 2 * RETRY_MS);
  expect(stored).toEqual(["kept"]);
  expect(statuses).toEqual(["saving", "failed", "saving", "failed", "saving", "saved"]);
});

test("flushing stores what waits before it resolves, and rejects when it cannot", async () => {
  const { saver, stored } = rig(["stored", "refused"]);
  saver.change(draft("one"));
  await saver.flush();
  expect(stored).toEqual(["one"]);
  saver.change(draft("two"));
  await expect(saver.flush()).rejects.toThrow();
  expect(stored).toEqual(["one"]);
});
