import { expect, test } from "../support/cast";
import {
  addComponent,
  boardOf,
  createInterview,
  expectPhase,
  expectSaved,
  expectText,
  focusCanvas,
  startClock,
  writeLine,
} from "../support/interview-steps";

test("a system is drawn without a mouse: components by /, arrows by name", async ({ enter }) => {
  const nia = await enter("Nia");
  await createInterview(nia, "Solo");
  await startClock(nia);
  const { page } = nia;
  await addComponent(page, "Ranker");
  await expect(boardOf(page)).toContainText("Ranker (not connected)");
  await page.keyboard.press("/");
  await page.keyboard.type("feature store onl");
  await page.keyboard.press("Enter");
  await expect(boardOf(page)).toContainText("2 components, 0 connections");

  // The new one is selected; Alt+A asks where its arrow should lead.
  await page.keyboard.press("Alt+a");
  const target = page.getByRole("combobox", { name: /^Connect Feature store/ });
  await expect(target).toBeFocused();
  await page.keyboard.type("rank");
  await page.keyboard.press("Enter");
  await expect(boardOf(page)).toContainText("Feature store (online) leads to Ranker");

  // Added and connected in one step, and taken back in one.
  await page.keyboard.press("/");
  await page.keyboard.type("monitoring");
  await page.keyboard.press("Shift+Enter");
  await expect(boardOf(page)).toContainText("3 components, 2 connections");
  await page.keyboard.press("Control+z");
  await expect(boardOf(page)).toContainText("2 components, 1 connection");
  await expectSaved(page);
});

test("a component is dragged from the palette onto the canvas", async ({ enter }) => {
  const nia = await enter("Nia");
  await createInterview(nia, "Solo");
  await startClock(nia);
  const { page } = nia;
  await page.getByRole("button", { name: "Canvas alone" }).click();
  await focusCanvas(page);
  const option = page.getByRole("option", { name: "ANN index" });
  if (!(await option.isVisible())) await page.getByRole("button", { name: "Components" }).click();
  await option.dragTo(page.locator("canvas.interactive"), { targetPosition: { x: 420, y: 300 } });
  await expect(boardOf(page)).toContainText("ANN index (not connected)");
  await expectSaved(page);
});

test("? lists the shortcuts from the page and from the canvas, and stays a character in text", async ({
  enter,
}) => {
  const nia = await enter("Nia");
  await createInterview(nia, "Solo");
  await startClock(nia);
  const { page } = nia;
  const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await page.getByRole("timer").click();
  await page.keyboard.press("?");
  await expect(list).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();

  await focusCanvas(page);
  await page.keyboard.press("?");
  await expect(list).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();

  await page.getByRole("timer").click();
  await page.keyboard.press("n");
  await expectPhase(page, "Clarify");
  await writeLine(page, "Why? Now.");
  await expect(list).toBeHidden();
  await expectText(page, "Why? Now.");
  await expectPhase(page, "Clarify");
  await page.keyboard.press("Alt+n");
  await expectPhase(page, "Frame as an ML task");
});
