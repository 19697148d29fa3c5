/** The server is killed again and again while two people type as fast as they can. */
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { remainingMs } from "@/lib/domain/clock";
import type { PersonCommand } from "@/lib/domain/interview";
import { freshSeed, seededRandom } from "@/lib/testing/random";
import type { HeadlessPerson } from "../support/headless";
import { liveInterview } from "./live-interview";
import { expectConverged, expectStoredOnce, numbersIn, storedText, typist, upTo } from "./typist";

const ROUNDS = 20;
/** Typed while nobody is there to take it. */
const OFFLINE_TOKENS = 150;
/** What the room promises of the time it shows. */
const CLOCK_TOLERANCE_MS = 250;

const room = liveInterview();

/** Something that changes the clock, so that each restart has something to get right. */
function clockCommand(round: number, phase: number): PersonCommand {
  const commands: PersonCommand[] = [
    { type: "advance", from: phase },
    { type: "pause" },
    { type: "adjust", phase, minutes: 1 },
    { type: "resume" },
    { type: "back", from: phase },
  ];
  return commands[round % commands.length] ?? { type: "pause" };
}

function clockOf(person: HeadlessPerson) {
  const state = person.state.interview?.state;
  if (state?.status !== "live") throw new Error("The interview is not live");
  return state.clock;
}

test(`killed ${ROUNDS} times while two people type, it loses and doubles nothing`, async () => {
  const seed = freshSeed();
  console.log(`seed ${seed}`);
  const random = seededRandom(seed);
  const { interviewId, host, candidate } = await room.begin();
  const people = [await room.enter(interviewId, host), await room.enter(interviewId, candidate)];
  const [ida, carl] = people;
  if (!ida || !carl) throw new Error("Somebody is missing");
  const typists = [typist(ida, "a"), typist(carl, "b")];

  for (let round = 0; round < ROUNDS; round++) {
    const outcome = await ida.connection.command(clockCommand(round, clockOf(ida).phase));
    expect(outcome).toEqual({ ok: true });
    await carl.until(
      ({ interview }) => interview?.version === ida.state.interview?.version,
      "the clock's change is here",
    );
    const clockBefore = clockOf(ida);

    for (const each of typists) each.start();
    const enough = typists.map((each) => each.acknowledged() + 50 + Math.floor(random() * 400));
    for (const [i, each] of typists.entries())
      while (each.acknowledged() < (enough[i] ?? 0)) await setImmediate();
    const { restart } = await room.kill();
    const acknowledged = typists.map((each) => each.acknowledged());
    for (const each of typists) await each.stop();
    for (const person of people) await person.untilSavedIs("offline");

    const stored = await storedText(room, interviewId);
    for (const [i, { letter }] of typists.entries())
      expect(
        numbersIn(stored, letter).slice(0, acknowledged[i]),
        `seed ${seed}, round ${round}: acknowledged and in the database`,
      ).toEqual(upTo(acknowledged[i] ?? 0));

    for (const each of typists) each.burst(Math.floor(random() * OFFLINE_TOKENS));
    await restart();
    await expectConverged(room, interviewId, typists, `seed ${seed}, round ${round}`);
    for (const person of people) {
      expect(clockOf(person)).toEqual(clockBefore);
      // Server and test share a computer, so its clock is the truth to compare with.
      const { connection } = person;
      const shown = remainingMs(clockBefore, clockBefore.phase, connection.serverNow());
      const real = remainingMs(clockBefore, clockBefore.phase, Date.now());
      expect(Math.abs(shown - real)).toBeLessThanOrEqual(CLOCK_TOLERANCE_MS);
    }
    const onServer = await room.raw(interviewId, candidate);
    expect(await onServer.contentHash()).toBe(ida.hash);
    onServer.close();
  }

  await expectStoredOnce(room, interviewId);
});
