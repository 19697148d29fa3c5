/** What whoever runs the server sees of it from outside: health, figures, and its last words. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { eventually } from "@/lib/testing/eventually";
import { queryOnce } from "../../server/db/query-once";
import { copyTemplate, type TestDatabase } from "../../server/testing/test-cluster";
import { type RunningApp, startApp } from "../support/app";

const PRELOAD = pathToFileURL(path.resolve(import.meta.dirname, "../support/throws-on-signal.mjs"));
const TOKEN = "a-token-that-is-long-enough-for-anybody";

let database: TestDatabase;
let app: RunningApp;

beforeEach(async () => {
  database = await copyTemplate(inject("testClusterUrl"));
  app = await startApp({
    databaseUrl: database.url,
    env: { NODE_OPTIONS: `--import ${PRELOAD.href}`, METRICS_TOKEN: TOKEN },
  });
});
afterEach(async () => {
  await app.stop();
  await database.drop();
});

const statusOf = async (path: string) => (await fetch(`${app.url}${path}`)).status;

test("after a fault nobody caught the app logs it, drains and ends with 1", async () => {
  expect(await app.kill("SIGUSR2")).toEqual({ code: 1 });
  const entries = app
    .output()
    .split("\n")
    .filter((line) => line.startsWith("{"));
  const fault = entries
    .map((line) => JSON.parse(line))
    .find(({ msg }) => msg === "A fault nobody caught");
  expect(fault).toMatchObject({
    level: "error",
    error: { message: "A fault that the test made" },
  });
  // Drained, not cut off: nothing that was being stopped has complained.
  expect(app.output()).not.toContain("Could not stop in order");
});

test("an app without its database is alive but not ready, and ready again when it is back", async () => {
  expect([await statusOf("/health/live"), await statusOf("/health/ready")]).toEqual([200, 200]);
  const name = new URL(database.url).pathname.slice(1);
  const admin = inject("testClusterUrl");
  await queryOnce(admin, `ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`);
  await queryOnce(
    admin,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
  );
  await eventually(async () => expect(await statusOf("/health/ready")).toBe(503));
  expect(await statusOf("/health/live")).toBe(200);
  await queryOnce(admin, `ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`);
  await eventually(async () => expect(await statusOf("/health/ready")).toBe(200));
});

test("the figures are there for who brings the token, and for nobody else", async () => {
  const authorization = `Bearer ${TOKEN}`;
  const answer = await fetch(`${app.url}/metrics`, { headers: { authorization } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toContain("text/plain");
  const text = await answer.text();
  for (const figure of ["dryrun_rooms 0", "nodejs_heap_size_used_bytes", "nodejs_eventloop_lag"])
    expect(text).toContain(figure);
  expect(await statusOf("/metrics")).toBe(404);
});
