/** What can be chosen for an interview, and what the choice does in the room. */
import type { Page } from "@playwright/test";
import { loadContent } from "../../server/content/load-content";
import { expect, type Person, test } from "../support/cast";
import { expectNothingClipped } from "../support/clipping";
import {
  copyLink,
  createInterview,
  documentOf,
  endInterview,
  expectPhase,
  expectRunning,
  joinAsGuest,
  startClock,
} from "../support/interview-steps";
import { expectAccessible, look } from "../support/look";
import { cardOf, fillCard, submitCard } from "../support/scorecard-steps";
import { withDatabase } from "../support/stored";

const { defaultFramework, frameworks, rubrics } = loadContent();
const PHASE_PROMPT = defaultFramework.phases[0]?.prompts[0] ?? "";
const scopeLine = (page: Page) => page.getByRole("region", { name: "Scope first" });

async function openChoices({ page }: Person): Promise<void> {
  await page.goto("/interviews/new");
  await page.getByText("Framework, minutes, rubric, start and call").click();
}

const minutesIn = (page: Page) =>
  page
    .getByRole("textbox", { name: /^Minutes for / })
    .evaluateAll((fields) => fields.map((field) => Number((field as HTMLInputElement).value)));

const sum = (minutes: readonly number[]) => minutes.reduce((all, each) => all + each, 0);

async function create({ page }: Person): Promise<string> {
  await page.getByRole("button", { name: "Create" }).click();
  await page.waitForURL(/\/room$/);
  return new URL(page.url()).pathname.split("/")[2] ?? "";
}

test("every framework, time profile and length adds up, and a change by hand does too", async ({
  enter,
}) => {
  const ana = await enter("Ana");
  const { page } = ana;
  await openChoices(ana);
  for (const framework of frameworks.values()) {
    await page.getByLabel("Framework", { exact: true }).selectOption(framework.id);
    await expect(page.getByText(framework.summary)).toBeVisible();
    for (const profile of ["tp-systems", "tp-balanced"]) {
      await page.getByLabel("Where the minutes go").selectOption(profile);
      for (const length of [35, 60, 45]) {
        await page.getByRole("radio", { name: `${length} min` }).check();
        expect(sum(await minutesIn(page)), `${framework.id} ${profile}`).toBe(length);
      }
    }
  }
  const before = await minutesIn(page);
  await page
    .getByRole("button", { name: /^One minute more for / })
    .nth(2)
    .click();
  const after = await minutesIn(page);
  expect(after[2]).toBe((before[2] ?? 0) + 1);
  expect(sum(after)).toBe(45);
  await page.getByLabel("Framework", { exact: true }).selectOption("fw-nine");
  await look(page, "new-interview-nine");
  await expectNothingClipped(page, "new interview with nine phases");
});

test("what was chosen is what the interview keeps and what the room shows", async ({ enter }) => {
  const ana = await enter("Ana");
  const { page } = ana;
  await openChoices(ana);
  await page.getByRole("radio", { name: /^Interviewer/ }).check();
  await page.getByRole("radio", { name: /^Guided/ }).check();
  await page.getByLabel("Framework", { exact: true }).selectOption("fw-four");
  await page.getByLabel("Rubric").selectOption("rb-detailed8");
  const minutes = await minutesIn(page);
  const id = await create(ana);
  const stored = await withDatabase((db) => db.interview.findUniqueOrThrow({ where: { id } }));
  expect(stored).toMatchObject({
    mode: "guided",
    frameworkId: "fw-four",
    rubricId: "rb-detailed8",
  });
  expect((stored.plan as { minutes: number }[]).map((phase) => phase.minutes)).toEqual(minutes);
  await startClock(ana);
  const rail = page.getByRole("list", { name: "Phases" });
  for (const { name } of frameworks.get("fw-four")?.phases ?? [])
    await expect(rail).toContainText(name);
});

