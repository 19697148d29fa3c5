/** What every answer tells the browser not to allow: pages, actions, routes, files, errors, refusals. */
import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { PAGES, ROUTES } from "@/lib/domain/surfaces";
import { queryOnce } from "../../server/db/query-once";
import { withLibraryIds } from "../support/library-addresses";
import { accountHolder, attackables, PASSWORD } from "./attackable";
import { askRaw, type RawAnswer, sendBytes } from "./raw-http";
import { ACTION_NAMES, formOf } from "./server-actions";
import { webApp } from "./web-app";

const STATIC = path.resolve(import.meta.dirname, "../../.next/static");

const ALWAYS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};
const UNUSED = ["camera", "microphone", "geolocation", "payment", "usb", "display-capture"];
const FILES = /^(\/_next\/static\/|\/room\.png$)/;

/** @param what names the answer when it lacks something */
function expectGuarded(answer: RawAnswer, what: string): void {
  const { headers } = answer;
  expect(Object.fromEntries(headers), what).toMatchObject(ALWAYS);
  const powers = headers.get("permissions-policy") ?? "";
  for (const power of UNUSED) expect(powers, what).toContain(`${power}=()`);

  const policy = new Map(
    (headers.get("content-security-policy") ?? "").split("; ").map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources];
    }),
  );
  for (const [directive, source] of [
    ["default-src", "'none'"],
    ["frame-ancestors", "'none'"],
    ["base-uri", "'none'"],
    ["form-action", "'self'"],
  ] as const)
    expect(policy.get(directive), `${what}: ${directive}`).toEqual([source]);
  const scripts = policy.get("script-src")?.join(" ");
  expect(scripts, what).toMatch(/^('self'|'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic')$/);
  for (const [directive, sources] of policy)
    for (const source of sources)
      expect(source, `${what}: ${directive}`).not.toMatch(/\*|^https?:|unsafe-eval/);

  for (const name of ["x-powered-by", "server", "x-nextjs-prerender"])
    expect(headers.has(name), `${what}: ${name}`).toBe(false);
  if (answer.body !== "") expect(headers.get("content-type"), what).toBeTruthy();
}

function expectPrivate(answer: RawAnswer, what: string): void {
  expect(answer.headers.get("cache-control"), what).toMatch(/\bno-store\b/);
  expect(answer.headers.get("cache-control"), what).not.toMatch(/public|s-maxage/);
}

function nonceOf({ headers }: RawAnswer): string | undefined {
  return /'nonce-([^']+)'/.exec(headers.get("content-security-policy") ?? "")?.[1];
}

