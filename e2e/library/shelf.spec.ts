/** The library's pages as one looks at them: readable in both themes and sizes, with help for words. */
import type { Page } from "@playwright/test";
import { expect, test } from "../support/cast";
import { expectNothingClipped } from "../support/clipping";
import { look } from "../support/look";

const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
];

async function lookClosely(page: Page, address: string, name: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await look(page, name);
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await expectNothingClipped(page, `${name}, ${size.width} wide`);
  }
}

for (const [name, address] of Object.entries({
  "library-frameworks": "/library/frameworks",
  "library-framework": "/library/frameworks/fw-canonical7",
  "library-rubrics": "/library/rubrics",
  "library-rubric": "/library/rubrics/rb-detailed8",
  "library-failure-modes": "/library/failure-modes",
  "library-glossary": "/library/glossary",
}))
  test(`${address} can be read by a visitor on any screen`, async ({ arrive }) => {
    const { page } = await arrive("Vic");
    await lookClosely(page, address, name);
  });

test("list, case and material can be read on any screen", async ({ enter }) => {
  const { page } = await enter("Ivy");
  await lookClosely(page, "/library", "library-cases");
  await lookClosely(page, "/library/cases/rag-assistant", "library-case");
  await page.getByRole("button", { name: "I am interviewing this case" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Open the material" }).click();
  await page.waitForURL(/\/material$/);
  await lookClosely(page, "/library/cases/rag-assistant/material", "library-material");
  await lookClosely(page, "/library/cases/rag-assistant", "library-case-opened");
});

test("failure modes are found by family and phase, and a case leads to the one it names", async ({
  arrive,
}) => {
  const { page } = await arrive("Vic");
  await page.goto("/library/failure-modes");
  const modes = page.getByRole("article");
  await expect(modes).toHaveCount(45);
  await page
    .getByRole("navigation", { name: "Family" })
    .getByRole("link", { name: "Data" })
    .click();
  await expect(page).toHaveURL(/\?family=data$/);
  await expect(modes).toHaveCount(8);
  await page
    .getByRole("navigation", { name: "Phase" })
    .getByRole("link", { name: "Recap" })
    .click();
  await expect(page.getByText("No failure mode is in this family and this phase.")).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(modes).toHaveCount(45);

  await page.goto("/library/failure-modes#ap-time-leakage");
  const named = page.getByRole("article", { name: "The future in the training data" });
  await expect(named).toBeInViewport();
  await named.getByRole("link", { name: "Real-time payment fraud detection" }).click();
  await page.waitForURL(/\/library\/cases\/fraud-detection$/);
});

test("a word of the glossary explains itself to mouse, keyboard and finger", async ({ arrive }) => {
  const { page } = await arrive("Vic");
  await page.goto("/library/frameworks/fw-canonical7");
  const word = page.getByRole("button", { name: "latency percentile" }).first();
  const help = page.getByRole("tooltip");
  // A page that has just come may not listen yet.
  await expect(async () => {
    await word.blur();
    await word.focus();
    await expect(help).toContainText("p99", { timeout: 1_000 });
  }).toPass();
  await expect(word).toHaveAccessibleDescription(/p99/);
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await expect(word).toBeFocused();
  await word.blur();
  await word.hover();
  await expect(help).toContainText("p99");
  // On its way to the help a pointer may leave the word; what moves on is not on its way.
  await page.mouse.move(0, 0, { steps: 5 });
  await expect(help).toBeHidden();
  await word.dispatchEvent("click");
  await expect(help).toContainText("p99");
});

test("the help of a word that has to be scrolled to stays as long as the word has the focus", async ({
  arrive,
}) => {
  const { page } = await arrive("Vic");
  await page.setViewportSize({ width: 1280, height: 400 });
  await page.goto("/library/frameworks/fw-canonical7");
  const word = page.getByRole("button", { name: "latency percentile" }).first();
  const help = page.getByRole("tooltip");
  // A page that has just come may not listen yet.
  await expect(async () => {
    await page.evaluate(() => {
      window.scrollTo(0, 0);
      return new Promise((resolve) => requestAnimationFrame(resolve));
    });
    await expect(word).not.toBeInViewport();
    await word.evaluate(
      (element) =>
        new Promise((resolve) => {
          window.addEventListener("scroll", resolve, { capture: true, once: true });
          element.blur();
          element.focus();
        }),
    );
    await expect(help).toContainText("p99", { timeout: 1_000 });
  }).toPass();
  await expect(word).toHaveAccessibleDescription(/p99/);
  const before = await help.boundingBox();
  await page.mouse.wheel(0, 40);
  await expect(async () => {
    const moved = await help.boundingBox();
    expect(moved?.y).toBeLessThan(before?.y ?? 0);
  }).toPass();
  await expect(help).toContainText("p99");
  await word.blur();
  await expect(help).toBeHidden();
});
