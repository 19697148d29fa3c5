/** The server is asked to end while people type as fast as they can. */
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { liveInterview } from "./live-interview";
import { expectConverged, expectStoredOnce, numbersIn, storedText, typist, upTo } from "./typist";

const ROUNDS = 20;
/** Whoever stops us, Docker among them, kills after this long. */
const MOST_MS = 10_000;
/** Stored in each round before the server is asked to end. */
const TOKENS = 40;

const room = liveInterview({ waitsAtDoor: true });

test(`asked to end ${ROUNDS} times under load, it leaves nothing behind that is stored and not acknowledged`, async () => {
  const { interviewId, host, candidate } = await room.begin();
  const second = await room.joinAsInterviewer(interviewId, host.viewer);
  const typists = [
    typist(await room.enter(interviewId, host), "a"),
    typist(await room.enter(interviewId, candidate), "b"),
    typist(await room.enter(interviewId, candidate), "c"),
    typist(await room.enter(interviewId, second), "d"),
  ];

  for (let round = 0; round < ROUNDS; round++) {
    const where = `round ${round}`;
    const enough = typists.map((each) => each.acknowledged() + TOKENS);
    for (const each of typists) each.start();
    for (const [i, each] of typists.entries())
      while (each.acknowledged() < (enough[i] ?? 0)) await setImmediate();
    const { code, tookMs, restart } = await room.drain();
    for (const each of typists) await each.stop();
    for (const { person } of typists) await person.untilSavedIs("offline");

    expect(code, where).toBe(0);
    expect(tookMs, where).toBeLessThanOrEqual(MOST_MS);
    expect(room.output(), where).not.toContain("could not be stored");
    const text = await storedText(room, interviewId);
    for (const { letter, acknowledged } of typists)
      expect(numbersIn(text, letter), `${where}, ${letter}`).toEqual(upTo(acknowledged()));

    await restart();
    await expectConverged(room, interviewId, typists, where);
  }
  await expectStoredOnce(room, interviewId);
});
