/** The app as a person starts it: with its own database, in a folder of its own. */
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { queryOnce } from "../../server/db/query-once";
import { type AppOptions, type RunningApp, startApp, startAppInVain } from "../support/app";
import { embeddedDatabaseUrl, embeddedPostmaster } from "../support/embedded-database";

let parent: string;
let dataDir: string;
let apps: RunningApp[];

async function start(options: Partial<AppOptions> = {}): Promise<RunningApp> {
  const app = await startApp({ databaseUrl: null, dataDir, ...options });
  apps.push(app);
  return app;
}

const postmaster = () => embeddedPostmaster(dataDir);

async function isReady({ url }: RunningApp): Promise<boolean> {
  return (await fetch(`${url}/health/ready`)).ok;
}

beforeEach(() => {
  parent = fs.mkdtempSync(path.join(os.tmpdir(), "dryrun house "));
  fs.chmodSync(parent, 0o777);
  dataDir = path.join(parent, "my data");
  apps = [];
});
afterEach(async () => {
  await Promise.all(apps.map((app) => app.stop()));
  fs.rmSync(parent, { recursive: true });
});

test("a stopped app ends without complaint and leaves no process behind", async () => {
  const app = await start();
  expect(await isReady(app)).toBe(true);
  // An app that has to be hurried at its deadline, before Docker's ten seconds, ends with 1.
  expect(await app.stop()).toEqual({ code: 0 });
  expect(postmaster()).toBeNull();
});

test("an app and a database that were killed start again with everything that was committed", async () => {
  const app = await start();
  await queryOnce(embeddedDatabaseUrl(dataDir), "CREATE TABLE kept AS SELECT 7 AS n");
  process.kill(postmaster()?.pid ?? 0, "SIGKILL");
  await app.kill("SIGKILL");

  const again = await start();
  expect(await isReady(again)).toBe(true);
  expect(await queryOnce(embeddedDatabaseUrl(dataDir), "SELECT n FROM kept")).toEqual([{ n: 7 }]);
});

test("an app that was killed alone finds its database still running", async () => {
  const app = await start();
  const before = postmaster();
  await app.kill("SIGKILL");
  const again = await start();
  expect(postmaster()).toEqual(before);
  expect(await isReady(again)).toBe(true);
});

test("two apps started at once on one folder share the database", async () => {
  const [first, second] = await Promise.all([start(), start()]);
  expect(first.url).not.toBe(second.url);
  await first.stop();
  expect(await isReady(second)).toBe(true);
  await second.stop();
  expect(postmaster()).toBeNull();
});

test("the default port moves on to the next free one, and says so", async () => {
  const [first, second] = [await start({ env: { PORT: "" } }), await start({ env: { PORT: "" } })];
  expect(second.url).not.toBe(first.url);
  expect(second.output()).toMatch(/Port 3000 is taken, so this is \d+\./);
  expect(await isReady(second)).toBe(true);
});

test("a chosen port that is taken stops the start with a sentence", async () => {
  const other = net.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  // A server that listens on a port has an AddressInfo; only pipes have a string.
  const { port } = other.address() as net.AddressInfo;
  const { code, output } = await startAppInVain({ databaseUrl: null, dataDir, port });
  other.close();
  expect(code).toBe(1);
  expect(output).toBe(
    `Port ${port} is taken by another program. Stop that one, or set PORT to another number.\n`,
  );
});

test("a deployed app without a secret stops with one line that names it", async () => {
  const env = { APP_URL: "https://dryrun.example" };
  const { code, output } = await startAppInVain({ databaseUrl: null, dataDir, env });
  expect(code).toBe(1);
  expect(output).toMatch(/^NEXTAUTH_SECRET is missing[^\n]*\n$/);
});

test("a database that is not there stops the start with a sentence", async () => {
  const databaseUrl = "postgresql://nobody:nothing@127.0.0.1:1/none";
  const { code, output } = await startAppInVain({ databaseUrl, dataDir });
  expect(code).toBe(1);
  expect(output).toMatch(/^The database none at 127\.0\.0\.1:1 cannot be used: [^\n]*\n$/);
});

test("an ordinary user starts it as well as root", async () => {
  const isRoot = process.getuid?.() === 0;
  const app = await start(isRoot ? { uid: 65534 } : {});
  expect(await isReady(app)).toBe(true);
  expect(fs.statSync(dataDir).uid).toBe(isRoot ? 65534 : process.getuid?.());
});
