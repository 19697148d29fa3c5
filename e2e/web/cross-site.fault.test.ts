/**
 * A page of another site makes the browser of somebody who is signed in here send a request. Nothing
 * of it may take effect, and nothing of an answer may be read. The doors are those of `surfaces.ts`.
 */
import { describe, expect, test } from "vitest";
import { PAGES, ROUTES } from "@/lib/domain/surfaces";
import { withLibraryIds } from "../support/library-addresses";
import { type Attackable, attackables } from "./attackable";
import { ACTION_NAMES, type ActionName, actionBody, formOf, multipart } from "./server-actions";
import { type Ask, webApp } from "./web-app";

const app = webApp();

/** Origins that a browser would send from elsewhere; null is a request that does not say. */
function foreignOrigins(): (string | null)[] {
  const { protocol, hostname, port } = new URL(app.origin());
  return [
    "https://evil.example",
    "null",
    null,
    "",
    `${protocol}//evil.${hostname}:${port}`,
    `${protocol}//${hostname}.evil.example:${port}`,
    `${protocol}//${hostname}:${Number(port) - 1}`,
    `${protocol}//${hostname}`,
    `https://${hostname}:${port}`,
    `${protocol}//${hostname}:${port}@evil.example`,
    `${protocol}//evil.example:${port}`,
    "file://",
    "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
  ];
}

/** Every way in which a page can send a body, with what makes the built app take it for an action. */
async function waysToPost(name: ActionName, { args }: Attackable): Promise<Ask[]> {
  const id = app.actionId(name);
  const called = await actionBody(args);
  const form = formOf({ [`$ACTION_ID_${id}`]: "" });
  for (const arg of args)
    if (arg instanceof FormData) for (const [key, value] of arg) form.append(key, value);
  const asForm = await multipart(form);
  const post = (body: string | Buffer, headers: Record<string, string>): Ask => ({
    method: "POST",
    body,
    headers,
  });
  return [
    post(called.body, { "Content-Type": called.contentType, "Next-Action": id }),
    post(JSON.stringify(args), { "Content-Type": "text/plain", "Next-Action": id }),
    post(JSON.stringify(args), { "Content-Type": "application/json", "Next-Action": id }),
    post(asForm.body, { "Content-Type": asForm.contentType }),
    post(`%24ACTION_ID_${id}=`, { "Content-Type": "application/x-www-form-urlencoded" }),
    post(`$ACTION_ID_${id}=\r\n`, { "Content-Type": "text/plain" }),
    // Next compares the origin with these, where it has nothing better.
    post(called.body, {
      "Content-Type": called.contentType,
      "Next-Action": id,
      "X-Forwarded-Host": "evil.example",
      Forwarded: "host=evil.example",
    }),
  ];
}

/** What it does is in its answer; it keeps nothing. */
const ONLY_ANSWERS: readonly string[] = ["/library/own checkTextAction"];

describe("every server action", () => {
  test.each(ACTION_NAMES)("%s is done for a page of ours and for no other", async (name) => {
    const victim = await attackables(app)[name]();
    const { at, args, cookie } = victim;
    const before = await app.stored();
    for (const origin of foreignOrigins()) {
      for (const way of await waysToPost(name, victim)) {
        const answer = await app.ask(at, { ...way, origin, ...(cookie && { cookie }) });
        expect(answer.status, `${origin} ${JSON.stringify(way.headers)}`).toBe(403);
        expect(answer.cookies).toEqual([]);
      }
    }
    expect(await app.stored()).toBe(before);

    // The very same call does something when it comes from here, so it was the origin that kept it out.
    const own = await app.act(name, at, args, cookie ? { cookie } : {});
    expect([200, 303]).toContain(own.status);
    if (ONLY_ANSWERS.includes(name)) expect(own.body).toContain('"ok":true');
    else expect(await app.stored()).not.toBe(before);
  });
});

