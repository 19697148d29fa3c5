/** However an address elsewhere is spelled, no redirect of ours leads a browser there. */
import { expect, test } from "vitest";
import { newInterview } from "../../server/services/testing/interview-database";
import { accountHolder, PASSWORD } from "./attackable";
import { CODE_ADDRESSES } from "./hostile-interview";
import type { RawAnswer } from "./raw-http";
import { formOf, multipart } from "./server-actions";
import { webApp } from "./web-app";

const app = webApp();

/** What React puts where a form has no address of its own; it says that something is wrong. */
const NO_ADDRESS = "javascript:throw new Error(&#x27;React form unexpectedly submitted.&#x27;)";

const ELSEWHERE = [
  "https://evil.example",
  "//evil.example",
  "///evil.example",
  "////evil.example",
  "/\\evil.example",
  "\\/evil.example",
  "\\\\evil.example",
  "/\\/evil.example",
  "https:evil.example",
  "https:/evil.example",
  "https:\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r\n/evil.example",
  "\t//evil.example",
  " //evil.example",
  "\u0000//evil.example",
  "\ufeff//evil.example",
  "/%09/evil.example",
  "/%0a/evil.example",
  "/%5cevil.example",
  "/%2f%2fevil.example",
  "%2f%2fevil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/x/..//evil.example",
  "/./\\evil.example",
  "/%2e//evil.example",
  "/home/..//evil.example",
  "//evil.example@localhost",
  "https://localhost@evil.example",
  "//evil\u3002example",
  "/\u2215evil.example",
  "//[::1]:1",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "/javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:msgbox(1)",
  "blob:https://evil.example/x",
  "about:blank",
  "mailto:eve@evil.example",
  "/home\r\nSet-Cookie: planted=1",
  "/home\r\nLocation: https://evil.example",
  "/home?\u2028x",
] as const;

/** Where a browser that got this answer goes, as browsers read it. */
function targetOf(answer: RawAnswer, from: string): URL | null {
  const location =
    answer.headers.get("location") ?? answer.headers.get("x-action-redirect")?.split(";")[0];
  return location === undefined ? null : new URL(location, app.origin() + from);
}

function expectToStay(answer: RawAnswer, from: string, wanted: string): void {
  const target = targetOf(answer, from);
  expect(target?.origin, `${from} with ${JSON.stringify(wanted)}`).toBe(app.origin());
  expect(target?.pathname).not.toMatch(/^\/[/\\]/);
  expect(answer.cookies.filter((cookie) => cookie.startsWith("planted"))).toEqual([]);
}

test.each(["/sign-in", "/practise"])(
  "somebody signed in who opens %s is sent to a page of ours",
  async (page) => {
    const { viewer } = await accountHolder(app);
    const cookie = await app.cookieOf(viewer);
    for (const wanted of ELSEWHERE) {
      const from = `${page}?${new URLSearchParams({ callbackUrl: wanted })}`;
      expectToStay(await app.ask(from, { cookie }), from, wanted);
      const twice = `${page}?callbackUrl=%2Fhome&${new URLSearchParams({ callbackUrl: wanted })}`;
      expectToStay(await app.ask(twice, { cookie }), twice, wanted);
    }
    const inside = `${page}?${new URLSearchParams({ callbackUrl: "/settings?a=b" })}`;
    const answer = await app.ask(inside, { cookie });
    expect(targetOf(answer, inside)?.href).toBe(`${app.origin()}/settings?a=b`);
  },
);

test("the pages themselves offer no way elsewhere", async () => {
  for (const page of ["/sign-in", "/sign-up", "/practise"]) {
    for (const wanted of ELSEWHERE) {
      const { body } = await app.ask(`${page}?${new URLSearchParams({ callbackUrl: wanted })}`);
      const hrefs = [
        ...body.replaceAll(NO_ADDRESS, "").matchAll(/(?:href|action|value)="([^"]*)"/g),
      ].map(([, href = ""]) => href.replaceAll("&amp;", "&"));
      expect(hrefs.length).toBeGreaterThan(3);
      for (const href of hrefs) {
        const url = new URL(href, app.origin());
        expect(url.origin, `${page} ${JSON.stringify(wanted)}: ${href}`).toBe(app.origin());
        const onward = url.searchParams.get("callbackUrl") ?? "/";
        expect(new URL(onward, app.origin()).origin, href).toBe(app.origin());
      }
    }
  }
});

