import { expect, test } from "@playwright/test";

test("the app says that it is alive and ready", async ({ request }) => {
  expect((await request.get("/health/live")).status()).toBe(200);
  expect((await request.get("/health/ready")).status()).toBe(200);
});

test("the landing page asks no other computer for anything", async ({ page, baseURL }) => {
  const strangers: string[] = [];
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== baseURL) strangers.push(request.url());
  });
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(strangers).toEqual([]);
});