describe("a local app", () => {
  const app = webApp();

  /** All pages and routes of the table, with an interview that is over and one's own. */
  async function everyAddress(): Promise<{ addresses: string[]; cookie: string }> {
    const host = await app.person("Ana");
    const id = await app.create(host);
    const token = await app.token(host, id, "candidate");
    await app.runToDebrief(id);
    const doors = [...Object.keys(PAGES), ...Object.keys(ROUTES)];
    const addresses = doors.flatMap((door) => {
      const address = door.slice(door.indexOf("/"));
      return (address.includes("[...nextauth]") ? ["session", "csrf", "providers"] : [""]).map(
        (rest) =>
          withLibraryIds(address)
            .replace("[...nextauth]", rest)
            .replace("[interviewId]", id)
            .replace("[token]", token),
      );
    });
    return { addresses: [...new Set(addresses)], cookie: await app.cookieOf(host) };
  }

  test("every page and every route is guarded and kept by nobody, signed in or not", async () => {
    const { addresses, cookie } = await everyAddress();
    const seen = new Set<number>();
    for (const address of addresses) {
      for (const who of [{}, { cookie }]) {
        for (const [how, headers] of [
          ["GET", {}],
          ["HEAD", {}],
          ["GET", { RSC: "1" }],
          ["GET", { RSC: "1", "Next-Router-Prefetch": "1" }],
        ] as const) {
          const what = `${how} ${address} ${JSON.stringify({ ...headers, ...who })}`;
          const answer = await app.ask(address, { method: how, headers, ...who });
          seen.add(answer.status);
          expect(answer.status, what).toBeLessThan(500);
          expectGuarded(answer, what);
          expectPrivate(answer, what);
          expect(answer.headers.get("x-request-id"), what).toMatch(/^[0-9a-f-]{36}$/);
          if (!address.startsWith("/api/auth")) expect(answer.cookies, what).toEqual([]);
        }
      }
    }
    for (const status of [200, 307, 404]) expect([...seen]).toContain(status);
  });

  test("every script of every page carries the nonce of its own answer", async () => {
    const { addresses, cookie } = await everyAddress();
    const nonces = new Set<string>();
    const pages = [...addresses, "/nowhere"];
    let count = 0;
    for (const address of pages) {
      const answer = await app.ask(address, { cookie });
      if (!answer.headers.get("content-type")?.startsWith("text/html")) continue;
      count++;
      const nonce = nonceOf(answer) ?? "";
      nonces.add(nonce);
      const scripts = answer.body.match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length, address).toBeGreaterThan(1);
      for (const script of scripts) expect(script, address).toContain(`nonce="${nonce}"`);
      // An attribute with code in it would need 'unsafe-inline'.
      expect(answer.body, address).not.toMatch(/<[^>]+\son[a-z]+\s*=/i);
      // React's own sign for a form without an address, which says that something is wrong.
      const code =
        /(?:href|src|action)="\s*(?:javascript:(?!throw new Error\(&#x27;React form)|data:)/i;
      expect(answer.body, address).not.toMatch(code);
    }
    expect(count).toBeGreaterThan(6);
    expect(nonces.size).toBe(count);
  });

  test("every action is guarded, whether it is called as it should be, with nonsense, or under no name", async () => {
    const arranged = attackables(app);
    for (const name of ACTION_NAMES) {
      const { at, args, cookie } = await arranged[name]();
      const who = cookie ? { cookie } : {};
      for (const [how, given, headers] of [
        ["nonsense", [{ a: 1 }, ["x"], "__proto__"], {}],
        ["no body of an action", [], { "Content-Type": "multipart/form-data; boundary=x" }],
        ["an unknown id", args, { "Next-Action": "ff".repeat(21) }],
        ["as it should be", args, {}],
      ] as const) {
        const what = `${name}, ${how}`;
        const answer = await app.act(name, at, given, { ...who, headers });
        expectGuarded(answer, what);
        expectPrivate(answer, what);
        // An action that takes nothing does not mind what it is given.
        if (how === "as it should be") expect(answer.status, what).toBeLessThan(400);
        else if (args.length > 0) expect(answer.cookies, what).toEqual([]);
      }
    }
  });

  test("what is refused, not found or not understood is guarded as well", async () => {
    const own = new URL(app.origin()).host;
    const host = ["Host", own] as const;
    const close = ["Connection", "close"] as const;
    const raw = (target: string, headers: [string, string][] = [], method = "GET") =>
      askRaw(app.port(), { target, method, headers: [host, close, ...headers] });
    const upgrade: [string, string][] = [
      ["Connection", "Upgrade"],
      ["Upgrade", "websocket"],
      ["Sec-WebSocket-Version", "13"],
      ["Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="],
    ];
    const dial = (headers: [string, string][], query = "EIO=4&transport=websocket") =>
      askRaw(app.port(), {
        target: `/socket.io/?${query}`,
        headers: [host, ...upgrade, ...headers],
      });
    const origin = ["Origin", app.origin()] as const;

    const refusals: [number, string, RawAnswer][] = [
      [400, "two hosts", await raw("/", [["Host", own]])],
      [400, "another target", await raw("http://evil.example/")],
      [400, "no HTTP", await sendBytes(app.port(), Buffer.from("nonsense\r\n\r\n"))],
      [421, "no host", await sendBytes(app.port(), Buffer.from("GET / HTTP/1.1\r\n\r\n"))],
      [431, "long headers", await raw("/", [["X-Long", "x".repeat(40_000)]])],
      [403, "another site", await raw("/sign-in", [["Origin", "https://evil.example"]], "POST")],
      [404, "no page", await raw("/nowhere")],
      [404, "no file", await raw("/_next/static/nothing.js")],
      [404, "no file outside", await raw("/_next/static/..%2f..%2fpackage.json")],
      [404, "no such route", await raw("/api/nothing")],
      [404, "no token for the figures", await raw("/metrics")],
      [404, "no other transport", await raw("/socket.io?EIO=4&transport=polling")],
      [405, "another method", await raw("/", [], "DELETE")],
      [405, "another method", await raw("/", [], "TRACE")],
      [
        411,
        "no length",
        await raw("/sign-in", [[...origin], ["Transfer-Encoding", "chunked"]], "POST"),
      ],
      [
        413,
        "too long",
        await raw("/sign-in", [[...origin], ["Content-Length", "9999999"]], "POST"),
      ],
      [
        421,
        "another host",
        await askRaw(app.port(), { target: "/", headers: [["Host", "evil.example"], close] }),
      ],
      [401, "a socket of nobody", await dial([[...origin]])],
      [403, "a socket of another site", await dial([["Origin", "https://evil.example"]])],
      [400, "a socket by other means", await dial([[...origin]], "EIO=4&transport=polling")],
      [
        400,
        "a socket of somebody else",
        await dial([[...origin]], "EIO=4&transport=websocket&sid=x"),
      ],
    ];
    for (const [status, what, answer] of refusals) {
      expect(answer.status, what).toBe(status);
      expectGuarded(answer, what);
      expectPrivate(answer, what);
    }
  });

  test("files are guarded, typed and the only thing anybody keeps", async () => {
    const files = fs
      .readdirSync(STATIC, { recursive: true, encoding: "utf8" })
      .map((name) => name.replaceAll(path.sep, "/"))
      .filter((name) => fs.statSync(path.join(STATIC, name)).isFile());
    const kinds = new Map(files.map((name) => [path.extname(name), `/_next/static/${name}`]));
    expect([...kinds.keys()]).toEqual(expect.arrayContaining([".js", ".css", ".woff2"]));
    for (const file of [...kinds.values(), "/room.png"]) {
      expect(file).toMatch(FILES);
      const answer = await app.ask(file.split("/").map(encodeURIComponent).join("/"));
      expect(answer.status, file).toBe(200);
      expectGuarded(answer, file);
      expect(answer.headers.get("content-type"), file).not.toMatch(/text\/html/);
      expect(answer.headers.get("cache-control"), file).toMatch(/public/);
      expect(answer.cookies).toEqual([]);
    }
  });

  test("a page, a route and an action that fail say no more than that they did", async () => {
    const { addresses, cookie } = await everyAddress();
    const arranged = attackables(app);
    const calls = await Promise.all(
      ACTION_NAMES.map(async (name) => [name, await arranged[name]()] as const),
    );
    await queryOnce(app.url(), "ALTER TABLE sign_ins RENAME TO sign_ins_gone");
    await queryOnce(app.url(), "ALTER TABLE users RENAME TO users_gone");
    await queryOnce(app.url(), "ALTER TABLE throttles RENAME TO throttles_gone");
    const faults: string[] = [];
    try {
      const check = (answer: RawAnswer, what: string) => {
        expectGuarded(answer, what);
        expectPrivate(answer, what);
        if (answer.status < 500) return;
        faults.push(what);
        expect(answer.body, what).not.toMatch(
          /prisma|postgres|sign_ins|throttles|does not exist|node_modules|\.ts:\d/i,
        );
      };
      for (const address of addresses)
        for (const headers of [{}, { RSC: "1" }])
          check(await app.ask(address, { cookie, headers }), address);
      for (const [name, { at, args, cookie: whose }] of calls)
        check(await app.act(name, at, args, { cookie: whose ?? cookie }), name);
      const dialled = await app.ask("/socket.io/?EIO=4&transport=websocket", {
        cookie,
        headers: {
          Connection: "Upgrade",
          Upgrade: "websocket",
          "Sec-WebSocket-Version": "13",
          "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        },
      });
      check(dialled, "a socket");
    } finally {
      for (const table of ["throttles", "users", "sign_ins"])
        await queryOnce(app.url(), `ALTER TABLE ${table}_gone RENAME TO ${table}`);
    }
    expect(faults.length).toBeGreaterThan(15);
    expect((await app.ask("/home", { cookie })).status).toBe(200);
  });

  test("a sign-in's cookie is out of reach of scripts and other sites", async () => {
    const entered = await app.act("/practise enterAsGuestAction", "/practise", [
      null,
      formOf({ name: "Ana" }),
    ]);
    expect(entered.cookies).toHaveLength(1);
    const [cookie = ""] = entered.cookies;
    expect(cookie).toMatch(/^dryrun\.sign-in=[\w.-]+; /);
    expect(cookie).toMatch(/; Path=\/(;|$)/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=lax/i);
    expect(cookie).not.toMatch(/Domain=|Secure/i);
  });
});

