/**
 * A lock that the death of its holder releases.
 *
 * A file that names its holder: process id, when that process started, and on which boot, so that a
 * process id that was given out again does not keep a dead holder's lock. Plain JavaScript without
 * dependencies, because it is used before anything is installed.
 */
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** How often a waiting process looks again. Short beside everything these locks protect. */
const POLL_MS = 50;

/**
 * When a process started, in whatever form the system tells it, or null when there is no such process.
 *
 * @param {number} pid
 * @returns {string | null}
 */
function startOf(pid) {
  if (process.platform === "linux") {
    try {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
      // The command name stands in brackets and may hold anything, so fields are counted after it.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      const isZombie = fields[0] === "Z";
      const boot = fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
      return isZombie ? null : `${boot} ${fields[19]}`;
    } catch {
      return null;
    }
  }
  if (process.platform !== "win32") {
    try {
      return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
    } catch {
      return null;
    }
  }
  try {
    process.kill(pid, 0);
    return "";
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM" ? "" : null;
  }
}

/** @returns {string} a text that names this process and no other, ever */
export function describeThisProcess() {
  return JSON.stringify({ pid: process.pid, started: startOf(process.pid), token: randomUUID() });
}

/**
 * @param {string} description what `describeThisProcess` said
 * @returns {boolean}
 */
export function isProcessAlive(description) {
  try {
    const { pid, started } = JSON.parse(description);
    return startOf(pid) === started;
  } catch {
    // Not a description: written by nobody we know, so nobody is waiting to release it.
    return false;
  }
}

/**
 * Takes the lock, waiting for as long as a living process holds it.
 *
 * @param {string} file
 * @param {{ onWait?: () => void, timeoutMs?: number }} [options] `onWait` is called once, when the lock is
 *   held by somebody else
 * @returns {Promise<() => void>} releases it
 */
export async function takeLock(file, { onWait, timeoutMs = Number.POSITIVE_INFINITY } = {}) {
  const mine = describeThisProcess();
  const giveUpAt = Date.now() + timeoutMs;
  let hasWaited = false;

  for (;;) {
    if (createWhole(file, mine)) break;
    const holder = read(file);
    if (holder !== null && !isProcessAlive(holder) && (await replaceDead(file, holder, mine)))
      break;
    if (holder !== null && Date.now() > giveUpAt) throw new Error(`${file} is held by ${holder}`);
    if (!hasWaited && holder !== null) onWait?.();
    hasWaited ||= holder !== null;
    await pause(POLL_MS);
  }
  return () => {
    if (read(file) === mine) fs.rmSync(file, { force: true });
  };
}

/**
 * Only one of several processes that see the same dead holder may take its place: whoever holds the lock
 * on the take-over, and finds the dead holder still there.
 *
 * @param {string} file
 * @param {string} holder
 * @param {string} mine
 */
async function replaceDead(file, holder, mine) {
  const release = await takeLock(`${file}.takeover`);
  try {
    if (read(file) !== holder) return false;
    const draft = `${file}.${randomUUID()}`;
    try {
      fs.writeFileSync(draft, mine);
      fs.renameSync(draft, file);
    } finally {
      fs.rmSync(draft, { force: true });
    }
    return true;
  } finally {
    release();
  }
}

/**
 * Creates the file with its content in one step, so that no reader sees it empty.
 *
 * @param {string} file
 * @param {string} content
 * @returns {boolean} whether it was ours to create
 */
function createWhole(file, content) {
  const draft = `${file}.${randomUUID()}`;
  try {
    fs.writeFileSync(draft, content);
    fs.linkSync(draft, file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/** @param {string} file */
function read(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
