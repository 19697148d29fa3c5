/** Coming in through the pages, as people do: by a name, by a new account, by signing in. */
import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";

/** Long enough, and nobody's. */
export const PASSWORD = "a password for tests";

export function freshEmail(): string {
  return `${randomUUID()}@example.org`;
}

/** Comes in as a guest, as a newcomer does; ends on the page for a new interview. */
export async function enterAsGuest(page: Page, name: string): Promise<void> {
  await page.goto("/practise");
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(/\/interviews\/new/);
}

/** Makes an account and is signed in to it; ends on home. */
export async function signUp(page: Page, name: string, email = freshEmail()): Promise<string> {
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL("/home");
  return email;
}

/** Fills in the sign-in page that is open, and sends it. */
export async function fillSignIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
}

/** A page that needs a sign-in asks for one. */
export async function expectSignedOut(page: Page): Promise<void> {
  await page.goto("/home");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fhome$/);
}
