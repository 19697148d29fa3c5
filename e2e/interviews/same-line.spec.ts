import { expect, test } from "../support/cast";
import {
  beginLine,
  copyLink,
  createInterview,
  expectRunning,
  expectSaved,
  expectText,
  joinAsGuest,
  startClock,
} from "../support/interview-steps";
import { recordedText } from "../support/stored";

test("two who write at the end of one line at the same time keep their own words whole", async ({
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
  await beginLine(ana.page);
  await ana.page.keyboard.type("Metric: ");
  await expectText(ben.page, "Metric: ");
  await ben.page.getByRole("button", { name: "Write in the current phase" }).click();

  const sentences = ["the quick brown fox jumps over", "PACK MY BOX WITH FIVE DOZEN JUGS"];
  await Promise.all([
    ana.page.keyboard.type(sentences[0] ?? "", { delay: 40 }),
    ben.page.keyboard.type(sentences[1] ?? "", { delay: 40 }),
  ]);
  await expectSaved(ana.page);
  await expectSaved(ben.page);
  const text = await recordedText(interviewId);
  for (const sentence of sentences) expect(text).toContain(sentence);
});
