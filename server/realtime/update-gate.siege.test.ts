/**
 * A million messages of a hostile client through the gate (docs/room-rules.md, "Hostile clients").
 * More, or others: SIEGE_MESSAGES=10000000 SIEGE_SEED=5000 npx vitest run --project unit update-gate.siege
 */
import { expect, test } from "vitest";
import { RefusalCode } from "@/lib/protocol/refusals";
import { besiege, type Losses, MESSAGES_PER_ROOM } from "./testing/gate-siege";
import { heapInUse } from "./testing/heap";

const MESSAGES = Number(process.env.SIEGE_MESSAGES ?? 1_000_000);
const FIRST_SEED = Number(process.env.SIEGE_SEED ?? 1);
const ROOMS = Math.ceil(MESSAGES / MESSAGES_PER_ROOM);

/** What one message may take of the loop that serves everybody. */
const MAX_BLOCK_MS = 50;
/** On a busy machine anything takes long once; what takes long by itself does so each time. */
const TRIES = 4;
/** What the collector and the compiler keep for themselves moves by some of these. */
const HEAP_SLACK_BYTES = 10 * 1024 * 1024;
const TIMEOUT_MS = 60 * 60_000;

function siegeOf(seed: number): Losses {
  try {
    return besiege(seed, MESSAGES_PER_ROOM, MAX_BLOCK_MS);
  } catch (error) {
    throw new Error(`Room ${seed}: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}

/** Messages of a room that hold the loop for too long every time. */
function slowOnes(seed: number, first: Losses): number[] {
  let slow = first.slow;
  for (let i = 1; i < TRIES && slow.length > 0; i++) {
    const again = new Set(siegeOf(seed).slow);
    slow = slow.filter((message) => again.has(message));
  }
  return slow;
}

test(
  "[G5] [G7] [G8] whatever is sent, the room holds what was accepted, nothing waits, and nobody is kept waiting",
  () => {
    const refusals = new Map<string, number>();
    let [messages, accepted, halfway] = [0, 0, 0];
    for (let i = 0; i < ROOMS; i++) {
      if (i === Math.floor(ROOMS / 2)) halfway = heapInUse();
      const seed = FIRST_SEED + i;
      const losses = siegeOf(seed);
      expect(slowOnes(seed, losses), `slow messages of room ${seed}`).toEqual([]);
      messages += losses.messages;
      accepted += losses.accepted;
      for (const [code, count] of losses.refusals)
        refusals.set(code, (refusals.get(code) ?? 0) + count);
    }
    const growth = heapInUse() - halfway;
    console.info(
      `${messages} messages, ${accepted} accepted, refused:`,
      Object.fromEntries(refusals),
    );
    expect(growth, "heap between half and end").toBeLessThan(HEAP_SLACK_BYTES);
    expect(messages).toBeGreaterThanOrEqual(MESSAGES);
    for (const code of refusals.keys()) expect(RefusalCode.options).toContain(code);
    // An attack that is stopped at the first byte each time, or never, would show little.
    const share = accepted / messages;
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.5);
    for (const code of ["malformed", "empty", "foreign-client", "gap", "schema", "too-large"])
      expect(refusals.get(code), code).toBeGreaterThan(messages / 1_000);
  },
  TIMEOUT_MS,
);
