import { expect, test } from "vitest";
import { freshSeed, seededRandom } from "@/lib/testing/random";
import { ClockOffset } from "./clock-offset";

const DAY_MS = 24 * 60 * 60_000;
/** What the room promises. */
const TOLERANCE_MS = 250;
const BURST = 8;

/** A server and a device whose clocks have nothing to do with each other. */
function devices(serverAheadMs: number) {
  let trueTime = 1_760_000_000_000;
  const clock = new ClockOffset();
  return {
    clock,
    serverNow: () => trueTime + serverAheadMs,
    localNow: () => trueTime - 1_700_000_000_000,
    pass: (ms: number) => {
      trueTime += ms;
    },
    ask(thereMs: number, backMs: number) {
      const sentAt = this.localNow();
      this.pass(thereMs);
      const serverNow = this.serverNow();
      this.pass(backMs);
      clock.add({ sentAt, receivedAt: this.localNow(), serverNow });
    },
    errorMs() {
      if (clock.offset === null) throw new Error("There was no answer yet");
      return Math.abs(this.localNow() + clock.offset - this.serverNow());
    },
  };
}

const OFFSETS = [0, DAY_MS, -DAY_MS, 12_345, -0.4] as const;

test.each(OFFSETS)(
  "with the clocks %i ms apart a steady line of 800 ms gives the server's time",
  (apart) => {
    const pair = devices(apart);
    for (let i = 0; i < BURST; i++) pair.ask(400, 400);
    expect(pair.errorMs()).toBeLessThan(1);
  },
);

test.each(OFFSETS)(
  "[C5] with the clocks %i ms apart and up to 800 ms on the way, however uneven, the time is right within 250 ms",
  (apart) => {
    const seed = freshSeed();
    const random = seededRandom(seed);
    for (let run = 0; run < 500; run++) {
      const pair = devices(apart);
      for (let i = 0; i < BURST; i++) {
        // One way may take up to 500 ms longer than the other: no question could tell a difference
        // that lasts, so this is as uneven as 250 ms allow.
        const shared = random() * 150;
        pair.ask(shared + random() * 500, shared + random() * 500);
        pair.pass(150);
      }
      expect(pair.errorMs(), `seed ${seed}, run ${run}`).toBeLessThanOrEqual(TOLERANCE_MS);
    }
  },
);

test.each(OFFSETS)("one quick answer outweighs any number of slow ones (%i ms apart)", (apart) => {
  const pair = devices(apart);
  for (let i = 0; i < 5; i++) pair.ask(800, 20);
  expect(pair.errorMs()).toBeGreaterThan(TOLERANCE_MS);
  pair.ask(15, 15);
  for (let i = 0; i < 5; i++) pair.ask(800, 20);
  expect(pair.errorMs()).toBeLessThanOrEqual(15);
});

test("a server whose clock was moved is believed again at the next answer", () => {
  const before = devices(0);
  for (let i = 0; i < BURST; i++) before.ask(10, 10);
  const { clock } = before;
  const sentAt = before.localNow();
  before.pass(20);
  clock.add({ sentAt, receivedAt: before.localNow(), serverNow: before.serverNow() + 5_000 - 10 });
  expect(
    Math.abs(before.localNow() + (clock.offset ?? 0) - (before.serverNow() + 5_000)),
  ).toBeLessThan(20);
});

test("after sleep the time is right at once, and answers from before do not count", () => {
  const pair = devices(DAY_MS);
  for (let i = 0; i < BURST; i++) pair.ask(10, 10);
  const sleptMs = 3 * 60 * 60_000;
  // The monotonic clock stood still: the same local time is now three hours later.
  pair.clock.slept(sleptMs);
  expect(
    Math.abs(pair.localNow() + (pair.clock.offset ?? 0) - (pair.serverNow() + sleptMs)),
  ).toBeLessThan(10);
  const sentAt = pair.localNow();
  pair.pass(600);
  pair.clock.add({
    sentAt,
    receivedAt: pair.localNow(),
    serverNow: pair.serverNow() + sleptMs - 300,
  });
  expect(
    Math.abs(pair.localNow() + (pair.clock.offset ?? 0) - (pair.serverNow() + sleptMs)),
  ).toBeLessThan(1);
});
