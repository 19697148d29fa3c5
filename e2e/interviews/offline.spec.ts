import type { Page } from "@playwright/test";
import { expect, test } from "../support/cast";
import {
  addComponent,
  beginLine,
  boardOf,
  copyLink,
  createInterview,
  expectNoText,
  expectRunning,
  expectSaved,
  expectText,
  joinAsGuest,
  startClock,
  writeLine,
} from "../support/interview-steps";
import { recordedText } from "../support/stored";

const KEPT = /^Offline: \d+ changes kept on this device$/;

function savedText(page: Page) {
  return page.locator("[data-saved]");
}

test("[D1] [D3] two who work on while one is offline find everything merged once, and are told so in words", async ({
  enter,
  arrive,
}) => {
  const ana = await enter("Ana");
  const interviewId = await createInterview(ana, "Interviewer");
  const ben = await arrive("Ben");
  await joinAsGuest(ben, await copyLink(ana, "Candidate"));
  await startClock(ana);
  await expectRunning(ben.page);
  await ana.page.getByRole("button", { name: "Next phase" }).click();
  await beginLine(ben.page);
  await expectSaved(ben.page);

  ben.proxy.cut();
  await expect(savedText(ben.page)).toContainText("Offline");
  await ben.page.keyboard.type("written without a network");
  await expect(savedText(ben.page)).toHaveText(KEPT);
  await addComponent(ben.page, "Cache");
  await expect(boardOf(ben.page)).toContainText("Cache");
  await writeLine(ana.page, "meanwhile in the room");
  await addComponent(ana.page, "Ranker");
  await ana.page.getByRole("button", { name: "Next phase" }).click();
  await expectSaved(ana.page);
  await expectNoText(ana.page, "without a network");
  await expectNoText(ben.page, "meanwhile");
  // Leaving now would be a loss for a while, so the page asks.
  await ben.page.getByRole("link", { name: "Leave the room" }).click();
  const question = ben.page.getByRole("alertdialog");
  await expect(question).toContainText("Leave with unsaved changes?");
  await question.getByRole("button", { name: "Stay" }).click();

  ben.proxy.restore();
  for (const { page } of [ana, ben]) {
    await expectSaved(page);
    for (const text of ["written without a network", "meanwhile in the room"])
      await expectText(page, text);
    await expect(boardOf(page)).toContainText("2 components");
  }
  await expect(savedText(ben.page)).toHaveText("Saved");
  const text = await recordedText(interviewId);
  expect(text.split("written without a network")).toHaveLength(2);
  expect(text.split("meanwhile in the room")).toHaveLength(2);
});

test("[D2] edits of a tab that was closed offline appear when the room is opened again, and are saved once", async ({
  enter,
  arrive,
}) => {
  const ana = await enter("Ana");
  const interviewId = await createInterview(ana, "Interviewer");
  const ben = await arrive("Ben");
  await joinAsGuest(ben, await copyLink(ana, "Candidate"));
  await startClock(ana);
  await expectRunning(ben.page);
  await ana.page.getByRole("button", { name: "Next phase" }).click();
  await beginLine(ben.page);
  await expectSaved(ben.page);

  ben.proxy.cut();
  await expect(savedText(ben.page)).toContainText("Offline");
  await ben.page.keyboard.type("closed too early");
  await addComponent(ben.page, "Cache");
  await expect(boardOf(ben.page)).toContainText("Cache");
  await expect(savedText(ben.page)).toHaveText(KEPT);
  await ben.page.close();
  await writeLine(ana.page, "Ana goes on.");
  await expectSaved(ana.page);

  ben.proxy.restore();
  const again = await ben.context.newPage();
  await again.goto(`/interviews/${interviewId}/room`);
  await expectRunning(again);
  for (const page of [again, ana.page]) {
    await expectText(page, "closed too early");
    await expect(boardOf(page)).toContainText("Cache");
    await expectText(page, "Ana goes on.");
  }
  await expectSaved(again);
  expect((await recordedText(interviewId)).split("closed too early")).toHaveLength(2);

  // Opened once more, nothing is sent a second time.
  await again.reload();
  await expectRunning(again);
  await expectSaved(again);
  await expect(boardOf(again)).toContainText("1 component,");
  expect((await recordedText(interviewId)).split("closed too early")).toHaveLength(2);
});