test("alone one is guided unless one says otherwise, and in an exam the guidance is gone", async ({
  enter,
}) => {
  expect(PHASE_PROMPT).not.toBe("");
  const guided = await enter("Gil");
  await createInterview(guided, "Solo");
  await startClock(guided);
  await expect(guided.page.getByText(PHASE_PROMPT)).toBeVisible();
  await expect(documentOf(guided.page)).toContainText("Business goal and success metric");

  const exam = await enter("Eve");
  await exam.page.goto("/interviews/new");
  await exam.page.getByRole("radio", { name: /^Exam/ }).check();
  await create(exam);
  await startClock(exam);
  await expect(exam.page.getByText("This is an exam")).toBeVisible();
  await expect(exam.page.getByText(PHASE_PROMPT)).toBeHidden();
  await expect(documentOf(exam.page)).not.toContainText("Business goal and success metric");
  await expect(scopeLine(exam.page)).toBeHidden();
  await exam.page.getByRole("button", { name: "Next phase" }).click();
  await expect(exam.page.getByText(defaultFramework.phases[1]?.goal ?? "")).toBeHidden();
});

test("the first minutes say that they are for scope, and wait while the clock is paused", async ({
  enter,
}) => {
  const ana = await enter("Ana");
  await createInterview(ana, "Solo");
  await startClock(ana);
  const line = scopeLine(ana.page);
  await expect(line).toContainText(/until minute 5 \(4:\d\d left\)/);
  await expect(
    ana.page.getByRole("region", { name: "What the first minutes are for" }),
  ).toContainText(defaultFramework.scopeWindow?.says ?? "");
  await ana.page.getByRole("button", { name: "Pause the clock" }).click();
  await expect(ana.page.getByRole("button", { name: "Resume the clock" })).toBeVisible();
  const held = (await line.textContent()) ?? "";
  await ana.page.getByRole("button", { name: "Next phase" }).click();
  await expectPhase(ana.page, "Clarify requirements and scope");
  await expect(line).toHaveText(held);
});

test("the guide says what goes wrong, and the computed recommendation is not there before one's own", async ({
  arrive,
  enter,
}) => {
  const ana = await enter("Ana");
  const { page } = ana;
  await openChoices(ana);
  await page.getByRole("radio", { name: /^Interviewer/ }).check();
  await page.getByLabel("Rubric").selectOption("rb-detailed8");
  await create(ana);
  const ben = await arrive("Ben");
  await joinAsGuest(ben, await copyLink(ana, "Candidate"));
  await startClock(ana);
  await expectRunning(ben.page);
  await expect(scopeLine(page)).toBeVisible();
  await expect(scopeLine(ben.page)).toBeHidden();
  await page.getByRole("button", { name: "Next phase" }).click();
  await page.getByText("What goes wrong here").click();
  await expect(
    page.getByRole("link", { name: /^A model before the requirements/ }),
  ).toHaveAttribute("href", "/library/failure-modes#ap-model-before-requirements");
  await expectAccessible(page, "the guide with failure modes");

  await endInterview(ana);
  const form = cardOf(page);
  const computed = form.getByRole("region", { name: "What the ratings come to" });
  const eight = rubrics.get("rb-detailed8")?.competencies ?? [];
  await expect(form.locator("details[id^='rating-']")).toHaveCount(eight.length);
  for (const rating of await form.locator("details[id^='rating-']").all()) {
    if ((await rating.getAttribute("open")) === null)
      await rating.locator("summary").first().click();
    await rating.getByRole("radio", { name: /^3 / }).check();
  }
  await expect(computed).toBeHidden();
  await form.getByRole("radio", { name: "No", exact: true }).check();
  await expect(computed).toContainText("come to Yes, a mean of 3.00");
  await computed.getByText("How it adds up").click();
  await expect(computed.getByRole("row", { name: /^Sum 100/ })).toContainText("300");
  await expectAccessible(page, "the scorecard with its sum");
  const reason = form.getByRole("textbox", { name: "Why yours differs" });
  await expect(reason).toBeVisible();
  await form.getByRole("radio", { name: "Yes", exact: true }).check();
  await expect(reason).toBeHidden();

  await fillCard(page, "Asked for the metric before any model.");
  await submitCard(page);
  await fillCard(ben.page, "I named the metric.");
  await submitCard(ben.page);
  await page.waitForURL(/\/review$/);
  for (const { name } of eight)
    await expect(page.getByRole("rowheader", { name, exact: true })).toBeVisible();
});
