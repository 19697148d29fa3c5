import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { queryOnce } from "../db/query-once";
import { StartRefused } from "../start-refused";
import { readPostmaster } from "./cluster-folder";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./start";

let parent: string;
let dataDir: string;
let cluster: string;
let started: EmbeddedPostgres[];

async function start(): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres({ dataDir });
  started.push(database);
  return database;
}

/** A process that has the id which a killed Postgres had. */
function runningBystander(): { pid: number; end(): void } {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  if (child.pid === undefined) throw new Error("The bystander did not start");
  return { pid: child.pid, end: () => void child.kill() };
}

beforeEach(() => {
  parent = fs.mkdtempSync(path.join(os.tmpdir(), "embedded postgres "));
  fs.chmodSync(parent, 0o755);
  dataDir = path.join(parent, "my data");
  cluster = path.join(dataDir, "postgres");
  started = [];
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const database of started) await database.stop();
  fs.rmSync(parent, { recursive: true });
});

test("a first start makes a database that only its password opens", async () => {
  const { url } = await start();
  expect(await queryOnce(url, "SHOW synchronous_commit")).toEqual([{ synchronous_commit: "on" }]);
  expect(fs.statSync(path.join(dataDir, "secrets/postgres-password")).mode & 0o777).toBe(0o600);
  expect(fs.statSync(cluster).mode & 0o077).toBe(0);

  const wrong = new URL(url);
  wrong.password = "guess";
  await expect(queryOnce(wrong.href, "SELECT 1")).rejects.toThrow("password authentication failed");
});

test("two that start together share one server, and the last to leave stops it", async () => {
  const [first, second] = await Promise.all([start(), start()]);
  expect(first.url).toBe(second.url);
  expect([first.isShared, second.isShared].sort()).toEqual([false, true]);

  await first.stop();
  expect(await queryOnce(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await second.stop();
  expect(readPostmaster(cluster)).toBeNull();
});

test("a database that is killed comes back at the same address with what was committed", async () => {
  const { url } = await start();
  await queryOnce(url, "CREATE TABLE kept AS SELECT 7 AS n");
  process.kill(readPostmaster(cluster)?.pid ?? 0, "SIGKILL");

  await expect
    .poll(() => queryOnce(url, "SELECT n FROM kept").catch(() => null), { timeout: 30_000 })
    .toEqual([{ n: 7 }]);
});

test("a lock file whose process id now belongs to another program does not stop the start", async () => {
  const { url, stop } = await start();
  await queryOnce(url, "CREATE TABLE kept AS SELECT 7 AS n");
  const lock = path.join(cluster, "postmaster.pid");
  const content = fs.readFileSync(lock, "utf8");
  await stop();

  const bystander = runningBystander();
  fs.writeFileSync(lock, content.replace(/^\d+/, String(bystander.pid)));
  const again = await start();
  expect(await queryOnce(again.url, "SELECT n FROM kept")).toEqual([{ n: 7 }]);
  bystander.end();
});

test("a first start that was interrupted does not stand in the way of the next", async () => {
  fs.mkdirSync(`${cluster}.unfinished/base`, { recursive: true });
  const { url } = await start();
  expect(await queryOnce(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("a folder of another version, or of something else, is refused and left as it is", async () => {
  const { stop } = await start();
  await stop();
  fs.writeFileSync(path.join(cluster, "PG_VERSION"), "12\n");
  await expect(start()).rejects.toThrow("was made by Postgres 12");

  fs.rmSync(cluster, { recursive: true });
  fs.mkdirSync(cluster);
  fs.writeFileSync(path.join(cluster, "diary.txt"), "dear diary");
  await expect(start()).rejects.toThrow("holds something that is not a database");
  expect(fs.readFileSync(path.join(cluster, "diary.txt"), "utf8")).toBe("dear diary");
});

test("a database whose password is lost is not given a new one", async () => {
  const { stop } = await start();
  await stop();
  fs.rmSync(path.join(dataDir, "secrets"), { recursive: true });
  await expect(start()).rejects.toThrow("put");
  expect(fs.existsSync(path.join(dataDir, "secrets/postgres-password"))).toBe(false);
});

test("another user's folder is refused with a sentence", async () => {
  const { stop } = await start();
  await stop();
  const uid = fs.statSync(cluster).uid;
  // The type allows for Windows, which has no such numbers; the test stands for the others.
  vi.spyOn(process as { getuid(): number }, "getuid").mockReturnValue(uid + 1);
  await expect(start()).rejects.toThrow(StartRefused);
  await expect(start()).rejects.toThrow("belongs to another user");
});

test("root never runs it as root, not even in a folder that only root can reach", async () => {
  const { url, stop } = await start();
  expect(await queryOnce(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await stop();

  fs.chmodSync(parent, 0o700);
  dataDir = path.join(parent, "only root");
  cluster = path.join(dataDir, "postgres");
  const hidden = await start();
  expect(await queryOnce(hidden.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await hidden.stop();
  const again = await start();
  expect(await queryOnce(again.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});
