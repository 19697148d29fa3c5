import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, type Page, test } from "@playwright/test";
import {
  expectSignedOut,
  fillSignIn,
  freshEmail,
  PASSWORD,
  signUp,
} from "../support/browser-people";

test("people who are asked to sign in come back to where they were going", async ({ page }) => {
  const email = await signUp(page, "Ana");
  await page.context().clearCookies();
  await page.goto("/interviews/new?with=peer");
  await expect(page).toHaveURL("/sign-in?callbackUrl=%2Finterviews%2Fnew%3Fwith%3Dpeer");
  await fillSignIn(page, email);
  await page.waitForURL("/interviews/new?with=peer");
});

for (const target of ["https://evil.example/", "//evil.example", "/\\evil.example"]) {
  test(`signing in never leads to ${target}`, async ({ page, baseURL }) => {
    const email = await signUp(page, "Ana");
    await page.context().clearCookies();
    await page.goto(`/sign-in?${new URLSearchParams({ callbackUrl: target })}`);
    await fillSignIn(page, email);
    await page.waitForURL(`${baseURL}/home`);
    // Somebody who is signed in already is sent on at once.
    await page.goto(`/sign-in?${new URLSearchParams({ callbackUrl: target })}`);
    await page.waitForURL(`${baseURL}/home`);
  });
}

test("a wrong password and an unknown address look the same", async ({ page }) => {
  const email = await signUp(page, "Ana");
  await page.context().clearCookies();
  await page.goto("/sign-in");
  const sentence = page.getByText("E-mail address and password do not match.");
  await fillSignIn(page, email, "not this one");
  await expect(sentence).toBeVisible();
  await expect(page.getByLabel("E-mail address")).toHaveValue(email);
  await page.goto("/sign-in");
  await fillSignIn(page, freshEmail(), "not this one");
  await expect(sentence).toBeVisible();
});

/** What the server answers to the sign-up itself, the first request of the press. */
async function signUpAnswer(page: Page, email: string): Promise<string> {
  let answer = "";
  await page.route("**/sign-up", async (route) => {
    if (route.request().method() !== "POST" || answer) return route.fallback();
    const response = await route.fetch();
    answer = await response.text();
    await route.fulfill({ response });
  });
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill("Eve");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill("a password of hers");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect.poll(() => answer).not.toBe("");
  await page.unroute("**/sign-up");
  return answer;
}

test("signing up gets the same answer for a taken address as for a free one", async ({
  page,
  browser,
}) => {
  const email = await signUp(page, "Ana");
  const other = await browser.newPage();
  const taken = await signUpAnswer(other, email);
  await expect(other.getByText("This address cannot be used for a new account.")).toBeVisible();
  await expect(other.getByLabel("Your name")).toHaveValue("Eve");
  await expectSignedOut(other);

  const free = await signUpAnswer(other, freshEmail());
  await other.waitForURL("/home");
  expect(taken).toBe(free);
  await other.close();
});

test("signing out everywhere signs the other browser out too", async ({ page, browser }) => {
  const email = await signUp(page, "Ana");
  const other = await browser.newPage();
  await other.goto("/sign-in");
  await fillSignIn(other, email);
  await other.waitForURL("/home");

  await page.goto("/settings");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.waitForURL("/");
  await expectSignedOut(page);
  await expectSignedOut(other);
  await other.close();
});

test("changing the password keeps this browser and signs the other one out", async ({
  page,
  browser,
}) => {
  const email = await signUp(page, "Ana");
  const other = await browser.newPage();
  await other.goto("/sign-in");
  await fillSignIn(other, email);
  await other.waitForURL("/home");

  await page.goto("/settings");
  await page.getByLabel("Current password").fill("not this one");
  await page.getByLabel("New password").fill("another password");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("That is not your password.")).toBeVisible();
  await page.getByLabel("Current password").fill(PASSWORD);
  await page.getByLabel("New password").fill("another password");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();

  await expectSignedOut(other);
  await page.goto("/home");
  await expect(page).toHaveURL("/home");
  await other.close();
});

/** The operator's settings are the app's own. */
function operatorsEnvironment(): NodeJS.ProcessEnv {
  const url = process.env.E2E_DATABASE_URL;
  if (!url) throw new Error("The app of these tests has no database that we know of.");
  return { ...process.env, DATABASE_URL: url };
}

test("the operator's link sets a new password once", async ({ page }) => {
  const email = await signUp(page, "Ana");
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "scripts/reset-link.ts", email],
    { env: operatorsEnvironment() },
  );
  const path = /\/reset\/[\w-]{43}/.exec(stdout)?.[0] ?? "";
  expect(path).not.toBe("");

  await page.goto(path);
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText("A password has at least 10 characters.")).toBeVisible();
  await page.getByLabel("New password").fill("a brand new password");
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText("Your new password is set.")).toBeVisible();
  await fillSignIn(page, email, "a brand new password");
  await page.waitForURL("/home");

  await page.goto(path);
  await expect(page.getByText("This link does not work any more")).toBeVisible();
});

test("the operator's command says so when nobody has that address", async () => {
  const run = promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "scripts/reset-link.ts", freshEmail()],
    { env: operatorsEnvironment() },
  );
  await expect(run).rejects.toMatchObject({ code: 1, stderr: /Nobody has an account/ });
});

test("a new name is shown, and deleting the account names what is lost and leaves nothing", async ({
  page,
}) => {
  const email = await signUp(page, "Ana");
  await page.goto("/settings");
  await page.getByLabel("Your name").fill("  Anna   Maria ");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Your name is saved.")).toBeVisible();
  await expect(page.getByLabel("Your name")).toHaveValue("Anna Maria");

  await page.goto("/interviews/new");
  await page.getByRole("button", { name: /^Create/ }).click();
  await page.waitForURL(/\/interviews\/[0-9a-f-]{36}/);
  const interview = /\/interviews\/[0-9a-f-]{36}/.exec(page.url())?.[0] ?? "";

  await page.goto("/settings");
  await page.getByRole("button", { name: "Delete account" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("1 interview nobody else can open");
  await expect(dialog).toContainText("your name, e-mail address and password");
  await dialog.getByRole("button", { name: "Delete account" }).click();
  await page.waitForURL("/");
  await expectSignedOut(page);
  await fillSignIn(page, email);
  await expect(page.getByText("E-mail address and password do not match.")).toBeVisible();

  await signUp(page, "Somebody else");
  const gone = await page.goto(interview);
  expect(gone?.status()).toBe(404);
});
