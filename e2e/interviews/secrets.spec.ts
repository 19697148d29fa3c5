/**
 * Nothing an interviewer knows reaches a candidate's or an observer's browser before its time: not
 * as text, not as base64, not inside a Yjs update, on no channel.
 */
import { io } from "socket.io-client";
import { loadContent } from "../../server/content/load-content";
import { canary, plantInContent } from "../support/canary";
import { expect, type Person, test } from "../support/cast";
import {
  addComponent,
  advanceToTheEnd,
  copyLink,
  createInterview,
  endInterview,
  expectRunning,
  expectSaved,
  expectText,
  joinAsGuest,
  notesOf,
  startClock,
  writeLine,
} from "../support/interview-steps";
import { type Channel, startRecordingProxy } from "../support/recording-proxy";
import { findWord } from "../support/scanner";
import { cardOf, fillCard, submitCard } from "../support/scorecard-steps";
import { startUnguardedServer } from "../support/unguarded-server";

/** A sentence of the interface that only code in the browser holds. */
const WORD_IN_CODE = "ExcalidrawCanvas";

test("[V1] over a whole interview no byte of brief, private notes or draft card reaches candidate or observer before release", async ({
  enter,
  arrive,
}) => {
  const words = {
    brief: canary("Brief"),
    prompt: canary("Prompt"),
    notes: canary("Notes"),
    draft: canary("Draft"),
    self: canary("Self"),
    document: canary("Document"),
    name: `Ola${canary("Name").slice(0, 30)}`,
  };
  const ana = await enter("Ana");
  const interviewId = await createInterview(ana, "Interviewer");
  await plantInContent(interviewId, { secret: words.brief, open: words.prompt });
  await ana.page.reload();
  await expect(ana.page.getByText(words.brief).first()).toBeAttached();
  const ben = await arrive("Ben");
  await joinAsGuest(ben, await copyLink(ana, "Candidate"));
  const olga = await arrive(words.name);
  await joinAsGuest(olga, await copyLink(ana, "Observer"));
  // Another interviewer may know it all: the search has to find it in what their browser gets.
  const ivy = await arrive("Ivy");
  await joinAsGuest(ivy, await copyLink(ana, "Interviewer"));
  const watched = [ben, olga];
  const found = (person: Person, word: string) => findWord(person.proxy.received, word);

  await startClock(ana);
  for (const { page } of watched) await expectRunning(page);
  await ana.page.getByRole("button", { name: "Next phase" }).click();
  await test.step("the interviewer takes notes and drafts a card while everybody works", async () => {
    await ana.page.getByRole("tab", { name: "Notes" }).click();
    await notesOf(ana.page).click();
    await ana.page.keyboard.type(`A note: ${words.notes}`);
    await writeLine(ben.page, "Ben writes as well.");
    await expectText(ana.page, "Ben writes as well.");
    await writeLine(ana.page, `For everybody: ${words.document}`);
    await addComponent(ben.page, "Ranker");
    await ana.page.getByRole("tab", { name: "Scorecard" }).click();
    await cardOf(ana.page)
      .getByRole("textbox", { name: /^Evidence/ })
      .first()
      .fill(words.draft);
    await expect(cardOf(ana.page).getByText("Draft saved")).toBeVisible();
    await ana.page.getByRole("tab", { name: "Guide" }).click();
    for (const { page } of watched) await expectText(page, words.document);
    await expectSaved(ana.page);
  });

  await test.step("they reload, lose the line, look at every page, and come back", async () => {
    for (const { page, proxy } of watched) {
      await page.goto(`/interviews/${interviewId}`);
      await page.goto(`/interviews/${interviewId}/review`);
      await page.goto("/home");
      for (const file of ["markdown", "excalidraw"])
        await page.request.get(`/interviews/${interviewId}/review/${file}`);
      await page.goto(`/interviews/${interviewId}/room`);
      await expectRunning(page);
      proxy.cut();
      await expect(page.locator("[data-saved]")).toContainText("Offline");
      proxy.restore();
      await expectSaved(page);
    }
  });

  await advanceToTheEnd(ana.page);
  await endInterview(ana);
  for (const { page } of watched)
    await expect(page.getByText("Debrief", { exact: true })).toBeVisible();
  await fillCard(ana.page, words.draft);
  await fillCard(ben.page, words.self);
  await submitCard(ana.page);
  for (const { page } of watched)
    await expect(page.getByRole("list", { name: "Cards" })).toContainText("Card is in");
  await olga.page.goto(`/interviews/${interviewId}/review`);
  await olga.page.goto(`/interviews/${interviewId}/room`);
  await expect(olga.page.getByText("Debrief", { exact: true })).toBeVisible();

  await test.step("nothing of it was in any byte they received", async () => {
    for (const person of watched)
      for (const secret of [words.brief, words.notes, words.draft])
        expect(found(person, secret), `${person.name}: ${secret}`).toEqual([]);
    for (const person of [ana, olga])
      expect(found(person, words.self), `${person.name}: ${words.self}`).toEqual([]);
  });

  await test.step("the same search finds what is public, on each of those channels", async () => {
    for (const person of watched) {
      const channelsOf = (word: string) =>
        new Set<Channel>(found(person, word).map((hit) => hit.channel));
      expect(channelsOf(words.prompt)).toContain("page");
      expect(channelsOf(WORD_IN_CODE)).toContain("static");
      expect(channelsOf(words.name)).toContain("socket-text");
      expect(found(person, words.document)).toContainEqual(
        expect.objectContaining({ channel: "socket-binary", how: "yjs" }),
      );
    }
    expect(new Set(found(ivy, words.brief).map((hit) => hit.channel))).toContain("page");
    expect(found(ivy, words.notes)).toContainEqual(
      expect.objectContaining({ channel: "socket-binary", how: "yjs" }),
    );
    expect(found(ivy, words.draft)).toEqual([]);
  });

  await test.step("it catches a server that hands out unguarded views", async () => {
    const careless = await startUnguardedServer(interviewId, loadContent());
    const proxy = await startRecordingProxy(careless.url);
    try {
      for (const path of ["/", "/base64", "/_next/static/chunks/a.js"])
        await (await fetch(`${proxy.url}${path}`)).text();
      const socket = io(proxy.url, { transports: ["websocket"] });
      await new Promise((resolve) => socket.once("told", resolve));
      socket.disconnect();
      const hits = (word: string) =>
        findWord(proxy.received, word).map(({ channel, how }) => `${channel} ${how}`);
      expect(hits(words.brief)).toEqual(
        expect.arrayContaining(["page plain", "page base64", "static plain"]),
      );
      expect(hits(words.draft)).toContain("socket-text plain");
      expect(hits(words.notes)).toContain("socket-binary yjs");
    } finally {
      await proxy.close();
      await careless.close();
    }
  });

  await test.step("once the cards are opened, each reads the other's", async () => {
    await submitCard(ben.page);
    await expect(ana.page.getByRole("list", { name: "Cards" })).toContainText("Still writing");
    await ana.page.getByRole("button", { name: "Open the cards without waiting" }).click();
    await ana.page.getByRole("alertdialog").getByRole("button", { name: "Open the cards" }).click();
    await ben.page.waitForURL(/\/review$/);
    await expect(ben.page.getByText(words.draft).first()).toBeVisible();
    expect(found(ben, words.draft).length).toBeGreaterThan(0);
    for (const secret of [words.brief, words.notes]) expect(found(ben, secret)).toEqual([]);
  });
});
