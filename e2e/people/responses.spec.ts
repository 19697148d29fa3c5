import { expect, test } from "@playwright/test";
import { PAGES, ROUTES } from "@/lib/domain/surfaces";
import { enterAsGuest } from "../support/browser-people";

const EVERYWHERE = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

test("pages, files, routes, redirects and errors all carry the security headers", async ({
  request,
  page,
  baseURL,
}) => {
  await page.goto("/");
  const file = await page.locator('script[src^="/_next/static/"]').first().getAttribute("src");
  const answers = [
    [200, await request.get("/")],
    [200, await request.get("/sign-in")],
    [200, await request.get(file ?? "")],
    [200, await request.get("/health/live")],
    [200, await request.get("/api/auth/session")],
    [307, await request.get("/home", { maxRedirects: 0 })],
    [404, await request.get("/nowhere")],
    [404, await request.get("/_next/static/nothing.js")],
    [403, await request.post("/sign-in", { headers: { origin: "https://evil.example" } })],
    [405, await request.put("/")],
    [403, await request.post("/sign-in")],
    [
      413,
      await request.post("/sign-in", {
        headers: { origin: baseURL ?? "" },
        data: Buffer.alloc(1024 * 1024 + 1),
      }),
    ],
    [421, await request.get("/", { headers: { host: "evil.example" } })],
  ] as const;
  for (const [status, answer] of answers) {
    expect(answer.status(), answer.url()).toBe(status);
    expect(answer.headers(), `${status} ${answer.url()}`).toMatchObject(EVERYWHERE);
    const policy = answer.headers()["content-security-policy"];
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(answer.headers()["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers()).not.toHaveProperty("x-powered-by");
  }
});

test("every answer has a nonce of its own, and every script of the page carries it", async ({
  request,
}) => {
  const [first, second] = [await request.get("/sign-in"), await request.get("/sign-in")];
  const nonceOf = (answer: typeof first) =>
    /'nonce-([^']+)'/.exec(answer.headers()["content-security-policy"] ?? "")?.[1];
  expect(nonceOf(first)).toMatch(/^[A-Za-z0-9+/]{22}==$/);
  expect(nonceOf(first)).not.toBe(nonceOf(second));
  const scripts = (await first.text()).match(/<script\b[^>]*>/g) ?? [];
  expect(scripts.length).toBeGreaterThan(1);
  for (const script of scripts) expect(script).toContain(`nonce="${nonceOf(first)}"`);
});

test("the cookie of a sign-in cannot be read by scripts and stays on this site", async ({
  page,
}) => {
  await enterAsGuest(page, "Ana");
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name }) => name)).toEqual(["dryrun.sign-in"]);
  expect(cookies[0]).toMatchObject({
    httpOnly: true,
    sameSite: "Lax",
    path: "/",
    secure: false,
  });
  const days = ((cookies[0]?.expires ?? 0) - Date.now() / 1_000) / 86_400;
  expect(days).toBeGreaterThan(399);
  expect(days).toBeLessThanOrEqual(400);
});

const MISSING = "00000000-0000-4000-8000-000000000000";

const inOneInterview = (doors: object, prefix = "") =>
  Object.keys(doors)
    .filter((door) => door.startsWith(prefix) && door.includes("[interviewId]"))
    .map((door) => door.slice(prefix.length));

test("a stranger's interview and one that does not exist look the same", async ({
  page,
  browser,
}) => {
  await enterAsGuest(page, "Ana");
  await page.getByRole("button", { name: /^Create/ }).click();
  await page.waitForURL(/\/interviews\/[0-9a-f-]{36}/);
  const id = /[0-9a-f-]{36}/.exec(page.url())?.[0] ?? "";

  const stranger = await browser.newPage();
  await enterAsGuest(stranger, "Eve");
  const lookAtPage = async (path: string) => {
    const answer = await stranger.goto(path);
    return { status: answer?.status(), text: await stranger.getByRole("main").textContent() };
  };
  const lookAtRoute = async (path: string) => {
    const answer = await stranger.request.get(path);
    return { status: answer.status(), text: await answer.text() };
  };
  const pages = inOneInterview(PAGES);
  const routes = inOneInterview(ROUTES, "GET ");
  expect([pages.length, routes.length]).not.toContain(0);
  for (const [doors, look] of [
    [pages, lookAtPage],
    [routes, lookAtRoute],
  ] as const) {
    for (const door of doors) {
      const [foreign, missing, nonsense] = [
        await look(door.replace("[interviewId]", id)),
        await look(door.replace("[interviewId]", MISSING)),
        await look(door.replace("[interviewId]", "nonsense")),
      ];
      expect(foreign.status, door).toBe(404);
      expect(foreign, door).toEqual(missing);
      expect(nonsense, door).toEqual(missing);
    }
  }
  await stranger.close();
});
