/** The whole story in two browsers, with a picture of every screen on the way. */
import fs from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/cast";
import {
  addComponent,
  beginLine,
  boardOf,
  copyLink,
  createInterview,
  documentOf,
  endInterview,
  expectPhase,
  expectRunning,
  expectSaved,
  expectText,
  joinAsGuest,
  notesOf,
  startClock,
  writeLine,
} from "../support/interview-steps";
import { look, lookAtPanel, pictureOf } from "../support/look";
import { cardOf, fillCard, submitCard } from "../support/scorecard-steps";
import { recordedText } from "../support/stored";

const PHASES = [
  "Clarify requirements and scope",
  "Frame as an ML task",
  "Data preparation and features",
  "Model development",
  "Evaluation, offline and online",
  "Deployment and serving",
  "Monitoring and continual learning",
];

/** What the candidate says in each phase. */
const LINES = [
  "Goal: minutes watched per visit, without clickbait. 200 M users, 100 ms at p99.",
  "Rank videos by expected watch time; retrieval first, then a ranker.",
  "Labels: watch time joined to impressions after 24 h. Features per user, video and context.",
  "Two towers for candidates, a gradient-boosted ranker, later a multi-task network.",
  "Recall@500 and NDCG by segment offline; watch time and retention in an A/B test.",
  "Candidates from an ANN index, features from the online store, 20 ms each.",
  "Watch drift of watch time per cohort; retrain daily, roll back by one flag.",
];

const QUESTION = "What if the videos are an hour old?";

/** Each on a line of their own, in the same section, letter by letter at the same time. */
async function writeTogether(ana: Page, ben: Page, line: string): Promise<void> {
  await beginLine(ana);
  await expectSaved(ana);
  await beginLine(ben);
  await Promise.all([ana.keyboard.type(QUESTION), ben.keyboard.type(line)]);
}

async function drawSystem(page: Page): Promise<void> {
  await addComponent(page, "Candidate generator");
  for (const [search, words] of [
    ["Ranker", "Ranker"],
    ["Re-ranker", "Re-ranker / blender"],
    ["Inference service", "Inference service"],
  ] as const) {
    await page.keyboard.press("/");
    const field = page.getByRole("combobox", { name: "Find a component" });
    await expect(field).toBeFocused();
    await field.fill(search);
    await page.keyboard.press("Shift+Enter");
    await expect(boardOf(page)).toContainText(`leads to ${words}`);
  }
}

