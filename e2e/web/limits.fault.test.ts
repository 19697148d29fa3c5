/**
 * Somebody who tries passwords against a deployed app, from one address and from many. Addresses
 * are what the proxy in front of us writes at the end of `X-Forwarded-For`.
 */
import { afterEach, describe, expect, test } from "vitest";
import { queryOnce } from "../../server/db/query-once";
import {
  GUESTS_PER_ADDRESS,
  type Limit,
  SIGN_INS_PER_ACCOUNT,
  SIGN_INS_PER_ADDRESS,
  SIGN_UPS_PER_ADDRESS,
} from "../../server/services/throttle";
import { accountHolder, freshEmail, PASSWORD } from "./attackable";
import type { RawAnswer } from "./raw-http";
import { formOf } from "./server-actions";
import { webApp } from "./web-app";

const TOO_OFTEN = /tried too often|too many/i;

/** What a person is told, without what they typed and what is new in every answer. */
const said = ({ body }: RawAnswer, typed: string) =>
  body.replaceAll(typed, "<typed>").replaceAll(/"b":"[^"]*"/g, "");

function trier(app: ReturnType<typeof webApp>) {
  const via = (address: string) => ({ headers: { "X-Forwarded-For": address } });
  return {
    signIn: (email: string, password: string, address: string) =>
      app.act(
        "/sign-in signInAction",
        "/sign-in",
        [null, formOf({ email, password })],
        via(address),
      ),
    signUp: (email: string, address: string) =>
      app.act(
        "/sign-up signUpAction",
        "/sign-up",
        [formOf({ name: "Eve", email, password: PASSWORD })],
        via(address),
      ),
    enter: (address: string) =>
      app.act(
        "/practise enterAsGuestAction",
        "/practise",
        [null, formOf({ name: "Eve" })],
        via(address),
      ),
    /** As if all but `left` of a limit had been used up by whoever counts as `address`. */
    use: async (limit: Limit, left: number) => {
      await queryOnce(app.url(), "UPDATE throttles SET count = $1 WHERE key LIKE $2", [
        limit.attempts - left,
        `${limit.name}:%`,
      ]);
    },
    forget: () => queryOnce(app.url(), "DELETE FROM throttles"),
  };
}

const isIn = ({ cookies }: RawAnswer) => cookies.some((cookie) => cookie.includes("sign-in="));

