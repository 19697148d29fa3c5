import { randomBytes } from "node:crypto";
import http from "node:http";
import { createServer } from "node:net";
import { expect, test } from "@playwright/test";
import { type RunningApp, startApp } from "../support/app";

const HOST = "dryrun.example";
let app: RunningApp;
let port: number;

test.beforeAll(async () => {
  port = await freePort();
  app = await startApp({
    databaseUrl: process.env.E2E_DATABASE_URL ?? null,
    port,
    env: {
      APP_URL: `https://${HOST}`,
      NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
    },
  });
});

test.afterAll(async () => {
  await app?.stop();
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  cookies: string[];
  body: string;
}

/** As whoever speaks https in front of a deployed app would ask it. */
function ask(
  path: string,
  options: { host?: string; form?: Record<string, string>; cookies?: string[]; from?: string } = {},
): Promise<Answer> {
  const body = options.form && new URLSearchParams(options.form).toString();
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        host: "127.0.0.1",
        port,
        path,
        method: body === undefined ? "GET" : "POST",
        headers: {
          host: options.host ?? HOST,
          "x-forwarded-for": options.from ?? "203.0.113.9",
          ...(body !== undefined && {
            origin: `https://${HOST}`,
            "content-type": "application/x-www-form-urlencoded",
            "content-length": Buffer.byteLength(body),
          }),
          ...(options.cookies && {
            cookie: options.cookies.map((cookie) => cookie.split(";")[0]).join("; "),
          }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            cookies: response.headers["set-cookie"] ?? [],
            body: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

/** Comes in as a guest by next-auth's own protocol. */
async function enter(callbackUrl: string): Promise<Answer> {
  const csrf = await ask("/api/auth/csrf");
  const { csrfToken } = JSON.parse(csrf.body) as { csrfToken: string };
  return ask("/api/auth/callback/guest", {
    form: { csrfToken, name: "Ana", callbackUrl },
    cookies: csrf.cookies,
  });
}

test("a deployed app answers to its own name only, and asks for https from then on", async () => {
  const own = await ask("/sign-in");
  expect(own.status).toBe(200);
  expect(own.headers["strict-transport-security"]).toBe("max-age=31536000");
  expect(own.headers["content-security-policy"]).toContain(`connect-src 'self' wss://${HOST};`);
  expect((await ask("/sign-in", { host: `127.0.0.1:${port}` })).status).toBe(421);
  expect((await ask("/health/ready", { host: `127.0.0.1:${port}` })).status).toBe(200);
});

test("every cookie of a deployed app is bound to its host and to https", async () => {
  const entered = await enter(`https://${HOST}/home`);
  expect(entered.status).toBe(302);
  expect(entered.headers.location).toBe(`https://${HOST}/home`);
  const signIn = entered.cookies.find((cookie) => cookie.startsWith("__Host-dryrun.sign-in="));
  expect(signIn).toBeDefined();
  for (const cookie of entered.cookies) {
    expect(cookie).toMatch(/^__Host-dryrun\./);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; Secure/);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(cookie).not.toMatch(/Domain=/i);
  }
  const home = await ask("/home", { cookies: [signIn ?? ""] });
  expect(home.status).toBe(200);
  expect(home.body).toContain("Ana");
});

test("a cookie under the name of a local app signs nobody in", async () => {
  const entered = await enter("/home");
  const value = /^__Host-dryrun\.sign-in=([^;]+)/.exec(
    entered.cookies.find((cookie) => cookie.includes("sign-in")) ?? "",
  )?.[1];
  expect((await ask("/home", { cookies: [`dryrun.sign-in=${value}`] })).status).toBe(307);
});

test("next-auth's own door leads nowhere else either, and signing out there ends the sign-in", async () => {
  const entered = await enter("https://evil.example/");
  expect(entered.headers.location).toBe(`https://${HOST}/home`);
  const cookies = entered.cookies.filter((cookie) => cookie.includes("sign-in"));
  expect((await ask("/home", { cookies })).status).toBe(200);

  const csrf = await ask("/api/auth/csrf");
  const { csrfToken } = JSON.parse(csrf.body) as { csrfToken: string };
  await ask("/api/auth/signout", {
    form: { csrfToken },
    cookies: [...csrf.cookies, ...cookies],
  });
  expect((await ask("/home", { cookies })).status).toBe(307);
  expect(JSON.parse((await ask("/api/auth/session", { cookies })).body)).not.toHaveProperty("user");
});
