import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Viewer } from "@/lib/domain/viewer";
import { changePassword } from "./change-password";
import { enterAsGuest } from "./enter-as-guest";
import type { SignedIn } from "./open-sign-in";
import { renamePerson } from "./rename-person";
import { canReset, makeResetLink, RESET_LINK_MS, resetPassword } from "./reset-password";
import { saveAsAccount } from "./save-as-account";
import { signIn } from "./sign-in";
import { signOutEverywhere, signOutHere } from "./sign-out";
import { signUp } from "./sign-up";
import { signedInViewer } from "./signed-in-viewer";
import { gatherNotices } from "./testing/gather-notices";
import { peopleDatabase } from "./testing/people-database";
import { ACCOUNTS_PER_GUEST, PASSWORD_CHANGES_PER_USER, SIGN_INS_PER_ACCOUNT } from "./throttle";

const people = peopleDatabase();
const password = "a long enough password";

async function viewerOf({ signInId }: SignedIn): Promise<Viewer> {
  const viewer = await signedInViewer(signInId, people());
  if (!viewer) throw new Error("not signed in");
  return viewer;
}

async function guest(name = "Ana"): Promise<Viewer> {
  const result = await enterAsGuest(name, null, people());
  if (!result.ok) throw new Error(result.code);
  return viewerOf(result.value);
}

async function browserOf(email: string, tried = password): Promise<Viewer> {
  const result = await signIn({ email, password: tried }, null, people());
  if (!result.ok) throw new Error(result.code);
  return viewerOf(result.value);
}

async function account(): Promise<{ email: string; viewer: Viewer }> {
  const email = `${randomUUID()}@example.org`;
  await signUp({ name: "Ana", email, password }, null, people());
  return { email, viewer: await browserOf(email) };
}

const isSignedIn = async (viewer: Viewer) =>
  (await signedInViewer(viewer.signInId, people())) !== null;

test("a guest who becomes an account keeps id, name and sign-in", async () => {
  const before = await guest("Ana");
  const email = "was-a-guest@example.org";
  expect(await saveAsAccount(before, { email, password }, people())).toEqual({
    ok: true,
    value: null,
  });
  expect(await signedInViewer(before.signInId, people())).toEqual({ ...before, isGuest: false });
  expect((await browserOf(email)).userId).toBe(before.userId);
});

test("a guest cannot take an address that has an account, and stays a guest", async () => {
  const { email } = await account();
  const someone = await guest();
  const result = await saveAsAccount(someone, { email, password }, people());
  expect(result).toEqual({ ok: false, code: "email-taken" });
  expect(await signedInViewer(someone.signInId, people())).toEqual(someone);
});

test("a guest tries few addresses, so that nobody finds out which ones we know", async () => {
  const { email } = await account();
  const someone = await guest();
  for (let i = 0; i < ACCOUNTS_PER_GUEST.attempts; i++)
    expect(await saveAsAccount(someone, { email, password }, people())).toMatchObject({
      code: "email-taken",
    });
  const free = `${randomUUID()}@example.org`;
  expect(await saveAsAccount(someone, { email: free, password }, people())).toMatchObject({
    code: "too-many",
  });
});

test("an account is not saved a second time under another address", async () => {
  const { viewer } = await account();
  const asGuest = { ...viewer, isGuest: true };
  const other = { email: `${randomUUID()}@example.org`, password };
  expect(await saveAsAccount(viewer, other, people())).toMatchObject({ code: "not-a-guest" });
  // The page that asked may be older than the account.
  expect(await saveAsAccount(asGuest, other, people())).toMatchObject({ code: "not-a-guest" });
});

test("signing out ends this browser's sign-in and no other, and tells its rooms", async () => {
  const { email, viewer: here } = await account();
  const there = await browserOf(email);
  const notices = await gatherNotices(() => signOutHere(here, people()));
  expect(await isSignedIn(here)).toBe(false);
  expect(await isSignedIn(there)).toBe(true);
  expect(notices).toEqual([{ type: "sign-ins-revoked", signInIds: [here.signInId] }]);
});

test("signing out everywhere ends every sign-in of the person and of nobody else", async () => {
  const { email, viewer: here } = await account();
  const there = await browserOf(email);
  const somebody = await guest();
  const notices = await gatherNotices(() => signOutEverywhere(here, people()));
  expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([false, false]);
  expect(await isSignedIn(somebody)).toBe(true);
  expect(notices).toHaveLength(1);
  expect(notices[0]).toMatchObject({ type: "sign-ins-revoked" });
  expect(notices[0]?.type === "sign-ins-revoked" && [...notices[0].signInIds].sort()).toEqual(
    [here.signInId, there.signInId].sort(),
  );
});

