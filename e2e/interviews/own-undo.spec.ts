import { expect, test } from "../support/cast";
import {
  addComponent,
  boardOf,
  copyLink,
  createInterview,
  documentOf,
  expectNoText,
  expectPhase,
  expectRunning,
  expectText,
  focusCanvas,
  joinAsGuest,
  startClock,
  writeLine,
} from "../support/interview-steps";

test("keys pressed on the canvas stay there, and the other's undo takes nothing of mine", async ({
  enter,
  arrive,
}) => {
  const ana = await enter("Ana");
  await createInterview(ana, "Interviewer");
  const ben = await arrive("Ben");
  await joinAsGuest(ben, await copyLink(ana, "Candidate"));
  await startClock(ana);
  await expectRunning(ben.page);
  await ana.page.getByRole("button", { name: "Next phase" }).click();
  await expectPhase(ben.page, "Clarify");

  await writeLine(ana.page, "Ana wrote this.");
  await expectText(ben.page, "Ana wrote this.");
  await writeLine(ben.page, "Ben wrote that.");
  await expectText(ana.page, "Ben wrote that.");
  await addComponent(ana.page, "Ranker");
  await expect(boardOf(ben.page)).toContainText("Ranker");
  await addComponent(ben.page, "Cache");
  await expect(boardOf(ana.page)).toContainText("Cache");

  for (let i = 0; i < 3; i++) await ben.page.keyboard.press("Control+z");
  await expect(boardOf(ana.page)).not.toContainText("Cache");
  await documentOf(ben.page).getByText("Ben wrote that.").click();
  for (let i = 0; i < 5; i++) await ben.page.keyboard.press("Control+z");
  await expectNoText(ana.page, "Ben wrote that.");
  for (const { page } of [ana, ben]) {
    await expectText(page, "Ana wrote this.");
    await expect(boardOf(page)).toContainText("Ranker");
  }
  await focusCanvas(ben.page);
  await ben.page.keyboard.press("n");
  await expectPhase(ben.page, "Clarify");
});
