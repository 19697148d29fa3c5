import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { enterAsGuest, signUp } from "../support/browser-people";

/** What only somebody without a mouse, or with a small screen, or in the dark would notice. */
async function expectSound(page: Page, path: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
      `${path} in ${colorScheme}`,
    ).toEqual([]);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(path);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${path} scrolls sideways on a phone`).toBeLessThanOrEqual(0);
}

for (const path of [
  "/practise",
  "/sign-in",
  "/sign-in?error=CredentialsSignin",
  "/sign-up",
  "/reset/not-a-token",
]) {
  test(`${path} is accessible in light and dark, and fits a phone`, async ({ page }) => {
    await expectSound(page, path);
  });
}

test("the settings of a guest are accessible in light and dark, and fit a phone", async ({
  page,
}) => {
  await enterAsGuest(page, "A name as long as a name can possibly be in this app of ours");
  await expectSound(page, "/settings");
});

test("the settings of an account are accessible in light and dark, and fit a phone", async ({
  page,
}) => {
  await signUp(page, "Ana");
  await expectSound(page, "/settings");
});

test("no page about people breaks its own content policy", async ({ page }) => {
  const broken: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) broken.push(message.text());
  });
  await signUp(page, "Ana");
  for (const path of ["/", "/settings", "/interviews/new", "/reset/x", "/nowhere"]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
  }
  expect(broken).toEqual([]);
});
