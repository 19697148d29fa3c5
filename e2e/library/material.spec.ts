/** Who gets to read the interviewer's half of a case, and what it costs them. */
import fs from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { loadContent } from "../../server/content/load-content";
import { expect, type Person, test } from "../support/cast";
import { closedPhrases, findPhrases } from "../support/closed-phrases";
import { endInterview, startClock } from "../support/interview-steps";

const CASE = "fraud-detection";
const TITLE = "Real-time payment fraud detection";
const PAGE = `/library/cases/${CASE}`;
const MATERIAL = `${PAGE}/material`;

const question = (page: Page) => page.getByRole("alertdialog", { name: `Interview “${TITLE}”?` });

async function practise({ page }: Person): Promise<void> {
  await page.goto(PAGE);
  await page.getByRole("link", { name: "Practise this case" }).click();
  await page.waitForURL(/\/interviews\/new/);
  await expect(page.getByLabel("Case", { exact: true })).toHaveValue(CASE);
  await page.getByRole("radio", { name: /^Solo/ }).check();
  await page.getByRole("button", { name: "Create" }).click();
  await page.waitForURL(/\/room$/);
}

test("whoever comes for the material is asked once what it does; a no changes nothing", async ({
  enter,
}) => {
  const { page } = await enter("Ivy");
  await page.goto(MATERIAL);
  await expect(question(page)).toContainText("marked as spoiled for you as a candidate");
  await question(page).getByRole("button", { name: "Not now" }).click();
  await expect(question(page)).toBeHidden();
  await page.goto("/library");
  const cases = page.getByRole("list", { name: "Cases" });
  await expect(cases).toContainText(TITLE);
  await expect(cases).not.toContainText("Material opened");
  await page.goto(MATERIAL);
  await expect(question(page)).toBeVisible();
});

test("a yes is remembered, and shown wherever the case is", async ({ enter }) => {
  const { page } = await enter("Ivy");
  await page.goto(PAGE);
  await page.getByRole("button", { name: "I am interviewing this case" }).click();
  await question(page).getByRole("button", { name: "Open the material" }).click();
  await page.waitForURL(`**${MATERIAL}`);
  await expect(page.getByRole("heading", { name: "Two-minute read" })).toBeVisible();
  await page
    .getByRole("navigation", { name: "On this page" })
    .getByRole("link", { name: "Curveballs" })
    .click();
  await expect(page.getByRole("heading", { name: "Curveballs", exact: true })).toBeInViewport();

  await page.goto(PAGE);
  await expect(page.getByText("You know the interviewer’s half of this case")).toBeVisible();
  await page.getByRole("link", { name: "Open the interviewer’s material" }).click();
  await page.waitForURL(`**${MATERIAL}`);

  await page.goto("/library?state=opened");
  const row = page.getByRole("list", { name: "Cases" }).getByRole("listitem").first();
  await expect(row).toContainText(TITLE);
  await expect(row).toContainText("Material opened");

  await page.goto(`/interviews/new?case=${CASE}`);
  await page.getByRole("radio", { name: /^Solo/ }).check();
  await expect(page.getByText(/it is no test of you any more/)).toBeVisible();
  await page.getByRole("radio", { name: /^Interviewer/ }).check();
  await expect(page.getByText(/it is no test of you any more/)).toBeHidden();
});

test("no byte of the material reaches who has not unlocked it, and all of it who has", async ({
  arrive,
  enter,
}) => {
  const { material, summary } = closedPhrases(CASE);
  expect(Math.min(material.length, summary.length)).toBeGreaterThan(10);
  const visitor = await arrive("Vic");
  const candidate = await enter("Cleo");
  for (const { page } of [visitor, candidate]) {
    for (const address of [
      "/library",
      PAGE,
      MATERIAL,
      "/library/failure-modes",
      "/library/frameworks",
    ])
      await page.goto(address);
    for (const headers of [{}, { RSC: "1" }, { RSC: "1", "Next-Router-Prefetch": "1" }])
      for (const address of [PAGE, MATERIAL]) await page.request.get(address, { headers });
  }
  await visitor.page.goto(MATERIAL);
  await expect(visitor.page).toHaveURL(/\/sign-in\?callbackUrl=/);
  for (const { name, proxy } of [visitor, candidate])
    expect(findPhrases(proxy.received, [...material, ...summary]), name).toEqual([]);

  // The same search finds it where it may be.
  const { page, proxy } = await enter("Ivy");
  await page.goto(`${PAGE}?ask=material`);
  await question(page).getByRole("button", { name: "Open the material" }).click();
  await page.waitForURL(`**${MATERIAL}`);
  await expect(page.getByRole("heading", { name: "References" })).toBeAttached();
  const reached = findPhrases(proxy.received, material);
  expect(reached.length).toBeGreaterThan(material.length / 2);
});

test("nothing an interviewer knows is in the code that browsers load", () => {
  const folder = path.resolve(import.meta.dirname, "../../.next/static");
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(js|json|txt|html)$/.test(name))
    .map((name) => ({ bytes: () => fs.readFileSync(path.join(folder, name)) }));
  expect(files.length).toBeGreaterThan(5);
  const phrases = [...loadContent().cases.keys()].flatMap((id) => {
    const { material, summary } = closedPhrases(id);
    return [...material, ...summary];
  });
  expect(findPhrases(files, phrases)).toEqual([]);
});

test("the summary opens with the first attempt, and the review is a link away", async ({
  enter,
}) => {
  const cleo = await enter("Cleo");
  const { material, summary } = closedPhrases(CASE);
  await practise(cleo);
  await startClock(cleo);
  const room = cleo.page.url();
  await cleo.page.goto(PAGE);
  await expect(cleo.page.getByRole("heading", { name: "Summary" })).toBeVisible();
  expect(findPhrases(cleo.proxy.received, summary)).toEqual([]);
  await cleo.page.goto(room);
  await endInterview(cleo);

  const before = cleo.proxy.received.length;
  await cleo.page.goto(PAGE);
  await expect(cleo.page.getByRole("heading", { name: "A strong answer" })).toBeVisible();
  await expect(cleo.page.getByText(/^Done once/)).toBeVisible();
  await expect(cleo.page.getByRole("link", { name: /^Finish the debrief/ })).toBeVisible();
  // The room gives a solo candidate the whole brief after the end; the library's page does not.
  const sent = cleo.proxy.received.slice(before).filter(({ where }) => where.startsWith(PAGE));
  expect(findPhrases(sent, summary).length).toBeGreaterThan(summary.length / 2);
  expect(findPhrases(sent, material)).toEqual([]);
});

test("a case that does not exist is not found, for anybody and on every page of it", async ({
  arrive,
  enter,
}) => {
  const { page: visitor } = await arrive("Vic");
  expect((await visitor.goto("/library/cases/no-such-case"))?.status()).toBe(404);
  const { page } = await enter("Ivy");
  for (const address of ["/library/cases/no-such-case", "/library/cases/no-such-case/material"])
    expect((await page.goto(address))?.status(), address).toBe(404);
});
