/** The sheets to print: one page each, readable, and of a case for nobody but its interviewers. */
import fs from "node:fs";
import type { Page } from "@playwright/test";
import { loadContent } from "../server/content/load-content";
import { expect, test } from "./support/cast";
import { expectNothingClipped } from "./support/clipping";
import { closedPhrases } from "./support/closed-phrases";
import { expectAccessible, look } from "./support/look";
import { expectOnePage, expectReadableOnPaper } from "./support/paper";
import { unlock } from "./support/unlock";

const { frameworks, cases } = loadContent();
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };

const frameworkSheet = (id: string) => `/library/frameworks/${id}/sheet`;
const caseSheet = (id: string) => `/library/cases/${id}/sheet`;

async function expectGoodSheet(page: Page, what: string): Promise<void> {
  await expect(page.locator(".sheet")).toBeVisible();
  await expectOnePage(page, what);
  await expectReadableOnPaper(page, what);
  for (const size of [PHONE, DESKTOP]) {
    await page.setViewportSize(size);
    await expectAccessible(page, `${what} at ${size.width}`);
    await expectNothingClipped(page, `${what} at ${size.width}`);
  }
}

async function download(page: Page): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download Markdown" }).click(),
  ]);
  return { name: file.suggestedFilename(), text: fs.readFileSync(await file.path(), "utf8") };
}

for (const { id, name } of frameworks.values())
  test(`the sheet of the framework ${id} is one readable page on A4 and Letter, for everybody`, async ({
    arrive,
  }) => {
    const { page } = await arrive("Visitor");
    await page.goto(frameworkSheet(id));
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expectGoodSheet(page, id);
  });

for (const [number, { id, title }] of [...cases.values()].entries())
  test(`the sheet of the case ${id} is one readable page on A4 and Letter, for who interviews it`, async ({
    enter,
  }) => {
    // Short: the frame of a page cuts long names.
    const ina = await enter(`Ina ${number}`);
    await unlock(ina, [id]);
    await ina.page.goto(caseSheet(id));
    await expect(ina.page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expectGoodSheet(ina.page, id);
  });

test("sheets look calm on the screen and can be taken home as Markdown", async ({ enter }) => {
  const ina = await enter("Ina Downloads");
  await unlock(ina, ["rag-assistant"]);
  await ina.page.goto(frameworkSheet("fw-nine"));
  await look(ina.page, "sheet-framework");
  const framework = await download(ina.page);
  expect(framework.name).toBe("dryrun-fw-nine-sheet.md");
  // Everything is in the file, also what had no room on the page.
  for (const phase of frameworks.get("fw-nine")?.phases ?? [])
    expect(framework.text).toContain(phase.name);
  await ina.page.goto(caseSheet("rag-assistant"));
  await look(ina.page, "sheet-case");
  const material = await download(ina.page);
  expect(material.name).toBe("dryrun-rag-assistant-sheet.md");
  expect(material.text).toMatch(/^# Question answering over company documents \(RAG\)\n/);
});

test("a file is made when somebody asks for it, not when its link comes into sight", async ({
  arrive,
}) => {
  const { page } = await arrive("Visitor");
  const fetched: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "fetch") fetched.push(new URL(request.url()).pathname);
  });
  await page.goto(frameworkSheet("fw-nine"));
  await expect(page.getByRole("link", { name: "Download Markdown" })).toBeInViewport();
  // The links in sight are asked for twice, all of them once before any a second time.
  const back = "/library/frameworks/fw-nine";
  await expect
    .poll(() => fetched.filter((address) => address === back).length)
    .toBeGreaterThanOrEqual(2);
  expect(fetched).not.toContain(`${frameworkSheet("fw-nine")}/markdown`);
});

test("a case's sheet is closed to a visitor and to whoever has not unlocked it, in every form", async ({
  arrive,
  enter,
}) => {
  const { material } = closedPhrases("fraud-detection");
  expect(material.length).toBeGreaterThan(10);
  const told = (text: string) => material.filter((phrase) => text.includes(phrase));
  const visitor = await arrive("Visitor");
  await visitor.page.goto(caseSheet("fraud-detection"));
  await expect(visitor.page).toHaveURL(/\/sign-in\?/);
  const nosy = await enter("Nosy");
  await nosy.page.goto(caseSheet("fraud-detection"));
  await expect(nosy.page).toHaveURL(/\/library\/cases\/fraud-detection(\?ask=material)?$/);
  for (const { page } of [visitor, nosy]) {
    const file = await page.request.get(`${caseSheet("fraud-detection")}/markdown`);
    expect(file.status()).toBe(404);
    expect(told(await file.text())).toEqual([]);
    for (const headers of [{}, { rsc: "1" }]) {
      const answer = await page.request.get(caseSheet("fraud-detection"), { headers });
      expect(told(await answer.text())).toEqual([]);
    }
  }
});