/** The addresses of the table, with an interview and a link that exist. */
async function addressesOf(doors: object, method: string): Promise<string[]> {
  const host = await app.person("Ana");
  const id = await app.create(host);
  const token = await app.token(host, id, "candidate");
  const names = Object.keys(doors).flatMap((door) => {
    const [verb = "", address = ""] = door.startsWith("/") ? [method, door] : door.split(" ");
    return verb === method ? [address] : [];
  });
  return names.flatMap((address) =>
    (address.includes("[...nextauth]") ? NEXT_AUTH : [""]).map((rest) =>
      withLibraryIds(address)
        .replace("[...nextauth]", rest)
        .replace("[interviewId]", id)
        .replace("[token]", token),
    ),
  );
}

/** What next-auth answers to, besides our own pages. */
const NEXT_AUTH = [
  "signin",
  "signin/guest",
  "signin/account",
  "callback/guest?name=Eve",
  "callback/account",
  "signout",
  "session",
  "csrf",
  "providers",
  "error",
  "_log",
];

const BODIES: readonly (readonly [string, string])[] = [
  ["application/x-www-form-urlencoded", "name=Eve&csrfToken=x&callbackUrl=%2Fhome"],
  ["text/plain", '{"name":"Eve","csrfToken":"x","json":"="}'],
  ["application/json", '{"name":"Eve","csrfToken":"x"}'],
  ["", ""],
];

test("no page and no route takes anything that another site posts", async () => {
  const cookie = await app.cookieOf(await app.person("Ana"));
  const addresses = [
    ...(await addressesOf(PAGES, "GET")),
    ...(await addressesOf(ROUTES, "GET")),
    ...(await addressesOf(ROUTES, "POST")),
    "/nowhere",
    "/_next/image",
    "/socket.io/?EIO=4&transport=polling",
  ];
  const before = await app.stored();
  for (const address of addresses) {
    for (const origin of foreignOrigins()) {
      for (const [type, body] of BODIES) {
        const headers = type === "" ? {} : { "Content-Type": type };
        const answer = await app.ask(address, { method: "POST", origin, cookie, headers, body });
        expect(answer.status, `${origin} ${type} ${address}`).toBe(403);
        expect(answer.cookies).toEqual([]);
      }
    }
  }
  expect(await app.stored()).toBe(before);
});

test("what another site fetches with somebody's cookie changes nothing and cannot be read there", async () => {
  const viewer = await app.person("Ana");
  const cookie = await app.cookieOf(viewer);
  const addresses = [
    ...(await addressesOf(PAGES, "GET")),
    ...(await addressesOf(ROUTES, "GET")),
    "/nowhere",
  ];
  const before = await app.stored();
  for (const address of addresses) {
    for (const origin of ["https://evil.example", "null", null]) {
      for (const method of ["GET", "HEAD"]) {
        const headers = { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors" };
        const answer = await app.ask(address, { method, origin, cookie, headers });
        // next-auth has an address that only takes forms, and calls anything else its own fault.
        if (!address.startsWith("/api/auth/callback"))
          expect(answer.status, `${method} ${address}`).toBeLessThan(500);
        expect(
          [...answer.headers.keys()].filter((name) => name.startsWith("access-control")),
        ).toEqual([]);
        expect(answer.headers.get("cross-origin-resource-policy")).toBe("same-origin");
      }
    }
  }
  expect(await app.stored()).toBe(before);
});

test("no browser is told that another site may send what it asks to send", async () => {
  for (const address of ["/", "/settings", "/api/auth/session", "/metrics", "/socket.io/"]) {
    const answer = await app.ask(address, {
      method: "OPTIONS",
      origin: "https://evil.example",
      headers: {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "next-action,content-type",
      },
    });
    expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual(
      [],
    );
  }
});

test("next-auth's forms want its own token besides, and one that was planted is not it", async () => {
  const forged = `${"a".repeat(64)}`;
  for (const csrfCookie of [
    undefined,
    `dryrun.csrf=${forged}`,
    `dryrun.csrf=${forged}%7C${forged}`,
  ]) {
    const before = await app.stored();
    const answer = await app.ask("/api/auth/callback/guest", {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: `name=Eve&csrfToken=${forged}`,
      ...(csrfCookie && { cookie: csrfCookie }),
    });
    expect(answer.cookies.filter((cookie) => cookie.startsWith("dryrun.sign-in="))).toEqual([]);
    expect(await app.stored()).toBe(before);
  }
});
