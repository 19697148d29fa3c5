import { expect, test } from "@playwright/test";
import {
  enterAsGuest,
  expectSignedOut,
  fillSignIn,
  freshEmail,
  PASSWORD,
} from "../support/browser-people";

test("a name is all a newcomer needs, and it is asked once", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Practise now" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Enter a name.")).toBeVisible();
  await page.getByLabel("Your name").fill("Ana");
  await page.keyboard.press("Enter");
  await page.waitForURL("/interviews/new");

  await page.goto("/practise?with=peer");
  await page.waitForURL("/interviews/new?with=peer");
});

test("a guest is told that only this browser knows them, and becomes an account with everything kept", async ({
  page,
}) => {
  await enterAsGuest(page, "Ana");
  await page.getByRole("button", { name: /^Create/ }).click();
  await page.waitForURL(/\/interviews\/[0-9a-f-]{36}/);
  const interview = /\/interviews\/[0-9a-f-]{36}/.exec(page.url())?.[0] ?? "";

  await page.goto("/settings");
  await expect(page.getByText("This browser only")).toBeVisible();
  const email = freshEmail();
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Save as account" }).click();
  await expect(page.getByText("A password has at least 10 characters.")).toBeVisible();
  await expect(page.getByLabel("E-mail address")).toHaveValue(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Save as account" }).click();
  await expect(page.getByText("You have an account now")).toBeVisible();
  await expect(page.getByText("This browser only")).toBeHidden();

  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.waitForURL("/");
  await expectSignedOut(page);
  await fillSignIn(page, email);
  await page.waitForURL("/home");
  await page.goto(interview);
  await expect(page).toHaveURL(new RegExp(interview));
});

test("a guest who signs out is told first that nobody can come back as them", async ({ page }) => {
  await enterAsGuest(page, "Ana");
  await page.goto("/settings");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("known to this browser only");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await dialog.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("/");
  await expectSignedOut(page);
});

test("a guest who would sign in elsewhere is told what would be left behind", async ({ page }) => {
  await enterAsGuest(page, "Ana");
  await page.goto("/sign-in");
  await expect(page.getByText("You are here as the guest Ana")).toBeVisible();
});
