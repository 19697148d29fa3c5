import { expect, test } from "../support/cast";
import { expectRunning } from "../support/interview-steps";

test("a newcomer reaches a running room alone in at most four clicks after the landing page", async ({
  arrive,
}) => {
  const { context, page } = await arrive("Nia");
  let clicks = 0;
  await context.exposeFunction("countClick", () => {
    clicks += 1;
  });
  await context.addInitScript(() => {
    // Keys and submitted forms click too, so every way to press something counts.
    const counter = window as unknown as { countClick(): void };
    addEventListener("click", () => counter.countClick(), { capture: true });
  });

  await page.goto("/");
  await page.getByRole("link", { name: "Practise now" }).click();
  await page.getByLabel("Your name").fill("Nia");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Create" }).click();
  await page.getByRole("button", { name: "Start the clock" }).click();
  await expectRunning(page);
  await expect(page.getByRole("timer")).toContainText(/\d:\d\d/);
  expect(clicks).toBeLessThanOrEqual(4);
});
