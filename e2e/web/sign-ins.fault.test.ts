/** Who a browser is taken for: never what somebody planted in it, forged, kept or found. */
import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/domain/viewer";
import { queryOnce } from "../../server/db/query-once";
import { wholeDraft } from "../../server/services/testing/interview-database";
import { TEST_SECRET_ENV } from "../support/people";
import { accountHolder, PASSWORD } from "./attackable";
import type { RawAnswer } from "./raw-http";
import { formOf } from "./server-actions";
import { webApp } from "./web-app";

const app = webApp();
const COOKIE = "dryrun.sign-in";
const SECRET = TEST_SECRET_ENV.NEXTAUTH_SECRET;
const HOUR_S = 60 * 60;

/** What an answer leaves in the browser under a name; undefined when it leaves what was there. */
function left({ cookies }: RawAnswer, name = COOKIE): string | undefined {
  return cookies.map((set) => set.split(";")[0] ?? "").find((set) => set.startsWith(`${name}=`));
}

function dial(cookie: string): Promise<RawAnswer> {
  return app.ask("/socket.io/?EIO=4&transport=websocket", {
    cookie,
    headers: {
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    },
  });
}

/** Asks at each kind of door: a page, an action, next-auth's own address, a route, the socket. */
async function isSignedIn(cookie: string, interview?: string): Promise<boolean> {
  const action = await app.act(
    "/settings renameAction",
    "/settings",
    [null, formOf({ name: "Renamed" })],
    { cookie },
  );
  const answers = [
    (await app.ask("/home", { cookie })).status === 200,
    action.body.includes("Your name is saved."),
    (await app.ask("/api/auth/session", { cookie })).body.includes('"user"'),
    (await dial(cookie)).status === 101,
    ...(interview
      ? [(await app.ask(`/interviews/${interview}/review/markdown`, { cookie })).status === 200]
      : []),
  ];
  expect(new Set(answers).size, `all doors agree: ${answers}`).toBe(1);
  return answers[0] === true;
}

const signIn = (email: string, cookie?: string) =>
  app.act(
    "/sign-in signInAction",
    "/sign-in",
    [null, formOf({ email, password: PASSWORD })],
    cookie ? { cookie } : {},
  );

describe("a cookie that was planted before signing in", () => {
  test("of the attacker's own sign-in is replaced, and that sign-in ends", async () => {
    const planted = await app.cookieOf(await app.person("Eve"));
    const { email } = await accountHolder(app);
    const own = left(await signIn(email, planted));
    expect(own).toBeDefined();
    expect(own).not.toBe(planted);
    expect(await isSignedIn(own ?? "")).toBe(true);
    expect(await isSignedIn(planted)).toBe(false);
  });

  test("of nobody is replaced", async () => {
    const { email } = await accountHolder(app);
    for (const value of ["planted", "", "a.b.c.d.e", "%00", `"${"x".repeat(3_000)}"`]) {
      const own = left(await signIn(email, `${COOKIE}=${value}`));
      expect(await isSignedIn(own ?? "")).toBe(true);
    }
  });

  test("with a sign-in id that waits to be used never becomes anybody's", async () => {
    const { email, viewer } = await accountHolder(app);
    const waiting = { ...viewer, signInId: randomUUID() as Viewer["signInId"] };
    const planted = await app.cookieOf(waiting);
    expect(await isSignedIn(planted)).toBe(false);
    const own = left(await signIn(email, planted));
    expect(await isSignedIn(planted)).toBe(false);
    expect(await isSignedIn(own ?? "")).toBe(true);
  });

  test("is replaced by next-auth's own door too, and so is a planted csrf token", async () => {
    const planted = await app.cookieOf(await app.person("Eve"));
    const forged = `${"ab".repeat(32)}%7C${"cd".repeat(32)}`;
    const csrf = await app.ask("/api/auth/csrf", { cookie: `dryrun.csrf=${forged}` });
    const { csrfToken } = JSON.parse(csrf.body) as { csrfToken: string };
    expect(csrfToken).not.toBe("ab".repeat(32));
    const fresh = left(csrf, "dryrun.csrf");
    expect(fresh).toBeDefined();
    const answer = await app.ask("/api/auth/callback/guest", {
      method: "POST",
      cookie: `${fresh}; ${planted}`,
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: String(new URLSearchParams({ csrfToken, name: "Ana" })),
    });
    const own = left(answer);
    expect(own).not.toBe(planted);
    expect(await isSignedIn(own ?? "")).toBe(true);
    expect(await isSignedIn(planted)).toBe(false);
  });

  test("does not win over the real one by coming twice", async () => {
    const real = await app.cookieOf(await app.person("Ana"));
    const planted = await app.cookieOf(await app.person("Eve"));
    for (const cookie of [`${real}; ${planted}`, `${planted}; ${real}`]) {
      const session = JSON.parse((await app.ask("/api/auth/session", { cookie })).body);
      const page = (await app.ask("/settings", { cookie })).body;
      // Whichever counts, it is the same everywhere: no part takes them for two people.
      expect(page).toContain(`value="${session.user.name}"`);
    }
  });

  test("of somebody who has signed out is taken for the real one at every door or at none", async () => {
    const real = await app.cookieOf(await app.person("Ana"));
    const planted = await app.cookieOf(await app.person("Eve"));
    await app.act("/settings signOutHereAction", "/settings", [], { cookie: planted });
    const taken = [
      await isSignedIn(`${real}; ${planted}`),
      await isSignedIn(`${planted}; ${real}`),
    ];
    expect(taken).toContain(true);
  });
});

