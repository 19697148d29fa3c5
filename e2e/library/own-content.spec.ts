/** A coach brings a case of their own from a file with a mistake to interviews of two versions. */
import fs from "node:fs";
import type { Page } from "@playwright/test";
import { parse } from "yaml";
import { textOf } from "../../server/content/blank-text";
import { withId } from "../../server/content/edit-yaml-text";
import { loadContent } from "../../server/content/load-content";
import { setRank } from "../../server/services/set-rank";
import { freshEmail, signUp } from "../support/browser-people";
import { expect, type Person, test } from "../support/cast";
import { findClippedText } from "../support/clipping";
import { expectAccessible, look } from "../support/look";
import { withDatabase } from "../support/stored";

/** The text of a shipped case under an id of this run's own. */
function caseText(title: string): { id: string; text: string } {
  const whole = loadContent().cases.get("fraud-detection");
  if (!whole) throw new Error("The case is gone.");
  const id = `own-cards-${Math.random().toString(36).slice(2, 10)}`;
  return { id, text: withId(textOf({ ...whole, version: 1, title }), id) };
}

async function enterAsCoach(arrive: (name: string) => Promise<Person>): Promise<Person> {
  const person = await arrive("Cora");
  const email = freshEmail();
  await signUp(person.page, "Cora", email);
  await withDatabase((db) => setRank(email, "coach", { db }));
  return person;
}

async function importFile(page: Page, name: string, text: string): Promise<void> {
  await page.goto("/library/own/new");
  await page
    .getByLabel("Choose a file")
    .setInputFiles({ name, mimeType: "application/yaml", buffer: Buffer.from(text) });
  await expect(page.getByText(`${name} was read.`)).toBeVisible();
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.waitForURL(/\/library\/own\/[0-9a-f-]{36}$/);
}

async function showFile(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: "Save draft" })).toBeVisible();
  const choice = page.getByRole("radio", { name: /^File/ });
  if (await choice.isVisible()) await choice.check();
  await expect(page.getByRole("textbox", { name: "File" })).toBeVisible();
}

async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByText(/^Saved · Nothing wrong$/)).toBeVisible();
}

async function publish(page: Page, version: number): Promise<void> {
  await page.getByRole("link", { name: "Publish and versions" }).click();
  await page.getByRole("button", { name: `Publish version ${version}` }).click();
  await expect(page.getByText(`Published, version ${version}`)).toBeVisible();
}

/** @returns the room's address */
async function interviewWith(page: Page, caseId: string): Promise<string> {
  await page.goto(`/interviews/new?case=${caseId}`);
  await page.getByRole("radio", { name: /^Solo/ }).check();
  await page.getByRole("button", { name: "Create" }).click();
  await page.waitForURL(/\/room$/);
  return page.url();
}

async function exported(page: Page, name: string): Promise<string> {
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name }).click();
  return fs.readFileSync(await (await download).path(), "utf8");
}

