/**
 * Makes a clone ready to run: packages, generated code, the built pages. Each step is skipped when what it
 * would make is there already, which is told by content, since file times mean nothing after a clone.
 *
 * Plain Node without dependencies: it runs before there are any.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { takeLock } from "../server/lock-file.mjs";

export const root = path.resolve(import.meta.dirname, "..");

const OLDEST_NODE = [20, 19];

/** What the built pages are made of. */
const BUILD_SOURCES = [
  "app",
  "lib",
  "server",
  "content",
  "public",
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "tsconfig.json",
];
const SCHEMA = "prisma/schema.prisma";

const INSTALLED_STAMP = "node_modules/.installed-from";
const GENERATED = "server/db/generated";
const GENERATED_STAMP = ".cache/generated-from";
const BUILD = ".next";
const BUILD_STAMP = ".next/built-from";

/** Nothing that runs here calls home. */
export const environment = {
  ...process.env,
  CHECKPOINT_DISABLE: "1",
  NEXT_TELEMETRY_DISABLED: "1",
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
};

/** A step that failed, with a sentence for the person who waits. */
export class PreparationFailed extends Error {}

/** @param {string} sentence */
export function say(sentence) {
  process.stdout.write(`${sentence}\n`);
}

/**
 * Prepares the clone while holding a lock, so that two starts do not install or build into each other.
 *
 * @param {{ build: boolean }} options whether the pages are wanted too
 */
export async function prepare({ build }) {
  refuseOldNode();
  fs.mkdirSync(inRoot(".cache"), { recursive: true });
  const release = await takeLock(inRoot(".cache/prepare.lock"), {
    onWait: () => say("Another start is preparing this folder; waiting for it"),
  });
  try {
    install();
    generate();
    await copyAssets();
    if (build) buildPages();
  } finally {
    release();
  }
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = OLDEST_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new PreparationFailed(
    `This is Node ${process.versions.node}; Dryrun needs ${OLDEST_NODE.join(".")} or newer.`,
  );
}

function install() {
  const hash = hashOf(["package-lock.json"]);
  if (stampOf(INSTALLED_STAMP) === hash) return;
  if (!isInstalled()) {
    say("Installing packages (about a minute)");
    // npm tells where it is; as a command it is a shell script on some platforms.
    const npm = process.env.npm_execpath;
    const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
    run("The installation", npm ? process.execPath : "npm", npm ? [npm, ...args] : args);
  }
  fs.writeFileSync(inRoot(INSTALLED_STAMP), hash);
}

/**
 * Whether somebody has installed these very packages by hand: npm keeps a copy of the lockfile with what
 * it installed, written when it has finished.
 */
function isInstalled() {
  try {
    const wanted = JSON.parse(read("package-lock.json")).packages;
    const found = JSON.parse(read("node_modules/.package-lock.json")).packages;
    return (
      Object.keys(found).every((name) => found[name].version === wanted[name]?.version) &&
      Object.keys(wanted).every((name) => name === "" || name in found || isOptional(wanted[name]))
    );
  } catch {
    // One of the two is missing or half-written.
    return false;
  }
}

/**
 * Made for other platforms, as a rule.
 *
 * @param {{ optional?: boolean, devOptional?: boolean, extraneous?: boolean }} entry
 */
function isOptional({ optional, devOptional, extraneous }) {
  return optional === true || devOptional === true || extraneous === true;
}

function generate() {
  const hash = hashOf([SCHEMA, "prisma.config.ts", "package-lock.json"]);
  if (fs.existsSync(inRoot(GENERATED, "client.ts")) && stampOf(GENERATED_STAMP) === hash) return;
  say("Generating the database client");
  run("Generating the database client", process.execPath, [binOf("prisma"), "generate"]);
  fs.writeFileSync(inRoot(GENERATED_STAMP), hash);
}

async function copyAssets() {
  const { copyCanvasAssets } = await import("./copy-canvas-assets.mjs");
  if (await copyCanvasAssets()) say("Copied the fonts of the canvas");
}

function buildPages() {
  const hash = hashOf(BUILD_SOURCES);
  if (fs.existsSync(inRoot(BUILD, "BUILD_ID")) && stampOf(BUILD_STAMP) === hash) return;
  say("Building the pages (about a minute)");
  fs.rmSync(inRoot(BUILD_STAMP), { force: true });
  try {
    run("Building the pages", process.execPath, [binOf("next"), "build"]);
  } catch (error) {
    // The caches of a build that failed for a missing module keep failing once it is there.
    fs.rmSync(inRoot(BUILD), { recursive: true, force: true });
    throw error;
  }
  fs.writeFileSync(inRoot(BUILD_STAMP), hash);
}

/**
 * Runs a program quietly; its output is shown when it fails.
 *
 * @param {string} what begins the sentence about a failure
 * @param {string} program
 * @param {string[]} args
 */
function run(what, program, args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: root,
    env: environment,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    // npm is a script on Windows, which only a shell can start.
    shell: process.platform === "win32" && program === "npm",
  });
  if (status === 0) return;
  throw new PreparationFailed(
    `${stdout}${stderr}\n${what} failed${error ? ` (${error.message})` : ""}.`,
  );
}

/**
 * The program a package brings along. @param {string} name
 */
export function binOf(name) {
  const folder = inRoot("node_modules", ...name.split("/"));
  const { bin } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
  const short = name.slice(name.lastIndexOf("/") + 1);
  const file = typeof bin === "string" ? bin : (bin[short] ?? Object.values(bin)[0]);
  return path.join(folder, file);
}

/**
 * One hash over the names and contents of files and of everything in folders, tests and what is made from
 * other files left out.
 *
 * @param {string[]} names
 */
function hashOf(names) {
  const hash = createHash("sha256").update(process.platform);
  for (const file of names.flatMap(filesIn)) {
    hash.update(`\0${file}\0`).update(fs.readFileSync(inRoot(file)));
  }
  return hash.digest("hex");
}

/** @param {string} name @returns {string[]} */
function filesIn(name) {
  const isLeftOut =
    name === GENERATED || name === "public/excalidraw" || /[.]test[.]tsx?$/.test(name);
  if (isLeftOut || !fs.existsSync(inRoot(name))) return [];
  if (!fs.statSync(inRoot(name)).isDirectory()) return [name];
  return fs
    .readdirSync(inRoot(name))
    .sort()
    .flatMap((entry) => filesIn(`${name}/${entry}`));
}

/** @param {string} file */
function stampOf(file) {
  return fs.existsSync(inRoot(file)) ? read(file) : null;
}

/** @param {string} file */
function read(file) {
  return fs.readFileSync(inRoot(file), "utf8");
}

/** @param {string[]} names */
function inRoot(...names) {
  return path.join(root, ...names);
}