test("every sign-in is a new one", async () => {
  const { email } = await accountHolder(app);
  const values = [left(await signIn(email)), left(await signIn(email)), left(await signIn(email))];
  expect(new Set(values).size).toBe(3);
  for (const value of values) expect(await isSignedIn(value ?? "")).toBe(true);
});

test("signing out ends the sign-in itself, not only the cookie of this browser", async () => {
  const { email } = await accountHolder(app);
  const [here = "", elsewhere = ""] = [left(await signIn(email)), left(await signIn(email))];
  const out = await app.act("/settings signOutHereAction", "/settings", [], { cookie: here });
  expect(left(out)).toBe(`${COOKIE}=`);
  expect(await isSignedIn(here)).toBe(false);
  expect(await isSignedIn(elsewhere)).toBe(true);
  await app.act("/settings signOutEverywhereAction", "/settings", [], { cookie: elsewhere });
  expect(await isSignedIn(elsewhere)).toBe(false);
});

test("a new password ends every sign-in but the one that chose it", async () => {
  const { email } = await accountHolder(app);
  const [here = "", elsewhere = ""] = [left(await signIn(email)), left(await signIn(email))];
  const form = formOf({ current: PASSWORD, next: "another password" });
  await app.act("/settings changePasswordAction", "/settings", [null, form], { cookie: here });
  expect(await isSignedIn(here)).toBe(true);
  expect(await isSignedIn(elsewhere)).toBe(false);
});

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

test("a token that we did not make, or that is past its time, signs nobody in at any door", async () => {
  const viewer = await app.person("Ana");
  const interview = await app.create(viewer);
  const candidate = await app.join(viewer, interview, "candidate", "Ben");
  await app.runToDebrief(interview);
  for (const author of [viewer, candidate]) await app.submit(author, interview, wholeDraft("seen"));
  const real = await app.cookieOf(viewer);
  expect(await isSignedIn(real, interview)).toBe(true);

  const { signInId } = viewer;
  const now = Math.floor(Date.now() / 1_000);
  const claims = { signInId, iat: now, exp: now + HOUR_S };
  const value = real.slice(COOKIE.length + 1);
  const [head = "", ...rest] = value.split(".");
  // Not the last letter of the text: most of its bits are none of the tag's.
  const tag = Buffer.from(rest.at(-1) ?? "", "base64url");
  tag.writeUInt8(tag.readUInt8(0) ^ 1, 0);
  const flipped = [head, ...rest.slice(0, -1), tag.toString("base64url")].join(".");
  const forged = {
    "signed by nobody": `${part({ alg: "none" })}.${part(claims)}.`,
    "signed by nobody, in capitals": `${part({ alg: "None", typ: "JWT" })}.${part(claims)}.`,
    "encrypted by nobody": `${part({ alg: "none", enc: "none" })}..${part({})}.${part(claims)}.`,
    "encrypted with a key in its own head": `${part({ alg: "dir", enc: "A256GCM", jwk: { kty: "oct", k: "AA" } })}.${rest.join(".")}`,
    "of another algorithm": `${part({ alg: "A128KW", enc: "A256GCM" })}.${rest.join(".")}`,
    "signed instead of encrypted": `${part({ alg: "HS256" })}.${part(claims)}.${part({})}`,
    "under another secret": await encode({ token: { signInId }, secret: "a guessed secret" }),
    "under the secret with a salt": await encode({
      token: { signInId },
      secret: SECRET,
      salt: "x",
    }),
    "past its time": await encode({ token: { signInId }, secret: SECRET, maxAge: -HOUR_S }),
    "with one bit changed": flipped,
    "cut short": value.slice(0, -8),
    "without an id": await encode({ token: { name: "Ana" }, secret: SECRET }),
    "with the person's id": await encode({ token: { sub: viewer.userId }, secret: SECRET }),
    "with the person's id as the sign-in's": await encode({
      token: { signInId: viewer.userId },
      secret: SECRET,
    }),
    "with an id that is an object": await encode({
      token: { signInId: { not: null } },
      secret: SECRET,
    }),
    "the id alone": signInId,
    twice: `${value},${value}`,
    "only its head": head,
    "very long": "A".repeat(7_000),
  };
  for (const [what, token] of Object.entries(forged))
    expect(await isSignedIn(`${COOKIE}=${token}`, interview), what).toBe(false);

  for (const column of ["expires_at", "revoked_at"]) {
    const other = await app.person("Ben");
    const cookie = await app.cookieOf(other);
    await queryOnce(
      app.url(),
      `UPDATE sign_ins SET ${column} = now() - interval '1 second' WHERE id = $1`,
      [other.signInId],
    );
    expect(await isSignedIn(cookie), column).toBe(false);
  }
  expect(await isSignedIn(real, interview)).toBe(true);
});