describe("a deployed app", () => {
  const app = webApp({ appUrl: "https://dryrun.example" });
  const { signIn, signUp, enter, use, forget } = trier(app);
  afterEach(() => forget());

  test("an account is closed after so many wrong passwords, from however many addresses, known or not", async () => {
    const { email } = await accountHolder(app);
    const bystander = await accountHolder(app, "Ben");
    const unknown = freshEmail();
    const told = new Map<string, string[]>([
      [email, []],
      [unknown, []],
    ]);
    for (let i = 0; i <= SIGN_INS_PER_ACCOUNT.attempts; i++) {
      for (const [tried, answers] of told) {
        const answer = await signIn(tried, "not this one", `203.0.113.${i}`);
        expect(answer.status).toBe(200);
        answers.push(said(answer, tried));
      }
    }
    const [known = [], other = []] = [...told.values()];
    expect(known).toEqual(other);
    const [wrong, tooMany] = [known[0] ?? "", known.at(-1) ?? ""];
    expect(wrong).toContain("do not match");
    expect(new Set(known.slice(0, -1))).toEqual(new Set([wrong]));
    expect(tooMany).toMatch(TOO_OFTEN);

    // Not even with the right password, from nowhere; nobody else is kept out.
    expect(isIn(await signIn(email, PASSWORD, "198.51.100.7"))).toBe(false);
    expect(isIn(await signIn(email.toUpperCase(), PASSWORD, "198.51.100.8"))).toBe(false);
    expect(isIn(await signIn(bystander.email, PASSWORD, "203.0.113.1"))).toBe(true);
  });

  test("an address is closed after so many attempts, whichever accounts they were for", async () => {
    const { email } = await accountHolder(app);
    const from = "203.0.113.50";
    await signIn(freshEmail(), "no", from);
    await use(SIGN_INS_PER_ADDRESS, 1);
    expect((await signIn(freshEmail(), "no", from)).body).toContain("do not match");
    expect((await signIn(freshEmail(), "no", from)).body).toMatch(TOO_OFTEN);
    expect(isIn(await signIn(email, PASSWORD, from))).toBe(false);
    expect(isIn(await signIn(email, PASSWORD, "203.0.113.51"))).toBe(true);
  });

  test.each([
    ["sign-ups", SIGN_UPS_PER_ADDRESS],
    ["guests", GUESTS_PER_ADDRESS],
    ["sign-ins", SIGN_INS_PER_ADDRESS],
  ])(
    "%s are counted by what the proxy saw, whatever the browser claimed before it",
    async (what, limit) => {
      const seen = "203.0.113.60";
      const attempt = (address: string) =>
        what === "guests"
          ? enter(address)
          : what === "sign-ups"
            ? signUp(freshEmail(), address)
            : signIn(freshEmail(), "no", address);
      await attempt(seen);
      await use(limit, 0);
      for (const claimed of [
        seen,
        `198.51.100.1, ${seen}`,
        `127.0.0.1,${seen}`,
        `::1, 10.0.0.1, ${seen}`,
        `${seen}, 198.51.100.2, ${seen}`,
        `${seen}:40001`,
        `${seen}:40002`,
        `::ffff:${seen}`,
        ` ${seen} `,
      ]) {
        const answer = await attempt(claimed);
        expect(answer.body, claimed).toMatch(TOO_OFTEN);
        expect(isIn(answer)).toBe(false);
      }
      expect((await attempt("203.0.113.61")).body).not.toMatch(TOO_OFTEN);
    },
  );

  test("headers that no proxy of ours writes say nothing about where somebody is", async () => {
    const from = "203.0.113.70";
    await signUp(freshEmail(), from);
    await use(SIGN_UPS_PER_ADDRESS, 0);
    for (const name of [
      "X-Client-Address",
      "X-Real-IP",
      "X-Client-IP",
      "True-Client-IP",
      "CF-Connecting-IP",
      "Forwarded",
    ]) {
      const answer = await app.act(
        "/sign-up signUpAction",
        "/sign-up",
        [formOf({ name: "Eve", email: freshEmail(), password: PASSWORD })],
        { headers: { "X-Forwarded-For": from, [name]: "198.51.100.9" } },
      );
      expect(answer.body, name).toMatch(TOO_OFTEN);
    }
  });

  test("a network of IPv6 is one address", async () => {
    await signUp(freshEmail(), "2001:db8:1:1::1");
    await use(SIGN_UPS_PER_ADDRESS, 0);
    for (const same of [
      "2001:db8:1:1::2",
      "2001:0DB8:1:1:ffff:ffff:ffff:ffff",
      "[2001:db8:1:1::3]:443",
    ])
      expect((await signUp(freshEmail(), same)).body, same).toMatch(TOO_OFTEN);
    expect((await signUp(freshEmail(), "2001:db8:1:2::1")).body).not.toMatch(TOO_OFTEN);
  });

  test("next-auth's own doors share the limits", async () => {
    const { email } = await accountHolder(app);
    const csrf = await app.ask("/api/auth/csrf");
    const { csrfToken } = JSON.parse(csrf.body) as { csrfToken: string };
    const post = (provider: string, fields: Record<string, string>, address: string) =>
      app.ask(`/api/auth/callback/${provider}`, {
        method: "POST",
        cookie: csrf.cookies.map((set) => set.split(";")[0]).join("; "),
        headers: {
          "Content-Type": "application/x-www-form-urlencoded",
          "X-Forwarded-For": address,
        },
        body: String(new URLSearchParams({ csrfToken, ...fields })),
      });
    for (let i = 0; i < SIGN_INS_PER_ACCOUNT.attempts; i++)
      await signIn(email, "not this one", `203.0.113.${i}`);
    expect(isIn(await post("account", { email, password: PASSWORD }, "198.51.100.20"))).toBe(false);
    await enter("203.0.113.80");
    await use(GUESTS_PER_ADDRESS, 0);
    expect(isIn(await post("guest", { name: "Eve" }, "203.0.113.80"))).toBe(false);
    expect(isIn(await post("guest", { name: "Eve" }, "203.0.113.81"))).toBe(true);
  });

  test("finding out whether an address has an account takes as long either way", async () => {
    const { email } = await accountHolder(app);
    const median = (times: number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
    const timed = async (act: () => Promise<unknown>) => {
      const startedAt = performance.now();
      await act();
      return performance.now() - startedAt;
    };
    const took = {
      known: [] as number[],
      unknown: [] as number[],
      taken: [] as number[],
      free: [] as number[],
    };
    // One after the other, so that whatever else the computer does falls on all of them.
    for (let i = 0; i < SIGN_INS_PER_ACCOUNT.attempts - 1; i++) {
      const address = `203.0.113.${i}`;
      took.known.push(await timed(() => signIn(email, "not this one", address)));
      took.unknown.push(await timed(() => signIn(freshEmail(), "not this one", address)));
      took.taken.push(await timed(() => signUp(email, address)));
      took.free.push(await timed(() => signUp(freshEmail(), address)));
    }
    // A skipped hash is some ten times faster; noise is nowhere near twice.
    for (const [a, b] of [
      [took.known, took.unknown],
      [took.taken, took.free],
    ] as const) {
      const ratio = median(a) / median(b);
      expect(ratio).toBeGreaterThan(0.5);
      expect(ratio).toBeLessThan(2);
    }
  });
});

describe("a local app", () => {
  const app = webApp();
  const { signIn, signUp, forget } = trier(app);
  afterEach(() => forget());

  test("nobody gets round an account's limit, or runs into somebody else's, by claiming addresses", async () => {
    const { email } = await accountHolder(app);
    for (let i = 0; i < SIGN_INS_PER_ACCOUNT.attempts; i++)
      expect((await signIn(email, "no", `203.0.113.${i}`)).body).not.toMatch(TOO_OFTEN);
    expect((await signIn(email, PASSWORD, "198.51.100.1")).body).toMatch(TOO_OFTEN);

    // This computer has no limit of its own; what it claims to be must not give it one, or anybody else.
    await signUp(freshEmail(), "203.0.113.90");
    const counted = await queryOnce<{ key: string }>(app.url(), "SELECT key FROM throttles");
    expect(counted.map(({ key }) => key.split(":").slice(0, 2).join(":"))).toEqual([
      SIGN_INS_PER_ACCOUNT.name,
    ]);
  });
});
