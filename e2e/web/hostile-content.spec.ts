/**
 * Content that a coach writes is text on every page that shows it, in the files that are made of it
 * and in the room, with the content policy on and switched off.
 */
import fs from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { enterAsGuest } from "../support/browser-people";
import { expectRunning } from "../support/interview-steps";
import { withDatabase } from "../support/stored";
import { expectText, openBrowser } from "./guarded-browser";
import { hostileContent } from "./hostile-content";
import { viewerByName } from "./hostile-interview";

async function contentBy(page: Page) {
  const name = `Cora ${Math.random().toString(36).slice(2, 8)}`;
  await enterAsGuest(page, name);
  return withDatabase(async (db) => {
    const coach = { ...(await viewerByName(db, name)), isCoach: true };
    await db.user.update({ where: { id: coach.userId }, data: { isCoach: true } });
    return hostileContent(db, coach);
  });
}

for (const bypassCSP of [false, true]) {
  test(`markup in every field of own content is text, with the policy ${bypassCSP ? "switched off" : "on"}`, async ({
    browser,
    baseURL,
  }) => {
    const { page, faults, context } = await openBrowser(browser, bypassCSP, baseURL ?? "");
    const { case: ownCase, framework, rubric } = await contentBy(page);
    const items = [ownCase, framework, rubric].map(({ itemId }) => `/library/own/${itemId}`);

    await test.step("on the pages of the library", async () => {
      for (const path of [
        "/library",
        `/library/cases/${ownCase.id}`,
        `/library/cases/${ownCase.id}/material`,
        `/library/cases/${ownCase.id}/sheet`,
        "/library/frameworks",
        `/library/frameworks/${framework.id}`,
        `/library/frameworks/${framework.id}/sheet`,
        "/library/rubrics",
        `/library/rubrics/${rubric.id}`,
        "/library/own",
        "/library/own/new",
        ...items.flatMap((item) => [item, `${item}/preview`, `${item}/versions`]),
        `/interviews/new?case=${ownCase.id}`,
      ]) {
        const answer = await page.goto(path);
        expect(answer?.status(), path).toBe(200);
        await expect(page.getByRole("main")).toBeVisible();
        await expectText(page, path);
      }
      await page.goto(`/library/cases/${ownCase.id}/material`);
      await expect(page.getByRole("main")).toContainText("<img src=x onerror=ran(2)>");
    });

    await test.step("in the editor, as a form and as a file", async () => {
      await page.goto(items[0] ?? "");
      for (const fold of await page.locator("summary").all()) await fold.click();
      await expectText(page, "the form");
      await page.getByRole("radio", { name: /^File/ }).check();
      const file = page.getByRole("textbox", { name: "File" });
      await expect(file).toHaveValue(/<script>ran\(1\)<\/script>/);
      // What is wrong is told in the words of the file.
      await file.fill("<img src=x onerror=ran(90)>: 1\n'<svg onload=ran(91)>': 2");
      await expect(page.getByRole("list", { name: "Problems" })).toContainText("onerror=ran(90)");
      await expectText(page, "the file and its problems");
      await page.getByRole("button", { name: "Save draft" }).click();
      await expect(page.getByText(/^Saved ·/)).toBeVisible();
      await page.goto(`${items[0]}/versions`);
      await expect(page.getByText("onerror=ran(90)").first()).toBeVisible();
      await expectText(page, "what there is to correct");
    });

    await test.step("in the files, which no browser shows as a page", async () => {
      for (const path of [`${items[0]}/yaml`, `${items[0]}/yaml?version=1`]) {
        const answer = await page.request.get(path);
        expect(answer.headers()["content-type"]).toBe("text/yaml; charset=utf-8");
        expect(answer.headers()["content-disposition"]).toMatch(
          /^attachment; filename="[a-z0-9.-]+"$/,
        );
        expect(answer.headers()["x-content-type-options"]).toBe("nosniff");
      }
      const download = page.waitForEvent("download");
      await page.goto(`${items[0]}/yaml`).catch(() => {});
      expect(fs.readFileSync(await (await download).path(), "utf8")).toContain("ran(90)");
    });

    await test.step("in a room that was made of it", async () => {
      await page.goto(`/interviews/new?case=${ownCase.id}`);
      await page.getByRole("radio", { name: /^Interviewer/ }).check();
      await page.locator("summary").first().click();
      await page.getByLabel("Framework", { exact: true }).selectOption(framework.id);
      await page.getByLabel("Rubric", { exact: true }).selectOption(rubric.id);
      await page.getByRole("button", { name: "Create" }).click();
      await page.waitForURL(/\/room$/);
      await expectText(page, "the lobby");
      await page.getByRole("button", { name: "Start the clock" }).click();
      await expectRunning(page);
      for (const tab of await page.getByRole("tab").all()) {
        await tab.click();
        await expectText(page, `the room, ${await tab.textContent()}`);
      }
    });

    expect(faults).toEqual([]);
    await context.close();
  });
}
