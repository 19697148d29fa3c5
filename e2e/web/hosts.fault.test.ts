/**
 * What somebody claims about where they ask, and from where: at pages, and at the handshake of the
 * socket. A name that points at this computer without being ours is how a page elsewhere gets past
 * the browser's own rules.
 */
import { describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/domain/viewer";
import { askRaw, type RawAnswer, type RawRequest } from "./raw-http";
import { webApp } from "./web-app";

const SOCKET = "/socket.io/?EIO=4&transport=websocket";
const UPGRADE = [
  ["Connection", "Upgrade"],
  ["Upgrade", "websocket"],
  ["Sec-WebSocket-Version", "13"],
  ["Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="],
] as const;

/** Names that would get somewhere if any part of us read them less strictly than another. */
function foreignHosts(own: string): string[] {
  const { hostname, port } = new URL(`http://${own}`);
  const at = port === "" ? "" : `:${port}`;
  return [
    "evil.example",
    `evil.example${at}`,
    `${hostname}.evil.example${at}`,
    `evil${hostname}${at}`,
    `${hostname}.${at}`,
    `ana@${own}`,
    `evil.example@${own}`,
    `${own}@evil.example`,
    `${own}/`,
    `${own}#evil.example`,
    `${own}?.evil.example`,
    `${own},evil.example`,
    `${own} evil.example`,
    `http://${own}`,
    `2130706433${at}`,
    `0x7f000001${at}`,
    `0177.0.0.1${at}`,
    `127.1${at}`,
    `::1${at}`,
    `[::1${at}`,
    `[fe80::1%25eth0]${at}`,
    `${hostname}:`,
    `${hostname}:99999999`,
    `${hostname}:3000:3000`,
    "",
  ];
}

interface Dialled {
  origin?: string;
  cookie?: string;
  host?: string;
  target?: string;
  more?: RawRequest["headers"];
}

/** Both kinds of door, the local app's and the deployed one's. */
function doors(app: ReturnType<typeof webApp>) {
  const ownHost = () => new URL(app.origin()).host;
  return {
    ownHost,
    page: (headers: RawRequest["headers"], request: Partial<RawRequest> = {}): Promise<RawAnswer> =>
      askRaw(app.port(), {
        target: "/sign-in",
        headers: [...headers, ["Connection", "close"]],
        ...request,
      }),
    dial: ({ origin, cookie, host, target = SOCKET, more = [] }: Dialled): Promise<RawAnswer> =>
      askRaw(app.port(), {
        target,
        headers: [
          ["Host", host ?? ownHost()],
          ...UPGRADE,
          ...(origin === undefined ? [] : [["Origin", origin] as const]),
          ...(cookie === undefined ? [] : [["Cookie", cookie] as const]),
          ...more,
        ],
      }),
    cookie: async () => {
      const viewer: Viewer = await app.person("Ana");
      return app.cookieOf(viewer);
    },
  };
}

for (const [kind, options] of [
  ["a local app", {}],
  ["a deployed app", { appUrl: "https://dryrun.example" }],
] as const) {
  describe(kind, () => {
    const app = webApp(options);
    const { ownHost, page, dial, cookie } = doors(app);

    test("answers to its own name, in capitals too", async () => {
      for (const host of [ownHost(), ownHost().toUpperCase()]) {
        expect((await page([["Host", host]])).status).toBe(200);
        expect((await dial({ host, origin: app.origin(), cookie: await cookie() })).status).toBe(
          101,
        );
      }
    });

    test("answers to no other name, at pages and at the handshake", async () => {
      const signedIn = await cookie();
      for (const host of foreignHosts(ownHost())) {
        const answer = await page([["Host", host]]);
        expect([400, 421], host).toContain(answer.status);
        expect(`${answer.body}${[...answer.headers.values()]}`).not.toContain("evil");
        // A page that goes by that name says so in its origin, or claims ours.
        for (const origin of [app.origin(), `http://${host}`, `https://${host}`]) {
          const dialled = await dial({ host, origin, cookie: signedIn });
          expect(dialled.status, `${host} from ${origin}`).not.toBe(101);
        }
      }
    });

    test("refuses a request with no host, with two, and with another one in its target", async () => {
      const own = ["Host", ownHost()] as const;
      const evil = ["Host", "evil.example"] as const;
      expect((await page([])).status).toBe(421);
      expect((await page([], { version: "1.0" })).status).toBe(421);
      for (const hosts of [
        [own, evil],
        [evil, own],
        [own, own],
      ])
        expect((await page(hosts)).status, String(hosts)).toBe(400);
      for (const target of [
        "http://evil.example/sign-in",
        `http://${ownHost()}/sign-in`,
        "http://169.254.169.254/latest/meta-data/",
        "//evil.example/sign-in",
        "/\\evil.example/sign-in",
        "*",
        "evil.example:80",
        "?a=b",
      ]) {
        const answer = await page([own], { target });
        expect(answer.status, target).toBe(400);
        expect(`${answer.body}${[...answer.headers.values()]}`).not.toContain("evil");
      }
      const signedIn = { origin: app.origin(), cookie: await cookie() };
      for (const target of [
        `http://evil.example${SOCKET}`,
        `http://${ownHost()}${SOCKET}`,
        `/${SOCKET}`,
      ])
        expect((await dial({ ...signedIn, target })).status, target).toBe(0);
      expect((await dial({ ...signedIn, more: [evil] })).status).toBe(0);
    });

    test("believes nothing that a browser says in the name of a proxy or of Next", async () => {
      const claims: RawRequest["headers"] = [
        ["X-Forwarded-Host", "evil.example"],
        ["X-Forwarded-Server", "evil.example"],
        ["X-Forwarded-Proto", "gopher"],
        ["X-Forwarded-Port", "666"],
        ["X-Forwarded-Prefix", "/evil"],
        ["Forwarded", "host=evil.example;proto=gopher"],
        ["X-Host", "evil.example"],
        ["X-HTTP-Host-Override", "evil.example"],
        ["X-Original-URL", "/evil"],
        ["X-Rewrite-URL", "/evil"],
        ["X-HTTP-Method-Override", "DELETE"],
        ["X-Request-Path", "//evil.example"],
        ["X-Request-Id", "evil"],
        ["X-Nonce", "evil"],
        ["Content-Security-Policy", "script-src 'nonce-evil'"],
        ["X-Middleware-Subrequest", "middleware:middleware:middleware:middleware:middleware"],
        ["X-Middleware-Rewrite", "/evil"],
        ["X-Invoke-Path", "/evil"],
        ["X-Invoke-Status", "200"],
        ["X-Matched-Path", "/evil"],
        ["X-Now-Route-Matches", "evil"],
        ["X-Nextjs-Data", "1"],
      ];
      const own = ["Host", ownHost()] as const;
      for (const target of ["/sign-in", "/nowhere", "/api/auth/signin", "/api/auth/csrf"]) {
        const answer = await page([own, ...claims], { target });
        const plain = await page([own], { target });
        expect(answer.status, target).toBe(plain.status);
        expect(`${answer.body}${[...answer.headers.values()]}`, target).not.toMatch(/evil|gopher/);
      }
      const home = await page([own, ...claims], { target: "/home" });
      expect(home.status).toBe(307);
      expect(home.headers.get("location")).toBe("/sign-in?callbackUrl=%2Fhome");
      const dialled = { more: claims, cookie: await cookie() };
      expect((await dial({ ...dialled, origin: "https://evil.example" })).status).toBe(403);
      expect((await dial({ ...dialled, origin: app.origin() })).status).toBe(101);
    });

    test("opens a socket for a page of ours and of nobody else", async () => {
      const signedIn = await cookie();
      const { protocol, hostname, port } = new URL(app.origin());
      const others = [
        undefined,
        "",
        "null",
        "https://evil.example",
        `${protocol}//evil.${hostname}${port && `:${port}`}`,
        `${protocol}//${hostname}.evil.example`,
        `${protocol}//${hostname}:1`,
        `${protocol === "http:" ? "https:" : "http:"}//${new URL(app.origin()).host}`,
        `${app.origin()}/`,
        `${app.origin()}, https://evil.example`,
        `${app.origin()}@evil.example`,
        "file://",
      ];
      for (const origin of others) {
        const answer = await dial({ cookie: signedIn, ...(origin !== undefined && { origin }) });
        expect(answer.status, String(origin)).toBe(403);
        expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      }
      expect((await dial({ origin: app.origin() })).status).toBe(401);
      expect((await dial({ origin: app.origin(), cookie: "dryrun.sign-in=planted" })).status).toBe(
        401,
      );
    });

    test("upgrades nothing but the socket's own address", async () => {
      const signedIn = { origin: app.origin(), cookie: await cookie() };
      for (const target of [
        "/",
        "/home",
        "/socket.iox",
        "/socket.io/../home",
        "/%73ocket.io/?EIO=4&transport=websocket",
        "/_next/hmr",
        "/_next/webpack-hmr",
        "/api/auth/session",
        "/health/live",
        "/metrics",
      ])
        expect((await dial({ ...signedIn, target })).status, target).toBe(0);
    });
  });
}
