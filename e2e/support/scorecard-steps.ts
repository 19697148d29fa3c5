/** Filling and submitting a card in the debrief. */
import { expect, type Page } from "@playwright/test";

/** Rates everything 3, with evidence where the card asks for it. */
export async function fillCard(page: Page, evidence: string): Promise<void> {
  const form = cardOf(page);
  for (const rating of await form.locator("details[id^='rating-']").all()) {
    if ((await rating.getAttribute("open")) === null)
      await rating.locator("summary").first().click();
    await rating.getByRole("radio", { name: /^3 / }).check();
    await rating.getByRole("textbox", { name: /^Evidence/ }).fill(evidence);
  }
  const recommendation = form.getByRole("group", { name: "Recommendation" });
  if ((await recommendation.count()) > 0)
    await recommendation.getByRole("radio", { name: "Yes", exact: true }).check();
  await form.getByRole("textbox", { name: "One thing to fix next" }).fill(`${evidence} Fix it.`);
  await expect(form.getByText("Draft saved")).toBeVisible();
}

export async function submitCard(page: Page): Promise<void> {
  await askToSubmit(page);
  await confirmation(page).click();
}

/** Opens the question that submitting asks. */
export async function askToSubmit(page: Page): Promise<void> {
  await cardOf(page)
    .getByRole("button", { name: /^Submit/ })
    .click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
}

export function confirmation(page: Page) {
  return page.getByRole("alertdialog").getByRole("button", { name: "Submit" });
}

export function cardOf(page: Page) {
  return page.getByRole("form", { name: /^(Scorecard|Self-assessment)$/ });
}
