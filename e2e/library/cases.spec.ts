import type { Page } from "@playwright/test";
import { expect, test } from "../support/cast";

const list = (page: Page) => page.getByRole("list", { name: "Cases" });
const rows = (page: Page) => list(page).locator("> li");
const count = (page: Page) => page.getByRole("status").filter({ hasText: /cases$/ });
const search = (page: Page) => page.getByRole("searchbox");
const chip = (page: Page, name: string) => page.getByRole("checkbox", { name, exact: true });

test("the list is filtered while one types, and the address follows", async ({ arrive }) => {
  const { page } = await arrive("Vic");
  await page.goto("/library");
  const all = await rows(page).count();
  expect(all).toBeGreaterThanOrEqual(16);
  await expect(count(page)).toHaveText(`${all} cases`);

  await search(page).fill("privacy");
  await expect(count(page)).toHaveText(/^\d of \d+ cases$/);
  await expect(list(page)).toContainText("federated learning");
  await expect(list(page)).not.toContainText("Ad click prediction");
  await expect(page).toHaveURL(/\/library\?q=privacy$/);

  await page.reload();
  await expect(search(page)).toHaveValue("privacy");
  await expect(count(page)).toHaveText(/^\d of \d+ cases$/);
});

test("each chip is a step back, and back from a case the list is as it was left", async ({
  arrive,
}) => {
  const { page } = await arrive("Vic");
  await page.goto("/library");
  await chip(page, "Hard").check();
  await expect(page).toHaveURL(/\?difficulty=4$/);
  await chip(page, "Responsibility").check();
  await expect(page).toHaveURL(/\?difficulty=4&competency=c-responsibility$/);
  await expect(rows(page)).toHaveCount(1);

  await rows(page).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/federated learning/);
  await page.goBack();
  await expect(chip(page, "Responsibility")).toBeChecked();
  await expect(rows(page)).toHaveCount(1);

  await page.goBack();
  await expect(chip(page, "Responsibility")).not.toBeChecked();
  await expect(chip(page, "Hard")).toBeChecked();
  await expect(rows(page)).not.toHaveCount(1);
  await page.goForward();
  await expect(rows(page)).toHaveCount(1);

  // The bare list, by the row of links above.
  await page
    .getByRole("navigation", { name: "Library" })
    .getByRole("link", { name: "Cases" })
    .click();
  await expect(chip(page, "Hard")).not.toBeChecked();
});

test("where nothing fits, the list says so and the filters go with one press", async ({
  arrive,
}) => {
  const { page } = await arrive("Vic");
  await page.goto("/library?difficulty=1&q=zzzz");
  await expect(page.getByText("No case fits all of these filters.")).toBeVisible();
  await expect(count(page)).toHaveText(/^0 of/);
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(rows(page).first()).toBeVisible();
  await expect(page).toHaveURL(/\/library$/);
  await expect(search(page)).toHaveValue("");
});

test("the keyboard is enough: search, tick a chip, open a case", async ({ arrive }) => {
  const { page } = await arrive("Vic");
  await page.goto("/library");
  await search(page).focus();
  await page.keyboard.type("recommend");
  await expect(count(page)).toHaveText(/ of /);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\?q=recommend$/);
  // Past the button that empties the search, if the browser has one.
  await expect(async () => {
    await page.keyboard.press("Tab");
    await expect(chip(page, "Moderate")).toBeFocused({ timeout: 200 });
  }).toPass();
  await page.keyboard.press("Space");
  await expect(chip(page, "Moderate")).toBeChecked();
  await rows(page).first().getByRole("link").focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/library\/cases\//);
});

test("without scripts the list is a form, and the address is answered by the server", async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    ...(baseURL !== undefined && { baseURL }),
  });
  const page = await context.newPage();
  await page.goto("/library?domain=privacy");
  await expect(chip(page, "Privacy")).toBeChecked();
  const inPrivacy = await rows(page).count();
  expect(inPrivacy).toBeGreaterThan(1);

  await search(page).fill("faces");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/q=faces/);
  await expect(page).toHaveURL(/domain=privacy/);
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(chip(page, "Privacy")).not.toBeChecked();
  await context.close();
});

test("a visitor is asked for no state of theirs", async ({ arrive }) => {
  const { page } = await arrive("Vic");
  await page.goto("/library?state=done");
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByRole("group", { name: "My state" })).toHaveCount(0);
});
