import type { Page } from "@playwright/test";
import {
  beginLine,
  copyLink,
  createInterview,
  expectPhase,
  expectRunning,
  expectSaved,
  expectText,
  joinAsGuest,
  startClock,
  textOf,
} from "../support/interview-steps";
import { expect, test } from "../support/own-app";
import { recordedText } from "../support/stored";

const ROUNDS = 3;
const TOKENS_PER_ROUND = 40;
/** Within these the server dies, at a moment the seed decides. */
const KILL_AFTER_MS = { least: 300, most: 2_500 };
/** What a countdown in whole seconds may differ by from the same countdown later. */
const CLOCK_TOLERANCE_MS = 2_500;

/** Small and good enough to be different in every run, and the same for a seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const tokensOf = (name: string, round: number) =>
  Array.from({ length: TOKENS_PER_ROUND }, (_, i) => `${name}${round}x${i}.`);

/** When the interview would end by what the page shows: the earliest and the latest, as the look takes time. */
async function shownEnd(page: Page): Promise<{ earliest: number; latest: number }> {
  const before = Date.now();
  const text = await page.getByText(/\d+:\d\d left in all/).textContent();
  const [minutes = 0, seconds = 0] = (/(\d+):(\d\d)/.exec(text ?? "") ?? []).slice(1).map(Number);
  const remainingMs = (minutes * 60 + seconds) * 1000;
  return { earliest: before + remainingMs, latest: Date.now() + remainingMs };
}

test("[E9] the server is killed three times while two people write, and every letter is there once, in order, everywhere", async ({
  enter,
  arrive,
  ownApp,
}) => {
  const seed = Math.floor(Math.random() * 2 ** 32);
  console.log(`server-killed seed ${seed}`);
  const random = randomFrom(seed);

  const ana = await enter("Ana");
  const interviewId = await createInterview(ana, "Interviewer");
  const ben = await arrive("Ben");
  await joinAsGuest(ben, await copyLink(ana, "Candidate"));
  await startClock(ana);
  await expectRunning(ben.page);
  await ana.page.getByRole("button", { name: "Next phase" }).click();
  await expectPhase(ben.page, "Clarify");
  for (const { page } of [ana, ben]) {
    await beginLine(page);
    await expectSaved(page);
  }
  const end = await shownEnd(ana.page);

  for (let round = 0; round < ROUNDS; round++) {
    const { least, most } = KILL_AFTER_MS;
    const dieAfterMs = least + random() * (most - least);
    const writing = Promise.all(
      [ana, ben].map(({ page, name }) =>
        page.keyboard.type(tokensOf(name, round).join(""), { delay: 5 }),
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, dieAfterMs));
    await ownApp.kill();
    await ownApp.restart();
    await writing;
    for (const { page } of [ana, ben]) await expectSaved(page);
  }

  const whole = (name: string) =>
    Array.from({ length: ROUNDS }, (_, round) => tokensOf(name, round).join("")).join("");
  for (const { page } of [ana, ben])
    for (const name of ["Ana", "Ben"]) await expectText(page, whole(name));
  const [anas, bens] = await Promise.all([textOf(ana.page), textOf(ben.page)]);
  expect(bens).toBe(anas);
  const recorded = await recordedText(interviewId, ownApp.databaseUrl);
  for (const name of ["Ana", "Ben"]) expect(recorded.split(whole(name))).toHaveLength(2);
  for (const { page } of [ana, ben]) {
    await expectPhase(page, "Clarify");
    const { earliest, latest } = await shownEnd(page);
    expect(earliest - end.latest).toBeLessThan(CLOCK_TOLERANCE_MS);
    expect(end.earliest - latest).toBeLessThan(CLOCK_TOLERANCE_MS);
  }
});
