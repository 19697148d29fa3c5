import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/cast";
import { createInterview } from "../support/interview-steps";

/** Every page and file about one interview. */
const PLACES = ["", "/room", "/review", "/review/markdown", "/review/excalidraw"];

/** What a person would see of an answer, without what is new in every answer. */
async function answerAt(page: Page, path: string) {
  const response = await page.request.get(path, { maxRedirects: 0 });
  const text = (await response.text())
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "<id>")
    .replaceAll(/nonce(="|\\":\\")[^"\\]+/g, "nonce");
  return { status: response.status(), location: response.headers().location ?? null, text };
}

test("[J2] an interview of others and one that never was are the same page to a stranger", async ({
  enter,
}) => {
  const ana = await enter("Ana");
  const id = await createInterview(ana, "Interviewer");
  const sam = await enter("Sam");
  for (const place of PLACES) {
    const others = await answerAt(sam.page, `/interviews/${id}${place}`);
    const none = await answerAt(sam.page, `/interviews/${randomUUID()}${place}`);
    expect(others.status, place).toBe(404);
    expect(others, place).toEqual(none);
    expect((await answerAt(sam.page, `/interviews/not-an-id${place}`)).status).toBe(404);
  }
  await sam.page.goto(`/interviews/${id}/room`);
  await expect(sam.page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(sam.page.getByText("video recommendation")).toBeHidden();
});

test("somebody who is not signed in is asked to, whether the interview exists or not", async ({
  enter,
  arrive,
}) => {
  const ana = await enter("Ana");
  const id = await createInterview(ana, "Interviewer");
  const nobody = await arrive("Nobody");
  for (const place of PLACES) {
    const others = await answerAt(nobody.page, `/interviews/${id}${place}`);
    const none = await answerAt(nobody.page, `/interviews/${randomUUID()}${place}`);
    expect({ ...others, location: others.location?.replace(id, "<id>") }, place).toEqual({
      ...none,
      location: none.location?.replace(/[0-9a-f-]{36}/, "<id>"),
    });
    expect(others.text).not.toContain("recommendation");
  }
});
