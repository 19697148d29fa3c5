import { expect, test } from "../support/cast";
import {
  copyLink,
  createInterview,
  endInterview,
  joinAsGuest,
  startClock,
} from "../support/interview-steps";
import { askToSubmit, confirmation, fillCard } from "../support/scorecard-steps";
import { withDatabase } from "../support/stored";

test("[S1] a scorecard submitted from two tabs at once is stored once, and both tabs say it is in", async ({
  enter,
  arrive,
}) => {
  const ana = await enter("Ana");
  const interviewId = await createInterview(ana, "Interviewer");
  const ben = await arrive("Ben");
  await joinAsGuest(ben, await copyLink(ana, "Candidate"));
  await startClock(ana);
  await endInterview(ana);
  await fillCard(ana.page, "Seen.");
  const second = await ana.context.newPage();
  await second.goto(`/interviews/${interviewId}/room`);
  await expect(second.getByRole("textbox", { name: "One thing to fix next" })).toHaveValue(
    "Seen. Fix it.",
  );

  const tabs = [ana.page, second];
  for (const tab of tabs) await askToSubmit(tab);
  // Found first and pressed in one go: a tab that hears of the other's card closes the question by itself.
  const buttons = await Promise.all(tabs.map((tab) => confirmation(tab).elementHandle()));
  await Promise.all(
    buttons.map((button) => button?.evaluate((element: HTMLElement) => element.click())),
  );
  for (const tab of tabs) await expect(tab.getByText("Your card is in")).toBeVisible();
  const cards = await withDatabase((db) => db.scorecard.findMany({ where: { interviewId } }));
  expect(cards).toHaveLength(1);
  expect(cards[0]).toMatchObject({ kind: "interviewer", card: { fix: "Seen. Fix it." } });
});
