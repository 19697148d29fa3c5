/** People who type tokens that can be counted afterwards: `a1;a2;…`, each typist with a letter of their own. */
import { setImmediate } from "node:timers/promises";
import { expect } from "vitest";
import type { InterviewId } from "@/lib/domain/ids";
import type { Rebuilt } from "@/lib/recording/rebuild";
import { contentHash } from "@/lib/room-document/content-hash";
import { documentJson, plainText } from "@/lib/room-document/document-json";
import type { HeadlessPerson } from "../support/headless";

/** More than this unacknowledged, and a fast typist waits: otherwise the test measures its own backlog. */
const BACKLOG = 60;

export interface Typist {
  readonly person: HeadlessPerson;
  readonly letter: string;
  typed(): number;
  /** What is acknowledged is the first of what was typed. */
  acknowledged(): number;
  burst(count: number): void;
  /** Types without a pause, or with this one, until told to stop. */
  start(pause?: () => Promise<unknown>): void;
  stop(): Promise<void>;
}

export function typist(person: HeadlessPerson, letter: string): Typist {
  let typed = 0;
  let isTyping = false;
  let done: Promise<void> = Promise.resolve();
  const burst = (count: number) => {
    for (let i = 0; i < count; i++) {
      typed += 1;
      person.type(`${letter}${typed};`);
    }
  };
  return {
    person,
    letter,
    typed: () => typed,
    acknowledged: () => typed - person.waiting,
    burst,
    start: (pause = () => setImmediate()) => {
      isTyping = true;
      done = (async () => {
        while (isTyping) {
          if (person.waiting < BACKLOG) burst(1);
          await pause();
        }
      })();
    },
    stop: async () => {
      isTyping = false;
      await done;
    },
  };
}

/** The numbers of one typist's tokens, in the order of the text. */
export function numbersIn(text: string, letter: string): number[] {
  return [...text.matchAll(new RegExp(`${letter}(\\d+);`, "g"))].map((match) => Number(match[1]));
}

export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}

/** The text as the database alone tells it. */
export async function storedText(
  room: { recorded(interviewId: InterviewId): Promise<Rebuilt> },
  interviewId: InterviewId,
): Promise<string> {
  return plainText(documentJson((await room.recorded(interviewId)).doc));
}

/**
 * Waits until everything is saved, and compares: everybody and the database have everything
 * that was typed, once and in order, and the same document.
 */
export async function expectConverged(
  room: { recorded(interviewId: InterviewId): Promise<Rebuilt> },
  interviewId: InterviewId,
  typists: readonly Typist[],
  round: string,
): Promise<void> {
  for (const { person } of typists) await person.untilSavedIs("saved");
  // Saved means stored; what the other one stored arrives a moment later.
  for (const { person } of typists)
    for (const { letter, typed } of typists)
      await person.untilContent(() => numbersIn(person.text, letter).length >= typed());
  const hash = contentHash((await room.recorded(interviewId)).doc);
  for (const { person } of typists) {
    for (const { letter, typed } of typists)
      expect(numbersIn(person.text, letter), round).toEqual(upTo(typed()));
    expect(person.hash, round).toBe(hash);
  }
}

/** Every edit is in the log, and none of them twice. */
export async function expectStoredOnce(
  room: { storedEdits(id: InterviewId): Promise<{ sender: number; seq: number }[]> },
  interviewId: InterviewId,
): Promise<void> {
  const edits = await room.storedEdits(interviewId);
  expect(new Set(edits.map(({ sender, seq }) => `${sender}/${seq}`)).size).toBe(edits.length);
}
