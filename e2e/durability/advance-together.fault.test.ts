/** Two interviewers press *Next phase* in the same moment. */
import { expect, test } from "vitest";
import type { HeadlessPerson } from "../support/headless";
import { liveInterview } from "./live-interview";

const ROUNDS = 200;

// Faster than any person presses; what one line may ask for is not what is tried here.
const room = liveInterview({ env: { ROOM_RATE_FACTOR: "1000" } });

function clockOf(person: HeadlessPerson) {
  const { interview } = person.state;
  if (interview?.state.status !== "live") throw new Error("The interview is not live");
  return { phase: interview.state.clock.phase, version: interview.version };
}

test(`two commands to advance, released together, advance one phase, ${ROUNDS} times out of ${ROUNDS}`, async () => {
  const { interviewId, host } = await room.begin();
  const second = await room.joinAsInterviewer(interviewId, host.viewer);
  const ida = await room.enter(interviewId, host);
  const ivo = await room.enter(interviewId, second);
  for (let round = 0; round < ROUNDS; round++) {
    const { phase: from, version } = clockOf(ida);
    const inOrder = round % 2 === 0 ? [ida, ivo] : [ivo, ida];
    const outcomes = await Promise.all(
      inOrder.map((person) => person.connection.command({ type: "advance", from })),
    );
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({ code: "stale-phase" });
    for (const person of inOrder) {
      await person.until(({ interview }) => (interview?.version ?? 0) > version, "it has advanced");
      expect(clockOf(person)).toEqual({ phase: from + 1, version: version + 1 });
    }
    // Back again, since a plan has fewer phases than this test has rounds.
    const back = await ivo.connection.command({ type: "back", from: from + 1 });
    expect(back).toEqual({ ok: true });
    await ida.until(({ interview }) => (interview?.version ?? 0) > version + 1, "it is back");
  }
});
