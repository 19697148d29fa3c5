import fs from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/cast";
import {
  addComponent,
  boardOf,
  copyLink,
  createInterview,
  endInterview,
  expectRunning,
  expectSaved,
  focusCanvas,
  joinAsGuest,
  startClock,
} from "./support/interview-steps";
import { look, lookAtPanel } from "./support/look";
import { expectWordsToFit } from "./support/reference-figure";
import { fillCard, submitCard } from "./support/scorecard-steps";

test("a component is found by what people call it", async ({ enter }) => {
  const nia = await enter("Nia");
  await createInterview(nia, "Solo");
  await startClock(nia);
  const { page } = nia;
  await addComponent(page, "kafka");
  await expect(boardOf(page)).toContainText("Event log / stream (not connected)");
  await addComponent(page, "nearest neighbor");
  await expect(boardOf(page)).toContainText("ANN index (not connected)");
});

test("a motif comes with its arrows, is selected as a whole and goes in one undo", async ({
  enter,
}) => {
  const nia = await enter("Nia");
  await createInterview(nia, "Solo");
  await startClock(nia);
  const { page } = nia;
  await addComponent(page, "Ranking funnel");
  await expect(boardOf(page)).toContainText("6 components, 6 connections");
  await expect(boardOf(page)).toContainText("Light ranker leads to Ranker (request)");

  await page.keyboard.press("Control+z");
  await expect(boardOf(page)).toContainText("Nothing has been drawn yet");
  await page.keyboard.press("Control+Shift+z");
  await expect(boardOf(page)).toContainText("6 components, 6 connections");

  // At a free place: what was there stays uncovered, and only what came is selected.
  await addComponent(page, "Training loop");
  await expect(boardOf(page)).toContainText("12 components, 11 connections");
  await page.keyboard.press("Delete");
  await expect(boardOf(page)).toContainText("6 components, 6 connections");
  await expectSaved(page);
});

test("what flows along an arrow is said by keyboard, seen by the other person and kept in the Markdown", async ({
  arrive,
  enter,
}) => {
  const ana = await enter("Ana");
  await createInterview(ana, "Interviewer");
  const ben = await arrive("Ben");
  await joinAsGuest(ben, await copyLink(ana, "Candidate"));
  await startClock(ana);
  await expectRunning(ben.page);

  await addComponent(ana.page, "Decision service");
  await ana.page.keyboard.press("/");
  await ana.page.keyboard.type("human review");
  await ana.page.keyboard.press("Shift+Enter");
  for (const { page } of [ana, ben]) {
    await expect(boardOf(page)).toContainText(
      "Decision service leads to Human review queue (request)",
    );
  }

  // The arrow is found by the names at its ends.
  await ana.page.keyboard.press("/");
  await ana.page.keyboard.type("decision service human review");
  await ana.page.keyboard.press("Enter");
  await expect(
    ana.page.getByRole("button", { name: "What flows along the selected arrow" }),
  ).toBeVisible();
  await ana.page.keyboard.press("Alt+a");
  const kinds = ana.page.getByRole("combobox", { name: /^What flows along Decision service/ });
  await expect(kinds).toBeFocused();
  await ana.page.keyboard.type("contr");
  await ana.page.keyboard.press("Enter");
  for (const { page } of [ana, ben]) {
    await expect(boardOf(page)).toContainText(
      "Decision service leads to Human review queue (control)",
    );
  }

  // Said beforehand, where an arrow is drawn.
  await addComponent(ben.page, "Monitoring");
  await expect(boardOf(ben.page)).toContainText("Monitoring and alerts (not connected)");
  await ben.page.keyboard.press("Alt+a");
  await ben.page
    .getByRole("combobox", { name: "What flows along the arrow" })
    .selectOption({ label: "Kind: Feedback" });
  const target = ben.page.getByRole("combobox", { name: /^Connect Monitoring/ });
  await target.fill("decision");
  await target.press("Enter");
  await expect(boardOf(ana.page)).toContainText(
    "Monitoring and alerts leads to Decision service (feedback)",
  );
  await expectSaved(ben.page);
  await expectSaved(ana.page);

  await endInterview(ana);
  await fillCard(ana.page, "Drew the way to the reviewers.");
  await submitCard(ana.page);
  await fillCard(ben.page, "I drew the way to the reviewers.");
  await submitCard(ben.page);
  await ben.page.waitForURL(/\/review$/);
  const [file] = await Promise.all([
    ben.page.waitForEvent("download"),
    ben.page.getByRole("link", { name: "Download Markdown" }).click(),
  ]);
  expect(fs.readFileSync(await file.path(), "utf8")).toContain(
    "**Decision service** → Human review queue \\(control\\)",
  );
});

test("the skeleton is there for who is guided, and not in an exam", async ({ enter }) => {
  const nia = await enter("Nia");
  const skeleton = nia.page.getByRole("button", { name: "Insert the skeleton" });

  await begin(nia.page, "Guided");
  await startClock(nia);
  await skeleton.click();
  await expect(boardOf(nia.page)).toContainText("8 components, 8 connections");
  await expect(boardOf(nia.page)).toContainText("Model registry leads to Inference service (data)");
  await focusCanvas(nia.page);
  await nia.page.keyboard.press("Control+z");
  await expect(boardOf(nia.page)).toContainText("Nothing has been drawn yet");
  await expectSaved(nia.page);

  await begin(nia.page, "Exam");
  await startClock(nia);
  await expect(nia.page.getByRole("button", { name: "Undo on the canvas" })).toBeVisible();
  await expect(skeleton).toHaveCount(0);
  await addComponent(nia.page, "Ranking funnel");
  await expect(boardOf(nia.page)).toContainText("6 components, 6 connections");
});

test("the palette and the meaning of the arrows look right and pass axe", async ({ enter }) => {
  const nia = await enter("Nia");
  await createInterview(nia, "Solo");
  await startClock(nia);
  const { page } = nia;
  await page.getByRole("button", { name: "Canvas alone" }).click();
  await page.getByRole("button", { name: "Insert the skeleton" }).click();
  await expect(boardOf(page)).toContainText("8 components, 8 connections");
  await focusCanvas(page);
  await page.keyboard.press("/");
  await expect(page.getByRole("option", { name: "Secure aggregator" })).toHaveCount(1);
  await lookAtPanel(page, "palette");
  await page.getByRole("button", { name: "What the arrows say" }).click();
  await expect(page.getByText("Asked and answered while somebody waits.")).toBeVisible();
  await lookAtPanel(page, "arrows");
});

test("the reference drawing opens over the guide, and every word fits its place", async ({
  enter,
}) => {
  const ana = await enter("Ana");
  await createInterview(ana, "Interviewer");
  await startClock(ana);
  const { page } = ana;
  await page.getByRole("button", { name: "Reference drawing" }).click();
  const dialog = page.getByRole("dialog", { name: "Reference drawing" });
  await expect(dialog.getByRole("img", { name: /^Reference drawing: / })).toBeVisible();
  await expectWordsToFit(page);
  await look(page, "reference-drawing");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

/** Creates a solo interview in this mode, and ends in the lobby. */
async function begin(page: Page, mode: "Guided" | "Exam"): Promise<void> {
  await page.goto("/interviews/new");
  await page.getByRole("radio", { name: /^Solo/ }).check();
  await page.getByRole("radio", { name: new RegExp(`^${mode}`) }).check();
  await page.getByRole("button", { name: "Create" }).click();
  await page.waitForURL(/\/room$/);
}
