/**
 * The server is killed around a commit: when edits are staged and not committed, and when they are
 * committed and nobody knows it yet. A gate in front of the database holds the commit at that point.
 */
import { afterAll, expect, test } from "vitest";
import { freshSeed, seededRandom } from "@/lib/testing/random";
import { type StatementGate, type StopPoint, startStatementGate } from "../support/statement-gate";
import { liveInterview } from "./live-interview";
import {
  expectConverged,
  expectStoredOnce,
  numbersIn,
  storedText,
  type Typist,
  typist,
  upTo,
} from "./typist";

const ROUNDS = 50;
/** What one person adds before, and after, the commit that is held. */
const MOST_TOKENS = 6;

let gate: StatementGate | undefined;
const room = liveInterview({
  waitsAtDoor: true,
  databaseUrl: async (url) => {
    gate ??= await startStatementGate(url);
    return gate.url;
  },
});
afterAll(() => gate?.close());

/** Edits that the database has of a typist, and how many of these the typist knows to be stored. */
interface AfterKill {
  stored: number[];
  acknowledged: number;
}

async function killAt(
  points: readonly [StopPoint, ...StopPoint[]],
  check: (typists: AfterKill[], where: string) => void,
): Promise<void> {
  const seed = freshSeed();
  console.log(`seed ${seed}`);
  const random = seededRandom(seed);
  const some = () => 1 + Math.floor(random() * MOST_TOKENS);
  const { interviewId, host, candidate } = await room.begin();
  const typists: Typist[] = [
    typist(await room.enter(interviewId, host), "a"),
    typist(await room.enter(interviewId, candidate), "b"),
  ];

  for (let round = 0; round < ROUNDS; round++) {
    const point = points[round % points.length] ?? points[0];
    const where = `seed ${seed}, round ${round}, ${point}`;
    // Whatever joining has put into the log is stored when these are.
    for (const each of typists) each.burst(1);
    for (const { person } of typists) await person.untilSavedIs("saved");

    const stopped = gate?.stopNext("log_append", point);
    for (const each of typists) each.burst(some());
    await stopped;
    // Staged behind the commit that is held, or still on the way.
    for (const each of typists) each.burst(some());
    const { restart } = await room.kill();
    for (const { person } of typists) await person.untilSavedIs("offline");

    const text = await storedText(room, interviewId);
    const found = typists.map((each) => ({
      stored: numbersIn(text, each.letter),
      acknowledged: each.acknowledged(),
    }));
    check(found, where);
    for (const [i, { letter }] of typists.entries())
      for (const { person, letter: own } of typists)
        if (own !== letter)
          expect(
            found[i]?.stored.length,
            `${where}: nobody sees of another what is not stored`,
          ).toBeGreaterThanOrEqual(numbersIn(person.text, letter).length);

    await restart();
    await expectConverged(room, interviewId, typists, where);
  }
  await expectStoredOnce(room, interviewId);
  for (const { person } of typists) await person.leave();
}

test(`killed ${ROUNDS} times between staging and commit, it has acknowledged nothing that is gone`, () =>
  killAt(["unsent", "half-sent", "executed"], (typists, where) => {
    for (const { stored, acknowledged } of typists)
      expect(stored, where).toEqual(upTo(acknowledged));
  }));

test(`killed ${ROUNDS} times between commit and acknowledgement, it stores nothing twice`, () =>
  killAt(["committed"], (typists, where) => {
    const total = (counts: number[]) => counts.reduce((sum, count) => sum + count, 0);
    for (const { stored, acknowledged } of typists) {
      expect(stored, where).toEqual(upTo(stored.length));
      expect(stored.length, where).toBeGreaterThanOrEqual(acknowledged);
    }
    // The kill fell where it should: something is stored that nobody was told of.
    expect(total(typists.map(({ stored }) => stored.length)), where).toBeGreaterThan(
      total(typists.map(({ acknowledged }) => acknowledged)),
    );
  }));
