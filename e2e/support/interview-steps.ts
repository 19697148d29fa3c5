/** What people do around an interview: make one, hand out links, join, drive the clock, end it. */
import { expect, type Page } from "@playwright/test";
import type { Person } from "./cast";

type HostRole = "Solo" | "Candidate" | "Interviewer";
type LinkRole = "Candidate" | "Interviewer" | "Observer";

const ROOM = /\/interviews\/([0-9a-f-]{36})\/room$/;

/** Fills in nothing but the role, and ends in the lobby. */
export async function createInterview({ page }: Person, role: HostRole): Promise<string> {
  await page.goto("/interviews/new");
  await page.getByRole("radio", { name: new RegExp(`^${role}`) }).check();
  await page.getByRole("button", { name: "Create" }).click();
  await page.waitForURL(ROOM);
  await expect(page.getByRole("heading", { name: "People" })).toBeVisible();
  return ROOM.exec(page.url())?.[1] ?? "";
}

/** The path that the lobby's copy button puts on the clipboard. */
export async function copyLink({ page }: Person, role: LinkRole): Promise<string> {
  const row = page
    .getByRole("listitem")
    .filter({ hasText: role, has: page.getByRole("button", { name: /New link/ }) });
  await row.getByRole("button", { name: /^Copy/ }).click();
  await expect(row.getByRole("button", { name: "Copied" })).toBeVisible();
  return new URL(await page.evaluate(() => navigator.clipboard.readText())).pathname;
}

/** Opens a join link in a browser nobody is known in, says a name, and ends in the room. */
export async function joinAsGuest({ page, name }: Person, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("link", { name: "Join with a display name" }).click();
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: /^Join as/ }).click();
  await page.waitForURL(ROOM);
}

export async function startClock({ page }: Person): Promise<void> {
  await page.getByRole("button", { name: "Start the clock" }).click();
  await expectRunning(page);
}

/** Both surfaces are there and the time is shown. */
export async function expectRunning(page: Page): Promise<void> {
  await expect(page.getByRole("timer")).toBeVisible();
  await expect(documentOf(page)).toBeVisible();
  await expect(page.getByRole("toolbar", { name: "Canvas" })).toBeVisible();
}

/** The phase that is open, by its name in the rail. */
export async function expectPhase(page: Page, name: string | RegExp): Promise<void> {
  await expect(
    page.getByRole("list", { name: "Phases" }).locator("[aria-current=step]"),
  ).toContainText(name);
}

/** Through every phase that is left, up to the last. */
export async function advanceToTheEnd(page: Page): Promise<void> {
  const phases = page.getByRole("list", { name: "Phases" }).getByRole("listitem");
  const current = () =>
    phases.evaluateAll((rows) => rows.findIndex((row) => row.ariaCurrent === "step"));
  const last = (await phases.count()) - 1;
  for (let phase = await current(); phase < last; phase++) {
    await page.getByRole("button", { name: "Next phase" }).click();
    await expect.poll(current).toBe(phase + 1);
  }
}

export async function endInterview({ page }: Person): Promise<void> {
  await page.getByRole("button", { name: "End", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "End interview" }).click();
  await expect(page.getByText("Debrief", { exact: true })).toBeVisible();
}

export function documentOf(page: Page) {
  return page.locator(".document-content[aria-label='Shared document']");
}

/** The shared document's text as this page shows it, without the names at other people's carets. */
export function textOf(page: Page): Promise<string> {
  return documentOf(page).evaluate((root) => {
    const copy = root.cloneNode(true) as HTMLElement;
    for (const caret of copy.querySelectorAll(".remote-caret")) caret.remove();
    return copy.textContent ?? "";
  });
}

export async function expectText(page: Page, text: string): Promise<void> {
  await expect.poll(() => textOf(page), `the document says "${text}"`).toContain(text);
}

export async function expectNoText(page: Page, text: string): Promise<void> {
  await expect.poll(() => textOf(page), `the document does not say "${text}"`).not.toContain(text);
}

export function notesOf(page: Page) {
  return page.locator(".document-content[aria-label='Private notes']");
}

/** Everything this browser did is committed. */
export async function expectSaved(page: Page): Promise<void> {
  await expect(page.locator("[data-saved]")).toHaveAttribute("data-saved", "saved");
}

/** A line of one's own at the end of the open phase's section. */
export async function writeLine(page: Page, text: string): Promise<void> {
  await beginLine(page);
  await page.keyboard.type(text);
}

/** Puts the caret on a new line of the open phase's section. */
export async function beginLine(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Write in the current phase" }).click();
  await expect(documentOf(page)).toBeFocused();
  await page.keyboard.press("Enter");
}

/** A component by its name, without a mouse after the canvas is reached. */
export async function addComponent(page: Page, name: string): Promise<void> {
  await focusCanvas(page);
  await page.keyboard.press("/");
  const search = page.getByRole("combobox", { name: "Find a component" });
  await expect(search).toBeFocused();
  await search.fill(name);
  await page.keyboard.press("Enter");
}

/** Excalidraw hears keys only once its canvas was clicked; the corner is free of shapes. */
export async function focusCanvas(page: Page): Promise<void> {
  const canvas = page.locator("canvas.interactive");
  await expect(canvas).toBeVisible();
  const box = await canvas.boundingBox();
  if (!box) throw new Error("The canvas has no place on the page.");
  await canvas.click({ position: { x: box.width - 12, y: box.height - 60 } });
}

/** What the canvas says in words to those who cannot see it. */
export function boardOf(page: Page) {
  return page.getByRole("region", { name: "Canvas in words" });
}