test("signing in and entering as a guest end on a page of ours, whatever the form says", async () => {
  const { email } = await accountHolder(app);
  for (const wanted of ELSEWHERE) {
    const guest = [null, formOf({ name: "Eve", callbackUrl: wanted })];
    expectToStay(
      await app.act("/practise enterAsGuestAction", "/practise", guest),
      "/practise",
      wanted,
    );
  }
  // One sign-in costs a hash; the spellings are the business of one function.
  for (const wanted of ["//evil.example", "/\\evil.example", "javascript:alert(1)"]) {
    const form = [null, formOf({ email, password: PASSWORD, callbackUrl: wanted })];
    expectToStay(await app.act("/sign-in signInAction", "/sign-in", form), "/sign-in", wanted);
  }
});

test("a form that is sent before its script has loaded ends on a page of ours as well", async () => {
  const page = await app.ask("/practise");
  const form = new FormData();
  for (const [, name = "", value = ""] of page.body.matchAll(
    /<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g,
  ))
    form.set(name, value.replaceAll("&quot;", '"'));
  expect(form.has("callbackUrl")).toBe(true);
  for (const wanted of ["//evil.example", "/\\evil.example", "https:evil.example"]) {
    form.set("name", "Eve");
    form.set("callbackUrl", wanted);
    const { body, contentType } = await multipart(form);
    const answer = await app.ask("/practise", {
      method: "POST",
      body,
      headers: { "Content-Type": contentType },
    });
    expect(answer.status).toBe(303);
    expectToStay(answer, "/practise", wanted);
  }
});

test("next-auth's own addresses lead to pages of ours", async () => {
  const csrf = await app.ask("/api/auth/csrf");
  const { csrfToken } = JSON.parse(csrf.body) as { csrfToken: string };
  const cookies = csrf.cookies.map((cookie) => cookie.split(";")[0]).join("; ");
  for (const callbackUrl of ELSEWHERE) {
    const planted = `dryrun.callback-url=${encodeURIComponent(callbackUrl)}`;
    const body = String(new URLSearchParams({ csrfToken, name: "Eve", callbackUrl }));
    for (const address of ["callback/guest", "callback/account", "signin/guest", "signout"]) {
      const answer = await app.ask(`/api/auth/${address}`, {
        method: "POST",
        cookie: `${cookies}; ${planted}`,
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        body,
      });
      if (answer.status < 400) expectToStay(answer, `/api/auth/${address}`, callbackUrl);
    }
    const query = new URLSearchParams({ callbackUrl });
    for (const address of ["signin", "signout", "error", "verify-request"]) {
      const from = `/api/auth/${address}?${query}`;
      const answer = await app.ask(from, { cookie: planted });
      if (answer.headers.has("location")) expectToStay(answer, from, callbackUrl);
    }
  }
});

test("a call link leads to a web page or is refused", async () => {
  const cookie = await app.cookieOf(await app.person("Ana"));
  const create = (callLink: string) =>
    app.act(
      "/interviews/new createInterviewAction",
      "/interviews/new",
      [newInterview({ callLink })],
      {
        cookie,
      },
    );
  for (const callLink of CODE_ADDRESSES) {
    const answer = await create(callLink);
    expect(answer.status, callLink).toBe(200);
    expect(answer.body, callLink).toContain("A call link starts with https://");
  }
  const { headers } = await create("https://call.example/room");
  expect(headers.get("x-action-redirect")).toMatch(/^\/interviews\/[0-9a-f-]{36}\/room;/);
});

test("an address that needs a sign-in comes back to itself and to nothing else", async () => {
  const missing = "00000000-0000-4000-8000-000000000000";
  for (const target of [
    "/home",
    "/home/",
    "/settings?next=//evil.example",
    "/home//evil.example",
    "/home/..//evil.example",
    "/home/%2f..//evil.example/",
    "/.//evil.example",
    "/%2f/evil.example/",
    "/%5cevil.example/",
    "/evil.example//",
    "/_next/..//evil.example",
    `/interviews/${missing}?_rsc=//evil.example`,
    `/interviews/${missing}/`,
    "/interviews//evil.example/",
    "/;@evil.example/",
  ]) {
    const answer = await app.ask(target);
    expect(answer.status, target).toBeLessThan(500);
    if (answer.headers.has("location")) expectToStay(answer, target, target);
  }
});