test("a file with a mistake is corrected, previewed, published and held; a second version leaves it alone", async ({
  arrive,
}) => {
  const coach = await enterAsCoach(arrive);
  const { page } = coach;
  const { id, text } = caseText("Cards of our own");

  await test.step("the mistake is named with its line and field", async () => {
    const broken = text.replace(/when: p6-serving/, "when: p9-party");
    const line = broken.split("\n").findIndex((row) => row.includes("p9-party")) + 1;
    await importFile(page, "cards.yaml", broken);
    const problem = page.getByRole("list", { name: "Problems" }).getByRole("listitem");
    await expect(problem).toHaveText(
      `Line ${line}, interviewer.curveballs[1].whenthere is no phase "p9-party"`,
    );
    await problem.getByRole("button").click();
    const file = page.getByRole("textbox", { name: "File" });
    await expect(file).toBeFocused();
    expect(
      await file.evaluate((area: HTMLTextAreaElement) =>
        area.value.slice(area.selectionStart, area.selectionEnd),
      ),
    ).toContain("p9-party");
    await page.getByRole("link", { name: "Preview" }).click();
    await expect(page.getByText("There is nothing to look at yet")).toBeVisible();
  });

  await test.step("corrected as it is written", async () => {
    await page.getByRole("link", { name: "Edit" }).click();
    await showFile(page);
    await page.getByRole("textbox", { name: "File" }).fill(text);
    await expect(page.getByText("Not saved yet · Nothing wrong")).toBeVisible();
    await save(page);
  });

  await test.step("previewed as the candidate and the interviewer see it", async () => {
    await page.getByRole("link", { name: "Preview" }).click();
    await expect(page.getByRole("heading", { name: "As the candidate" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "As the interviewer" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Two-minute read" })).toBeVisible();
  });

  const room = await test.step("published and held", async () => {
    await publish(page, 1);
    const address = await interviewWith(page, id);
    await page.getByRole("button", { name: "Start the clock" }).click();
    await expect(page.getByText("Cards of our own").first()).toBeVisible();
    return address;
  });

  await test.step("what is exported is what was imported", async () => {
    await page.goto("/library/own");
    await page.getByRole("link", { name: new RegExp(id) }).click();
    await page.getByRole("link", { name: "Publish and versions" }).click();
    expect(await exported(page, "Export version 1")).toBe(text);
  });

  await test.step("a second version, from the form", async () => {
    await page.getByRole("link", { name: "Edit" }).click();
    await page.getByLabel("Title", { exact: true }).first().fill("Cards, second edition");
    await expect(page.getByText("Not saved yet · Nothing wrong")).toBeVisible();
    await save(page);
    await page.getByRole("link", { name: "Publish and versions" }).click();
    await expect(page.getByText("title: changed")).toBeVisible();
    await publish(page, 2);
    expect(parse(await exported(page, "Export version 2"))).toMatchObject({
      version: 2,
      title: "Cards, second edition",
    });
  });

  await test.step("the running interview keeps what it began with, a new one gets the new", async () => {
    await page.goto(room);
    await expect(page.getByText("Cards of our own").first()).toBeVisible();
    await expect(page.getByText("Cards, second edition")).toBeHidden();
    await interviewWith(page, id);
    await expect(page.getByText("Cards, second edition").first()).toBeVisible();
  });

  await test.step("withdrawn, it leaves the library and stays where it is held", async () => {
    await page.goto("/library/own");
    await page.getByRole("link", { name: new RegExp(id) }).click();
    await page.getByRole("link", { name: "Publish and versions" }).click();
    await page.getByRole("button", { name: "Withdraw" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Withdraw" }).click();
    await expect(page.getByText("Withdrawn, version 2")).toBeVisible();
    expect((await page.request.get(`/library/cases/${id}`)).status()).toBe(404);
    await page.goto(room);
    await expect(page.getByText("Cards of our own").first()).toBeVisible();
  });
});

test("the form is filled, added to, put in order and kept with the keyboard alone", async ({
  arrive,
}) => {
  const { page } = await enterAsCoach(arrive);
  const { text } = caseText("By keyboard");
  await importFile(page, "keyboard.yml", text);
  const facts = page.getByRole("region", { name: "Facts" });
  const names = () => facts.locator("summary").allTextContents();
  const before = await names();

  await facts.getByRole("button", { name: "Add a fact" }).press("Enter");
  const added = facts.getByRole("listitem").last();
  await added.getByLabel("Topic").fill("Refunds");
  await added.getByLabel("Answer").fill("There are none.");
  await added.getByLabel("Ways to ask for it").fill("refunds\nmoney back\n");
  const up = facts.getByRole("button", { name: "Move up: Refunds" });
  await up.press("Enter");
  await expect(up).toBeFocused();
  expect(await names()).toEqual([...before.slice(0, -1), "Refunds", ...before.slice(-1)]);
  await facts.locator("summary").first().press("Enter");
  await facts.getByRole("button", { name: `Remove: ${before[0]}` }).press("Enter");
  expect((await names())[0]).toBe(before[1]);

  await page.keyboard.press("ControlOrMeta+s");
  await expect(page.getByText(/^Saved · Nothing wrong$/)).toBeVisible();
  await showFile(page);
  const kept = parse(await page.getByRole("textbox", { name: "File" }).inputValue());
  expect(kept.interviewer.facts.at(-2)).toMatchObject({
    id: `${kept.id}.fact.refunds`,
    topic: "Refunds",
    asks: ["refunds", "money back"],
    answer: "There are none.",
  });
});

test("what is not saved is not left without a question, and two tabs do not write over each other", async ({
  arrive,
}) => {
  const { page, context } = await enterAsCoach(arrive);
  const { text } = caseText("Two tabs");
  await importFile(page, "tabs.yaml", text);
  const second = await context.newPage();
  await second.goto(page.url());
  for (const tab of [page, second]) {
    await tab.getByLabel("Prompt").fill(tab === page ? "The first tab." : "The second tab.");
    await expect(tab.getByText("Not saved yet · Nothing wrong")).toBeVisible();
  }

  await page.getByRole("link", { name: "Preview" }).click();
  const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Stay here" }).click();
  await expect(page.getByLabel("Prompt")).toHaveValue("The first tab.");
  await save(page);

  await second.getByRole("button", { name: "Save draft" }).click();
  await expect(second.getByText("This draft was saved somewhere else meanwhile")).toBeVisible();
  await expect(second.getByLabel("Prompt")).toHaveValue("The second tab.");
  const first = second.url();
  await second.getByRole("button", { name: "Keep mine as a new draft" }).click();
  await second.waitForURL((url) => url.href !== first && /\/own\/[0-9a-f-]{36}$/.test(url.href));
  await expect(second.getByLabel("Prompt")).toHaveValue("The second tab.");
  await page.reload();
  await expect(page.getByLabel("Prompt")).toHaveValue("The first tab.");
});

test("to somebody who may not write content there is none", async ({ arrive, enter }) => {
  const coach = await enterAsCoach(arrive);
  await importFile(coach.page, "closed.yaml", caseText("Not for strangers").text);
  const place = new URL(coach.page.url()).pathname;
  const sam = await enter("Sam");
  for (const path of [
    "/library/own",
    "/library/own/new",
    place,
    `${place}/preview`,
    `${place}/versions`,
    `${place}/yaml`,
  ]) {
    const answer = await sam.page.request.get(path);
    expect(answer.status(), path).toBe(404);
    expect(await answer.text(), path).not.toContain("Not for strangers");
  }
  await sam.page.goto("/library");
  await expect(sam.page.getByRole("link", { name: "Own content" })).toBeHidden();
  await coach.page.goto("/library");
  await expect(coach.page.getByRole("link", { name: "Own content" })).toBeVisible();
});

test("every screen can be used by everybody, in both themes, on a desk and on a phone", async ({
  arrive,
}) => {
  const { page } = await enterAsCoach(arrive);
  await page.goto("/library/own/new");
  await look(page, "own-new");
  await page.getByRole("button", { name: "Copy it" }).click();
  await page.waitForURL(/\/library\/own\/[0-9a-f-]{36}$/);
  const place = page.url();
  await look(page, "own-form");
  await page.getByRole("region", { name: "Checklist" }).locator("summary").first().click();
  await expectAccessible(page, "the form with a part open");
  await showFile(page);
  await page.getByRole("textbox", { name: "File" }).fill("title: Nothing but a title\nwrong: 1");
  await expect(page.getByRole("list", { name: "Problems" })).toBeVisible();
  await look(page, "own-file-with-problems");
  for (const [name, path] of [
    ["own-preview", `${place}/preview`],
    ["own-versions", `${place}/versions`],
    ["own-list", "/library/own"],
  ] as const) {
    page.once("dialog", (dialog) => void dialog.accept());
    await page.goto(path);
    await look(page, name);
    expect(await findClippedText(page, "main"), name).toEqual([]);
  }
});
