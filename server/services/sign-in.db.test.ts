import { expect, test } from "vitest";
import { enterAsGuest } from "./enter-as-guest";
import { ACCOUNT_SIGN_IN_MS, GUEST_SIGN_IN_MS } from "./open-sign-in";
import { signIn } from "./sign-in";
import { signUp } from "./sign-up";
import { signedInViewer } from "./signed-in-viewer";
import { peopleDatabase } from "./testing/people-database";
import {
  GUESTS_PER_ADDRESS,
  SIGN_INS_PER_ACCOUNT,
  SIGN_INS_PER_ADDRESS,
  SIGN_UPS_PER_ADDRESS,
} from "./throttle";

const people = peopleDatabase();

const password = "a long enough password";
const start = new Date("2026-06-01T09:00:00Z");
const after = (ms: number) => new Date(start.getTime() + ms);

async function makeAccount(email: string): Promise<void> {
  await signUp({ name: "Ana", email, password }, null, people());
}

test("a new account can be signed in to, and the sign-in names its person", async () => {
  await makeAccount("ana@example.org");
  const result = await signIn({ email: "ana@example.org", password }, null, people());
  if (!result.ok) throw new Error(result.code);
  expect(await signedInViewer(result.value.signInId, people())).toEqual({
    userId: result.value.userId,
    name: "Ana",
    isGuest: false,
    isAdmin: false,
    isCoach: false,
    signInId: result.value.signInId,
  });
  expect(result.value.expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(ACCOUNT_SIGN_IN_MS);
});

test("the stored password is an argon2id hash with the stated parameters", async () => {
  await makeAccount("hash@example.org");
  const row = await people().db.user.findUnique({ where: { email: "hash@example.org" } });
  expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test("an accent composed by another keyboard is the same password", async () => {
  const email = "accent@example.org";
  await signUp({ name: "Zoë", email, password: "cafe\u0301 au lait" }, null, people());
  const result = await signIn({ email, password: "caf\u00e9 au lait" }, null, people());
  expect(result.ok).toBe(true);
});

test("a wrong password and an unknown address get the same answer", async () => {
  await makeAccount("known@example.org");
  const known = await signIn(
    { email: "known@example.org", password: "not this one" },
    null,
    people(),
  );
  const unknown = await signIn(
    { email: "unknown@example.org", password: "not this one" },
    null,
    people(),
  );
  expect(known).toEqual({ ok: false, code: "wrong" });
  expect(unknown).toEqual(known);
});

test("signing up with a taken address gets the same answer and changes nothing", async () => {
  await makeAccount("taken@example.org");
  const before = await people().db.user.findUnique({ where: { email: "taken@example.org" } });
  const fresh = await signUp({ name: "New", email: "fresh@example.org", password }, null, people());
  const taken = await signUp(
    { name: "Thief", email: "taken@example.org", password: "another password" },
    null,
    people(),
  );
  expect(taken).toEqual(fresh);
  expect(await people().db.user.findUnique({ where: { email: "taken@example.org" } })).toEqual(
    before,
  );
});

test("two sign-ups with one address at once make one account", async () => {
  await Promise.all([makeAccount("twice@example.org"), makeAccount("twice@example.org")]);
  expect(await people().db.user.count({ where: { email: "twice@example.org" } })).toBe(1);
});

test.each(["victim@example.org", "nobody@example.org"])(
  "attempts on %s are limited, with the right password too, until the window has passed",
  async (email) => {
    if (email.startsWith("victim")) await makeAccount(email);
    const tryAt = (now: Date, tried = "not this one") =>
      signIn({ email, password: tried }, null, people(now));
    for (let i = 0; i < SIGN_INS_PER_ACCOUNT.attempts; i++)
      expect(await tryAt(start)).toEqual({ ok: false, code: "wrong" });
    expect(await tryAt(start)).toEqual({ ok: false, code: "too-many" });
    expect(await tryAt(after(SIGN_INS_PER_ACCOUNT.windowMs - 1), password)).toEqual({
      ok: false,
      code: "too-many",
    });
    const later = await tryAt(after(SIGN_INS_PER_ACCOUNT.windowMs), password);
    expect(later.ok).toBe(email.startsWith("victim"));
  },
);

test("a right password clears what was counted", async () => {
  await makeAccount("forgetful@example.org");
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < SIGN_INS_PER_ACCOUNT.attempts - 1; i++)
      await signIn({ email: "forgetful@example.org", password: "no" }, null, people(start));
    const right = await signIn({ email: "forgetful@example.org", password }, null, people(start));
    expect(right.ok).toBe(true);
  }
});

test("guesses sent at the same moment are all counted", async () => {
  const attempts = Array.from({ length: SIGN_INS_PER_ACCOUNT.attempts + 5 }, () =>
    signIn({ email: "burst@example.org", password: "no" }, null, people(start)),
  );
  const codes = (await Promise.all(attempts)).map((result) => !result.ok && result.code);
  expect(codes.filter((code) => code === "too-many")).toHaveLength(5);
});

test("one network address can only try so often, whichever accounts it tries", async () => {
  const from = (address: string, i: number) =>
    signIn({ email: `many-${i}@example.org`, password: "no" }, address, people(start));
  await people().db.throttle.deleteMany();
  // Counted alone: hashing a hundred passwords would test the computer.
  await from("2001:db8::1", 0);
  await people().db.throttle.updateMany({
    where: { key: { startsWith: SIGN_INS_PER_ADDRESS.name } },
    data: { count: SIGN_INS_PER_ADDRESS.attempts - 1 },
  });
  expect(await from("2001:db8::2", 1)).toEqual({ ok: false, code: "wrong" });
  expect(await from("2001:db8::3", 2)).toEqual({ ok: false, code: "too-many" });
  expect(await from("2001:db8:0:1::1", 3)).toEqual({ ok: false, code: "wrong" });
});

test.each([
  ["sign-ups", SIGN_UPS_PER_ADDRESS],
  ["guests", GUESTS_PER_ADDRESS],
])("%s from one network address are limited", async (what, limit) => {
  const address = `198.51.100.${what.length}`;
  const enter = (i: number) =>
    what === "guests"
      ? enterAsGuest("Ana", address, people(start))
      : signUp({ name: "A", email: `bulk${i}@example.org`, password }, address, people(start));
  expect((await enter(0)).ok).toBe(true);
  await people().db.throttle.updateMany({
    where: { key: { startsWith: limit.name } },
    data: { count: limit.attempts - 1 },
  });
  expect((await enter(1)).ok).toBe(true);
  expect(await enter(2)).toEqual({ ok: false, code: "too-many" });
});

test("neither addresses nor e-mail addresses are in the table of attempts", async () => {
  await people().db.throttle.deleteMany();
  await signIn({ email: "private@example.org", password: "no" }, "203.0.113.9", people(start));
  const keys = (await people().db.throttle.findMany()).map((row) => row.key);
  expect(keys).toHaveLength(2);
  expect(keys.join()).not.toMatch(/private|203/);
});

test("attempts of yesterday are cleared away", async () => {
  const { db } = people();
  await db.throttle.deleteMany();
  await signIn({ email: "old@example.org", password: "no" }, null, people(start));
  await signIn({ email: "new@example.org", password: "no" }, null, people(after(25 * 3_600_000)));
  expect(await db.throttle.count()).toBe(1);
});

test("a guest needs a name and nothing else, and is known for as long as cookies are kept", async () => {
  const result = await enterAsGuest("Ben", null, people(start));
  if (!result.ok) throw new Error(result.code);
  expect(result.value.expiresAt).toEqual(after(GUEST_SIGN_IN_MS));
  const viewer = await signedInViewer(result.value.signInId, people());
  expect(viewer).toMatchObject({ name: "Ben", isGuest: true });
});

test("an expired sign-in signs nobody in, and is cleared at the next one", async () => {
  await makeAccount("expired@example.org");
  const long = new Date(Date.now() - ACCOUNT_SIGN_IN_MS - 1_000);
  const email = "expired@example.org";
  const old = await signIn({ email, password }, null, people(long));
  if (!old.ok) throw new Error(old.code);
  expect(await signedInViewer(old.value.signInId, people())).toBeNull();
  await signIn({ email, password }, null, people());
  expect(await people().db.signIn.count({ where: { userId: old.value.userId } })).toBe(1);
});
