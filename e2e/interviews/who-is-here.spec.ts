import { expect, test } from "../support/cast";
import {
  addComponent,
  beginLine,
  boardOf,
  copyLink,
  createInterview,
  documentOf,
  expectNoText,
  expectRunning,
  expectSaved,
  expectText,
  joinAsGuest,
  startClock,
  writeLine,
} from "../support/interview-steps";
import { recordedText } from "../support/stored";

test("[G1] observers read everything shared and can write nothing", async ({ enter, arrive }) => {
  const ana = await enter("Ana");
  const interviewId = await createInterview(ana, "Interviewer");
  const olga = await arrive("Olga");
  await joinAsGuest(olga, await copyLink(ana, "Observer"));
  await startClock(ana);
  await expectRunning(olga.page);
  await ana.page.getByRole("button", { name: "Next phase" }).click();
  await writeLine(ana.page, "Everybody reads this.");
  await addComponent(ana.page, "Ranker");
  await expectText(olga.page, "Everybody reads this.");
  await expect(boardOf(olga.page)).toContainText("Ranker");

  await expect(olga.page.getByRole("toolbar", { name: "Formatting" })).toBeHidden();
  await expect(olga.page.getByRole("button", { name: "Components" })).toBeHidden();
  await expect(olga.page.getByRole("button", { name: "Next phase" })).toBeHidden();
  await expect(olga.page.getByRole("button", { name: "End", exact: true })).toBeHidden();
  for (const tab of ["Guide", "Notes", "Scorecard"])
    await expect(olga.page.getByRole("tab", { name: tab })).toBeHidden();

  const before = await recordedText(interviewId);
  await documentOf(olga.page).getByText("Everybody reads this.").click();
  // Letters that are no shortcut of the room.
  await olga.page.keyboard.type("zzzz");
  await olga.page.keyboard.press("Enter");
  await olga.page.keyboard.press("Delete");
  const canvas = olga.page.locator("canvas.interactive");
  await canvas.click();
  await olga.page.keyboard.press("Control+a");
  await olga.page.keyboard.press("Delete");
  await olga.page.keyboard.press("r");
  const box = await canvas.boundingBox();
  if (!box) throw new Error("The canvas has no place on the page.");
  await olga.page.mouse.move(box.x + 60, box.y + 300);
  await olga.page.mouse.down();
  await olga.page.mouse.move(box.x + 160, box.y + 380, { steps: 4 });
  await olga.page.mouse.up();

  // Something that comes after whatever Olga might have sent has arrived.
  await writeLine(ana.page, "And this as well.");
  await expectText(olga.page, "And this as well.");
  await expectSaved(ana.page);
  await expect(boardOf(ana.page)).toContainText("1 component,");
  await expect(boardOf(olga.page)).toContainText("1 component,");
  expect(await recordedText(interviewId)).toBe(
    before.replace("Everybody reads this.", "Everybody reads this.And this as well."),
  );
  await expectNoText(olga.page, "zzzz");
});

test("[J5] two tabs of one person are one person, and both write", async ({ enter, arrive }) => {
  const ana = await enter("Ana");
  const interviewId = await createInterview(ana, "Interviewer");
  const ben = await arrive("Ben");
  await joinAsGuest(ben, await copyLink(ana, "Candidate"));
  await startClock(ana);
  await expectRunning(ben.page);
  await ana.page.getByRole("button", { name: "Next phase" }).click();

  const second = await ben.context.newPage();
  await second.goto(`/interviews/${interviewId}/room`);
  await expectRunning(second);
  const here = ana.page.getByRole("list", { name: "Here now" }).getByRole("listitem");
  await expect(here).toHaveCount(2);

  await beginLine(ben.page);
  await expectSaved(ben.page);
  await beginLine(second);
  await Promise.all([
    ben.page.keyboard.type("from the first tab"),
    second.keyboard.type("from the second tab"),
  ]);
  for (const page of [ana.page, ben.page, second]) {
    await expectText(page, "from the first tab");
    await expectText(page, "from the second tab");
  }
  await expectSaved(ben.page);
  await expectSaved(second);
  const text = await recordedText(interviewId);
  expect(text.split("from the first tab")).toHaveLength(2);
  expect(text.split("from the second tab")).toHaveLength(2);

  await ben.page.close();
  await writeLine(second, "still here");
  await expectText(ana.page, "still here");
  await expect(here).toHaveCount(2);
  await second.close();
  await expect(here).toHaveCount(1);
});

test("[J6] a removed person is told so at once, and the old link leads nowhere", async ({
  enter,
  arrive,
}) => {
  const ana = await enter("Ana");
  await createInterview(ana, "Interviewer");
  const link = await copyLink(ana, "Candidate");
  const ben = await arrive("Ben");
  await joinAsGuest(ben, link);
  const people = ana.page.getByRole("list", { name: "People" });
  await expect(people).toContainText("Ben");
  await ana.page.getByRole("button", { name: "More about Ben" }).click();
  await ana.page.getByRole("menuitem", { name: "Remove from the interview" }).click();
  await ana.page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(
    ben.page.getByRole("heading", { name: "You are no longer in this interview" }),
  ).toBeVisible();
  await expect(people).not.toContainText("Ben");
  expect((await ben.page.goto(link))?.status()).toBe(404);
});

test("a link opened by somebody who has another part asks, and changes nothing", async ({
  enter,
}) => {
  const ana = await enter("Ana");
  await createInterview(ana, "Interviewer");
  await ana.page.goto(await copyLink(ana, "Candidate"));
  await expect(ana.page.getByText("You are the interviewer here")).toBeVisible();
  await ana.page.getByRole("link", { name: "Go to the room as interviewer" }).click();
  await ana.page.waitForURL(/\/room$/);
  await expect(ana.page.getByRole("list", { name: "People" })).toContainText("Interviewer");
});
