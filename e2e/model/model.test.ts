import { expect, test } from "vitest";
import { freshSeed } from "@/lib/testing/random";
import { runModel } from "./run";

/** Seeds that once failed, and what they found. */
const KEPT: readonly [seed: number, found: string][] = [
  [6, "a dead tab's edits were given up when the server was loading its side anew"],
  [28, "a page went on in a role that had been changed while it was away"],
  [68, "an edit was reported as refused that was about to be stored"],
  [1132, "a device kept as confirmed what only its own unsent deletion had made of others' words"],
  [254, "what a killed server had under way was stored behind the back of the next one"],
  [1264, "what was brought back once more had its right neighbour on its left, and was refused"],
  [3021, "edits that were stored and came again after the interview's end were refused for ever"],
  [5169, "edits that were stored were given up because a dead tab's in front of them were refused"],
  [5966, "a server that read a log from a whole state took marks out of it that are in the log"],
];

/** What the ordinary run may spend on seeds nobody has tried. */
const BUDGET_MS = 60_000;
/** And how many are too few to have said anything, on the slowest computer. */
const FEWEST_SEEDS = 5;

function report({ seed, broken }: { seed: number; broken: readonly string[] }): string {
  return `npm run test:model -- --seed ${seed}\n${broken.join("\n")}`;
}

test.each(KEPT)("seed %i: %s", async (seed) => {
  const result = await runModel(seed);
  expect(result.broken, report(result)).toEqual([]);
});

test("the same seed is the same run", async () => {
  const [first, second] = [await runModel(7), await runModel(7)];
  expect(second.trace).toEqual(first.trace);
  expect(second.hash).toBe(first.hash);
});

test("whatever happens to people, lines, server and database, every promise is kept, for a minute of seeds", {
  timeout: 4 * BUDGET_MS,
}, async () => {
  const startedAt = performance.now();
  const first = freshSeed();
  let seeds = 0;
  while (seeds < FEWEST_SEEDS || performance.now() - startedAt < BUDGET_MS) {
    const result = await runModel(first + seeds);
    expect(result.broken, report(result)).toEqual([]);
    seeds += 1;
  }
  console.info(`${seeds} seeds from ${first} on`);
});
