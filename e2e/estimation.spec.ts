/** The estimator: on its own page, and beside the document of a room. */
import type { Page } from "@playwright/test";
import { expect, test } from "./support/cast";
import {
  copyLink,
  createInterview,
  documentOf,
  expectNoText,
  expectPhase,
  expectRunning,
  expectSaved,
  expectText,
  joinAsGuest,
  startClock,
  writeLine,
} from "./support/interview-steps";
import { look, lookAtPanel } from "./support/look";

const LINE =
  "Requests per second: 500M users × 10 requests/user/day ÷ 86,400 ≈ 58k requests/s (peak ≈ 170k requests/s)";

/** Types what an interview would say of a large product. */
async function typeTraffic(page: Page): Promise<void> {
  await page.getByLabel("Daily active users").fill("500M");
  await page.getByLabel("Requests per user and day").fill("10");
}

test("figures appear as one types, and the address leads others to the same calculator", async ({
  arrive,
}) => {
  const { page } = await arrive("Nia");
  await page.goto("/library/estimation");
  await expect(page.getByRole("heading", { name: "Requests per second", level: 2 })).toBeVisible();
  await typeTraffic(page);
  await expect(page.getByText("about 58 thousand requests/s", { exact: true })).toBeVisible();
  await expect(page.getByText("Read as 500,000,000 users")).toBeVisible();
  await expect(page.getByText("Waits for: Peak factor.")).toBeVisible();
  await page.getByLabel("Daily active users").fill("lots");
  await expect(page.getByText("“lots” is not a number.", { exact: false })).toBeVisible();
  await typeTraffic(page);

  await page.getByRole("searchbox", { name: "Find a calculator" }).fill("downtime");
  await page.getByRole("link", { name: "Downtime allowed" }).click();
  await expect(page).toHaveURL("/library/estimation?calculator=est-availability");
  await expect(page.getByRole("heading", { name: "Downtime allowed", level: 2 })).toBeFocused();
  await page.getByRole("button", { name: "Use an example" }).click();
  await expect(page.getByText("43.2 min", { exact: true })).toBeVisible();

  await page.goBack();
  await expect(page.getByLabel("Daily active users")).toHaveValue("500M");

  const { page: other } = await arrive("Omar");
  await other.goto("/library/estimation?calculator=est-availability");
  await expect(other.getByRole("heading", { name: "Downtime allowed", level: 2 })).toBeVisible();
  await expect(other.getByLabel("Availability target")).toHaveValue("");
});

test("the page fits a phone, passes axe and prints its figures", async ({ arrive }) => {
  const { page } = await arrive("Nia");
  await page.goto("/library/estimation");
  await look(page, "estimation");
  await page.goto("/library/estimation?calculator=est-qps");
  await page.getByRole("button", { name: "Use an example" }).click();
  await expect(page.getByText("about 58 thousand requests/s", { exact: true })).toBeVisible();
  await look(page, "estimation-calculator");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("table", { name: "GPUs" })).toBeVisible();
  await expect(page.getByRole("searchbox", { name: "Find a calculator" })).toBeHidden();
});

test("a line goes from the estimator into the document, to the other person and into the record", async ({
  enter,
  arrive,
}) => {
  const ana = await enter("Ana");
  await createInterview(ana, "Interviewer");
  const ben = await arrive("Ben");
  await joinAsGuest(ben, await copyLink(ana, "Candidate"));
  await startClock(ana);
  await expectRunning(ben.page);

  // By keyboard alone: the key opens it, the search has the focus.
  await ben.page.keyboard.press("Alt+q");
  const search = ben.page.getByRole("searchbox", { name: "Find a calculator" });
  await expect(search).toBeFocused();
  await search.fill("peak");
  await ben.page.getByRole("button", { name: "Requests per second" }).press("Enter");
  await expect(
    ben.page.getByRole("heading", { name: "Requests per second", level: 2 }),
  ).toBeFocused();
  await expect(ben.page.getByLabel("Daily active users")).toHaveValue("");
  await typeTraffic(ben.page);
  await ben.page.getByLabel("Peak factor").fill("3");
  await expect(ben.page.getByText("170 thousand at peak.", { exact: false })).toBeVisible();
  await lookAtPanel(ben.page, "room-estimator");

  await ben.page.getByRole("button", { name: "Insert into the document" }).click();
  await expect(ben.page.getByText(/^Written under “.+”\.$/)).toBeVisible();
  await expectText(ana.page, LINE);
  await expectSaved(ben.page);
  await ben.page.reload();
  await expectRunning(ben.page);
  await expectText(ben.page, LINE);
});

test("what was inserted is undone in one step, and what was typed is kept beside other tabs", async ({
  enter,
}) => {
  const ana = await enter("Ana");
  await createInterview(ana, "Solo");
  await startClock(ana);
  const { page } = ana;
  await page.getByRole("button", { name: "Next phase" }).click();
  await expectPhase(page, "Clarify");
  await writeLine(page, "Traffic first.");
  await page.getByRole("tab", { name: "Estimator" }).click();
  await page.getByRole("button", { name: "Requests per second" }).click();
  await typeTraffic(page);
  await page.getByLabel("Peak factor").fill("3");
  await page.getByRole("tab", { name: "People" }).click();
  await page.getByRole("tab", { name: "Estimator" }).click();
  await expect(page.getByLabel("Daily active users")).toHaveValue("500M");

  await page.getByRole("button", { name: "Insert into the document" }).click();
  await expectText(page, `Traffic first.${LINE}`);
  await documentOf(page).focus();
  await page.keyboard.press("Control+z");
  await expectNoText(page, LINE);
  await expectText(page, "Traffic first.");
});
