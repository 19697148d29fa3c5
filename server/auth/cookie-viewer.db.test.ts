import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { SignInId } from "@/lib/domain/ids";
import { provideDatabase } from "../db/client";
import { enterAsGuest } from "../services/enter-as-guest";
import { signOutHere } from "../services/sign-out";
import { peopleDatabase } from "../services/testing/people-database";
import { viewerFromCookies } from "./cookie-viewer";
import { provideAuthSettings } from "./settings";
import { signInToken } from "./sign-in-token";

const people = peopleDatabase();
const SECRET = "a secret that only this file knows about";
const MINUTE_S = 60;

beforeAll(() => provideDatabase(people().db));
afterAll(() => provideDatabase(null));
beforeEach(() => provideAuthSettings({ secret: SECRET, appUrl: null }));

async function guest(): Promise<SignInId> {
  const result = await enterAsGuest("Ana", null);
  if (!result.ok) throw new Error(result.code);
  return result.value.signInId;
}

test("a sign-in's cookie names its person, among whatever other cookies there are", async () => {
  const signInId = await guest();
  const token = await signInToken(signInId, MINUTE_S);
  const header = `theme=dark; dryrun.sign-in=${token}; other=a=b`;
  expect(await viewerFromCookies(header)).toMatchObject({ name: "Ana", isGuest: true, signInId });
});

test("a deployed app reads only the cookie that is bound to its host", async () => {
  const token = await signInToken(await guest(), MINUTE_S);
  provideAuthSettings({ secret: SECRET, appUrl: "https://dryrun.example" });
  expect(await viewerFromCookies(`dryrun.sign-in=${token}`)).toBeNull();
  expect(await viewerFromCookies(`__Host-dryrun.sign-in=${token}`)).toMatchObject({ name: "Ana" });
});

test("a revoked sign-in's cookie is worth nothing", async () => {
  const signInId = await guest();
  const token = await signInToken(signInId, MINUTE_S);
  await signOutHere({ signInId });
  expect(await viewerFromCookies(`dryrun.sign-in=${token}`)).toBeNull();
});

test("a cookie that is past its time, made under another secret or tampered with signs nobody in", async () => {
  const signInId = await guest();
  const past = await signInToken(signInId, -MINUTE_S);
  const token = await signInToken(signInId, MINUTE_S);
  provideAuthSettings({ secret: "another secret, which is long enough", appUrl: null });
  const foreign = await signInToken(signInId, MINUTE_S);
  provideAuthSettings({ secret: SECRET, appUrl: null });
  const tampered = `${token.slice(0, -4)}AAAA`;
  for (const value of [past, foreign, tampered, "", "x", signInId])
    expect(await viewerFromCookies(`dryrun.sign-in=${value}`)).toBeNull();
});

test("no cookie, no person", async () => {
  expect(await viewerFromCookies(undefined)).toBeNull();
  expect(await viewerFromCookies("theme=dark")).toBeNull();
});
