import { fork, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { describeThisProcess, isProcessAlive, takeLock } from "./lock-file.mjs";

let folder: string;
let file: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "lock file "));
  file = path.join(folder, "lock");
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

/** A description of a process that has ended. */
function deadHolder(): string {
  const script = `import("${path.resolve("server/lock-file.mjs")}").then(m => console.log(m.describeThisProcess()))`;
  return spawnSync(process.execPath, ["-e", script], { encoding: "utf8" }).stdout.trim();
}

test("a living process is told from one that has ended", () => {
  expect(isProcessAlive(describeThisProcess())).toBe(true);
  expect(isProcessAlive(deadHolder())).toBe(false);
});

test("a process id that was given out again does not count as the old process", () => {
  const reused = { ...JSON.parse(deadHolder()), pid: process.pid };
  expect(isProcessAlive(JSON.stringify(reused))).toBe(false);
});

test("a held lock is waited for, and given on when it is released", async () => {
  const release = await takeLock(file);
  const order: string[] = [];
  const second = takeLock(file, { onWait: () => order.push("waits") }).then((releaseSecond) => {
    order.push("has it");
    releaseSecond();
  });
  await expect.poll(() => order).toEqual(["waits"]);
  release();
  await second;
  expect(order).toEqual(["waits", "has it"]);
  expect(fs.readdirSync(folder)).toEqual([]);
});

test("a lock that is held too long is given up with an error", async () => {
  const release = await takeLock(file);
  await expect(takeLock(file, { timeoutMs: 10 })).rejects.toThrow("is held by");
  release();
});

test("the lock of a dead process, and a dead take-over of it, are in nobody's way", async () => {
  fs.writeFileSync(file, deadHolder());
  fs.writeFileSync(`${file}.takeover`, deadHolder());
  const release = await takeLock(file);
  release();
  expect(fs.readdirSync(folder)).toEqual([]);
});

test("many processes that find a dead holder never hold the lock together", async () => {
  fs.writeFileSync(file, deadHolder());
  const script = path.join(folder, "contender.mjs");
  fs.writeFileSync(
    script,
    `import fs from "node:fs";
     import { setTimeout as pause } from "node:timers/promises";
     const { takeLock } = await import(${JSON.stringify(path.resolve("server/lock-file.mjs"))});
     for (let round = 0; round < 5; round++) {
       const release = await takeLock(${JSON.stringify(file)});
       fs.mkdirSync(${JSON.stringify(path.join(folder, "inside"))});
       await pause(5);
       fs.rmdirSync(${JSON.stringify(path.join(folder, "inside"))});
       release();
     }`,
  );
  // mkdir fails when somebody else is inside, and the contender then ends with an error.
  const ends = Array.from(
    { length: 5 },
    () => new Promise((resolve) => fork(script, { execArgv: [] }).on("exit", resolve)),
  );
  expect(await Promise.all(ends)).toEqual([0, 0, 0, 0, 0]);
}, 30_000);