test("changing the password signs every other browser out and keeps this one", async () => {
  const { email, viewer: here } = await account();
  const there = await browserOf(email);
  const next = "an even longer password";
  const notices = await gatherNotices(async () =>
    expect(await changePassword(here, { current: password, next }, people())).toMatchObject({
      ok: true,
    }),
  );
  expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false]);
  expect(notices).toEqual([{ type: "sign-ins-revoked", signInIds: [there.signInId] }]);
  expect(await signIn({ email, password }, null, people())).toMatchObject({ code: "wrong" });
  expect(await isSignedIn(await browserOf(email, next))).toBe(true);
});

test("a wrong current password changes nothing, however often it is tried", async () => {
  const { email, viewer } = await account();
  const change = { current: "not this one", next: "an even longer password" };
  for (let i = 0; i < PASSWORD_CHANGES_PER_USER.attempts; i++)
    expect(await changePassword(viewer, change, people())).toMatchObject({ code: "wrong" });
  expect(await changePassword(viewer, { ...change, current: password }, people())).toMatchObject({
    code: "too-many",
  });
  expect(await isSignedIn(await browserOf(email))).toBe(true);
});

test("a guest has no password to change", async () => {
  const someone = await guest();
  expect(await changePassword(someone, { current: "", next: password }, people())).toMatchObject({
    code: "wrong",
  });
});

async function linkFor(email: string, now = new Date()): Promise<string> {
  const link = await makeResetLink(email, people(now));
  if (!link.ok) throw new Error(link.code);
  return link.value.path.slice("/reset/".length);
}

test("a reset link sets the password once and signs every browser out", async () => {
  const { email, viewer } = await account();
  const token = await linkFor(email);
  expect(await canReset(token, people())).toBe(true);
  expect(await canReset(token, people())).toBe(true);

  const next = "an even longer password";
  const notices = await gatherNotices(async () =>
    expect(await resetPassword(token, next, people())).toMatchObject({ ok: true }),
  );
  expect(notices).toEqual([{ type: "sign-ins-revoked", signInIds: [viewer.signInId] }]);
  expect(await isSignedIn(viewer)).toBe(false);
  await browserOf(email, next);

  expect(await canReset(token, people())).toBe(false);
  expect(await resetPassword(token, password, people())).toMatchObject({ code: "no-such-link" });
  await browserOf(email, next);
});

test("a reset link opens a door that guesses have closed", async () => {
  const { email } = await account();
  const guess = () => signIn({ email, password: "a guess" }, null, people());
  for (let i = 0; i <= SIGN_INS_PER_ACCOUNT.attempts; i++) await guess();
  expect(await guess()).toMatchObject({ code: "too-many" });
  const next = "an even longer password";
  await resetPassword(await linkFor(email), next, people());
  await browserOf(email, next);
});

test("of two tabs that send a reset link's password at once, one succeeds", async () => {
  const { email } = await account();
  const token = await linkFor(email);
  const results = await Promise.all([
    resetPassword(token, "the first password", people()),
    resetPassword(token, "the second password", people()),
  ]);
  expect(results.filter((result) => result.ok)).toHaveLength(1);
});

test("a reset link ends after an hour", async () => {
  const { email } = await account();
  const made = new Date();
  const token = await linkFor(email, made);
  const last = new Date(made.getTime() + RESET_LINK_MS - 1);
  const late = new Date(made.getTime() + RESET_LINK_MS);
  expect(await canReset(token, people(last))).toBe(true);
  expect(await canReset(token, people(late))).toBe(false);
  expect(await resetPassword(token, "a new password", people(late))).toMatchObject({
    code: "no-such-link",
  });
});

test("a newer reset link and a changed password both end an older link", async () => {
  const { email, viewer } = await account();
  const first = await linkFor(email);
  const second = await linkFor(email);
  expect(await canReset(first, people())).toBe(false);
  expect(await canReset(second, people())).toBe(true);
  await changePassword(viewer, { current: password, next: "a new password" }, people());
  expect(await canReset(second, people())).toBe(false);
});

test("the token of a reset link is not in the database", async () => {
  const { email } = await account();
  const token = await linkFor(email);
  const rows = await people().db.resetLink.findMany();
  expect(token).toMatch(/^[\w-]{43}$/);
  const stored = rows.map((row) => Buffer.from(row.tokenHash).toString("base64url"));
  expect(stored.length).toBeGreaterThan(0);
  expect(stored).not.toContain(token);
});

test("there is no reset link for an address without an account", async () => {
  expect(await makeResetLink("nobody@example.org", people())).toMatchObject({
    code: "no-account",
  });
  expect(await canReset("x", people())).toBe(false);
});

test("a new name is seen at once", async () => {
  const someone = await guest("Ana");
  await renamePerson(someone, "Anna", people());
  expect(await signedInViewer(someone.signInId, people())).toMatchObject({ name: "Anna" });
});
