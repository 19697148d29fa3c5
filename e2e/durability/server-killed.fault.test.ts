/** The server is killed again and again while two people type as fast as they can. */
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import {
  freshSeed,
  seededRandom,
} from "@/app/interviews/[interviewId]/room/connection/testing/random";
import { remainingMs } from "@/lib/domain/clock";
import type { PersonCommand } from "@/lib/domain/interview";
import { contentHash } from "@/lib/room-document/content-hash";
import { documentJson, plainText } from "@/lib/room-document/document-json";
import type { HeadlessPerson } from "../support/headless";
import { liveInterview } from "./live-interview";

const ROUNDS = 20;
/** More than this unacknowledged, and a fast typist waits: otherwise the test measures its own backlog. */
const BACKLOG = 60;
/** Typed while nobody is there to take it. */
const OFFLINE_TOKENS = 150;
/** What the room promises of the time it shows. */
const CLOCK_TOLERANCE_MS = 250;

const room = liveInterview();

/** Types `a1;a2;…` until told to stop. What is acknowledged is the first of them. */
function typist(person: HeadlessPerson, letter: string) {
  let typed = 0;
  let isTyping = false;
  let done: Promise<void> = Promise.resolve();
  const type = () => {
    typed += 1;
    person.type(`${letter}${typed};`);
  };
  return {
    letter,
    typed: () => typed,
    acknowledged: () => typed - person.waiting,
    start: () => {
      isTyping = true;
      done = (async () => {
        while (isTyping) {
          if (person.waiting < BACKLOG) type();
          await setImmediate();
        }
      })();
    },
    stop: async () => {
      isTyping = false;
      await done;
    },
    burst: (count: number) => {
      for (let i = 0; i < count; i++) type();
    },
  };
}

/** The numbers of one typist's tokens, in the order of the text. */
function numbersIn(text: string, letter: string): number[] {
  return [...text.matchAll(new RegExp(`${letter}(\\d+);`, "g"))].map((match) => Number(match[1]));
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}

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

    const stored = plainText(documentJson((await room.recorded(interviewId)).doc));
    for (const [i, { letter }] of typists.entries())
      expect(
        numbersIn(stored, letter).slice(0, acknowledged[i]),
        `seed ${seed}, round ${round}: acknowledged and in the database`,
      ).toEqual(upTo(acknowledged[i] ?? 0));

    for (const each of typists) each.burst(Math.floor(random() * OFFLINE_TOKENS));
    await restart();
    for (const person of people) await person.untilSavedIs("saved");
    // Saved means stored; what the other one stored arrives a moment later.
    for (const person of people)
      for (const { letter, typed } of typists)
        await person.untilContent(() => numbersIn(person.text, letter).length >= typed());

    for (const person of people) {
      for (const { letter, typed } of typists)
        expect(numbersIn(person.text, letter), `seed ${seed}, round ${round}`).toEqual(
          upTo(typed()),
        );
      expect(clockOf(person)).toEqual(clockBefore);
      // Server and test share a computer, so its clock is the truth to compare with.
      const { connection } = person;
      const shown = remainingMs(clockBefore, clockBefore.phase, connection.serverNow());
      const real = remainingMs(clockBefore, clockBefore.phase, Date.now());
      expect(Math.abs(shown - real)).toBeLessThanOrEqual(CLOCK_TOLERANCE_MS);
    }
    const onServer = await room.raw(interviewId, candidate);
    const recorded = await room.recorded(interviewId);
    expect(carl.hash, `seed ${seed}, round ${round}`).toBe(ida.hash);
    expect(await onServer.contentHash()).toBe(ida.hash);
    expect(contentHash(recorded.doc)).toBe(ida.hash);
    onServer.close();
  }

  const edits = await room.storedEdits(interviewId);
  expect(new Set(edits.map(({ sender, seq }) => `${sender}/${seq}`)).size).toBe(edits.length);
});
