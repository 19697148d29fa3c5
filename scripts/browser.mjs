/** Finds a Chromium for the browser tests, or gets one. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { binOf, environment, root, say } from "./preparation.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** A download that has not finished by then is one that hangs. */
const DOWNLOAD_TIMEOUT_MS = 5 * 60_000;

/**
 * @returns {Promise<string>} the path of an executable
 * @throws {Error} with one sentence, when there is none to be had
 */
export async function provideBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (isExecutable(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, which is not a program.`);
  }
  const found = findOnPath() ?? (await findPlaywrights());
  if (found !== null) return found;

  say("Downloading a browser for the tests");
  quietly(process.execPath, [binOf("@playwright/test"), "install", "chromium"]);
  const downloaded = await findPlaywrights();
  if (downloaded !== null) return downloaded;

  if (process.getuid?.() === 0) {
    say("Installing Debian's Chromium for the tests");
    quietly("apt-get", ["update"]);
    quietly("apt-get", ["install", "--yes", "--no-install-recommends", "chromium"]);
    const installed = findOnPath();
    if (installed !== null) return installed;
  }
  throw new Error(
    "There is no browser for the tests: install Chromium, or set CHROMIUM_PATH to where it is.",
  );
}

function findOnPath() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const files = folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return files.find(isExecutable) ?? null;
}

async function findPlaywrights() {
  const { chromium } = await import("@playwright/test");
  const file = chromium.executablePath();
  return isExecutable(file) ? file : null;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Whether it worked is seen by what is there afterwards. @param {string} program @param {string[]} args */
function quietly(program, args) {
  spawnSync(program, args, {
    cwd: root,
    env: { ...environment, DEBIAN_FRONTEND: "noninteractive" },
    stdio: "ignore",
    timeout: DOWNLOAD_TIMEOUT_MS,
  });
}