test("interviewer and candidate meet by link, work at the same time through all phases, score, and read the review", async ({
  arrive,
  enter,
}) => {
  const ana = await enter("Ana Ribeiro");
  const interviewId = await createInterview(ana, "Interviewer");
  await look(ana.page, "lobby-interviewer");
  const link = await copyLink(ana, "Candidate");

  const ben = await arrive("Ben Okafor");
  await ben.page.goto(link);
  await look(ben.page, "join");
  await joinAsGuest(ben, link);
  await expect(ana.page.getByRole("list", { name: "People" })).toContainText("Ben Okafor");
  await look(ben.page, "lobby-candidate");
  await ben.page.getByRole("button", { name: "I am ready" }).click();
  await expect(ana.page.getByRole("list", { name: "People" })).toContainText("Ready");

  await test.step("the candidate's link is taken now", async () => {
    const late = await enter("Late Larry");
    await late.page.goto(link);
    await expect(late.page.getByText("This place is taken")).toBeVisible();
    await look(late.page, "join-taken");
  });

  await startClock(ana);
  await expectRunning(ben.page);
  // The candidate watches the clock and does not drive it.
  await expect(ben.page.getByRole("button", { name: "Next phase" })).toBeHidden();

  await test.step("both write and draw at the same time, phase by phase", async () => {
    for (const [i, phase] of PHASES.entries()) {
      await ana.page.getByRole("button", { name: "Next phase" }).click();
      for (const { page } of [ana, ben]) await expectPhase(page, phase);
      if (i === 0) {
        await writeTogether(ana.page, ben.page, LINES[i] ?? "");
        await Promise.all([drawSystem(ben.page), addComponent(ana.page, "Feature store (online)")]);
      } else {
        await writeLine(ben.page, LINES[i] ?? "");
      }
      for (const { page } of [ana, ben]) await expectText(page, LINES[i] ?? "");
    }
    for (const { page } of [ana, ben]) {
      await expectSaved(page);
      await expectText(page, QUESTION);
    }
    for (const { page } of [ana, ben]) {
      await expect(boardOf(page)).toContainText("5 components, 3 connections");
      await expect(boardOf(page)).toContainText("Candidate generator leads to Ranker");
      await expect(boardOf(page)).toContainText("Feature store (online)");
    }
    const text = await recordedText(interviewId);
    for (const line of LINES) expect(text.split(line)).toHaveLength(2);
  });

  await test.step("the room looks right to both", async () => {
    await ben.page.getByRole("button", { name: "Show everything" }).click();
    await look(ben.page, "room-candidate");
    await look(ana.page, "room-guide");
    await ana.page.getByRole("tab", { name: "Notes" }).click();
    await notesOf(ana.page).click();
    await ana.page.keyboard.type("Asked for the metric before anything else.");
    await expectSaved(ana.page);
    await lookAtPanel(ana.page, "room-notes");
    await ana.page.getByRole("tab", { name: "Scorecard" }).click();
    await lookAtPanel(ana.page, "room-scorecard");
    await ana.page.getByRole("tab", { name: "People" }).click();
    await lookAtPanel(ana.page, "room-people");
  });

  await endInterview(ana);
  await expect(ben.page.getByText("Debrief", { exact: true })).toBeVisible();

  await test.step("after the end nobody writes or draws any more", async () => {
    const before = await documentOf(ben.page).textContent();
    await documentOf(ben.page).click();
    await ben.page.keyboard.type("too late");
    await expect(documentOf(ben.page)).toHaveText(before ?? "");
    await expect(ben.page.getByRole("toolbar", { name: "Formatting" })).toBeHidden();
    await expect(ben.page.getByRole("button", { name: "Components" })).toBeHidden();
  });

  await test.step("each scores without seeing the other's card", async () => {
    await fillCard(ana.page, "Asked for the metric first.");
    await look(ana.page, "debrief-interviewer");
    await submitCard(ana.page);
    await expect(ana.page.getByText("Your card is in")).toBeVisible();
    await expect(ben.page.getByRole("list", { name: "Cards" })).toContainText("Card is in");
    await fillCard(ben.page, "I named the metric.");
    await look(ben.page, "debrief-candidate");
    await expect(cardOf(ben.page)).not.toContainText("Asked for the metric first.");
    await submitCard(ben.page);
  });

  await test.step("both are led to the review, with everything in it", async () => {
    for (const { page } of [ana, ben]) {
      await page.waitForURL(/\/review$/);
      const main = page.getByRole("main");
      await expect(main.getByText("Yes", { exact: true }).first()).toBeVisible();
      await expect(main.getByText("Asked for the metric first.").first()).toBeVisible();
      await expect(main.getByText("I named the metric.").first()).toBeVisible();
      for (const line of LINES) await expect(main.getByText(line)).toBeVisible();
      await expect(main.getByRole("region", { name: "Canvas" })).toContainText(
        "Candidate generator leads to Ranker",
      );
    }
    await look(ben.page, "review");
    await ben.page.screenshot({
      path: pictureOf("review-whole", "light", "desktop"),
      fullPage: true,
    });
  });

  await test.step("the review can be taken home as files, which are made when they are asked for", async () => {
    const asked: string[] = [];
    ben.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await ben.page.reload({ waitUntil: "networkidle" });
    expect(asked).toContain("/home");
    expect(asked.filter((path) => path.includes("/review/"))).toEqual([]);
    const download = async (name: string) => {
      const [file] = await Promise.all([
        ben.page.waitForEvent("download"),
        ben.page.getByRole("link", { name }).click(),
      ]);
      return fs.readFileSync(await file.path(), "utf8");
    };
    const markdown = await download("Download Markdown");
    for (const part of [...LINES.map((line) => line.slice(0, 12)), "## Scorecards", "## Canvas"])
      expect(markdown).toContain(part);
    const { elements } = JSON.parse(await download("Download canvas (.excalidraw)"));
    expect(elements.filter((element: { type: string }) => element.type === "arrow")).toHaveLength(
      3,
    );
  });

  await test.step("home lists it with its recommendation", async () => {
    await ben.page.goto("/home");
    await expect(ben.page.getByRole("main")).toContainText("with Ana Ribeiro");
    await expect(ben.page.getByRole("main")).toContainText("Yes");
    await look(ben.page, "home");
    await ana.page.goto(`/interviews/${interviewId}`);
    await look(ana.page, "interview");
  });
});
