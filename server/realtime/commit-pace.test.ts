import { expect, test } from "vitest";
import { CommitPace } from "./commit-pace";

/** Commits as they come when `perSecond` edits arrive evenly and each commit takes a millisecond. */
function distances(perSecond: number): number[] {
  const pace = new CommitPace();
  const found: number[] = [];
  let now = 0;
  for (let i = 0; i < 500; i++) {
    const edits = Math.max(1, (perSecond / 1_000) * (found.at(-1) ?? 1));
    pace.taken(edits, now);
    const done = now + 1;
    const next = Math.max(done + pace.waitMs(done), now + 1_000 / perSecond);
    found.push(next - now);
    now = next;
  }
  return found.slice(-50);
}

test("a few people never wait for others", () => {
  for (const distance of distances(100)) expect(distance).toBeCloseTo(10);
  const pace = new CommitPace();
  for (const at of [0, 40, 41, 42, 200]) {
    expect(pace.waitMs(at)).toBe(0);
    pace.taken(1, at);
  }
});

test("the more edits arrive, the further apart commits are, up to ten milliseconds", () => {
  const mean = (list: number[]) => list.reduce((sum, each) => sum + each, 0) / list.length;
  const [some, many, most] = [1_000, 2_000, 50_000].map((rate) => mean(distances(rate)));
  expect(some).toBeGreaterThan(3);
  expect(some).toBeLessThan(7);
  expect(many).toBeGreaterThan(some ?? 0);
  expect(most).toBeCloseTo(10, 0);
});

test("after a quiet second the first edit is stored at once", () => {
  const pace = new CommitPace();
  for (let now = 0; now < 100; now += 2) pace.taken(20, now);
  expect(pace.waitMs(100)).toBeGreaterThan(5);
  expect(pace.waitMs(1_100)).toBe(0);
});