describe("a deployed app", () => {
  const app = webApp({ appUrl: "https://dryrun.example" });

  test("asks for https from then on, everywhere, and speaks to itself only", async () => {
    for (const [target, headers] of [
      ["/sign-in", {}],
      ["/nowhere", {}],
      ["/home", {}],
      ["/health/live", {}],
      ["/room.png", {}],
      ["/sign-in", { Origin: "https://evil.example" }],
    ] as const) {
      const method = "Origin" in headers ? "POST" : "GET";
      const answer = await app.ask(target, { method, origin: null, headers });
      expectGuarded(answer, target);
      expect(answer.headers.get("strict-transport-security")).toBe("max-age=31536000");
      expect(answer.headers.get("content-security-policy")).toContain("wss://dryrun.example;");
    }
  });

  test("binds every cookie it sets, and every one it takes away, to its host and to https", async () => {
    const { email } = await accountHolder(app);
    const form = { "Content-Type": "application/x-www-form-urlencoded" };
    const csrf = await app.ask("/api/auth/csrf");
    const { csrfToken } = JSON.parse(csrf.body) as { csrfToken: string };
    const signedIn = await app.act("/sign-in signInAction", "/sign-in", [
      null,
      formOf({ email, password: PASSWORD }),
    ]);
    const cookie = signedIn.cookies[0]?.split(";")[0] ?? "";
    const answers = [
      csrf,
      signedIn,
      await app.ask("/api/auth/callback/guest", {
        method: "POST",
        headers: form,
        cookie: csrf.cookies.map((set) => set.split(";")[0]).join("; "),
        body: String(new URLSearchParams({ csrfToken, name: "Ana" })),
      }),
      await app.act("/settings signOutHereAction", "/settings", [], { cookie }),
    ];
    for (const { cookies } of answers) {
      expect(cookies.length).toBeGreaterThan(0);
      for (const set of cookies) {
        expect(set).toMatch(/^__Host-dryrun\.[a-z-]+=/);
        expect(set).toMatch(/; Path=\/(;|$)/);
        expect(set).toMatch(/; HttpOnly/);
        expect(set).toMatch(/; Secure/);
        expect(set).toMatch(/; SameSite=Lax/i);
        expect(set).not.toMatch(/Domain=/i);
      }
    }
  });
});
