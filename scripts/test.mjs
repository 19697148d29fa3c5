/**
 * Runs the tests: `node scripts/test.mjs [step …] [-- arguments of the step]`. Without a step, all of them.
 *
 * Prepares the clone first, so it works on a fresh one. The last line is `N passed, N failed`, counted over
 * all runners; each check that has no tests of its own counts as one. Before it stands once more what failed,
 * because it is an hour of lines away, and some places keep the end of the output only.
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { provideBrowser } from "./browser.mjs";
import { binOf, environment, PreparationFailed, prepare, root, say } from "./preparation.mjs";

/** @typedef {{ passed: number, failed: number, failures?: string[] }} Outcome */
/** @typedef {{ name: string, together?: boolean, needsBuild?: boolean, run: (args: string[]) => Promise<Outcome> }} Step */

const RESULTS = path.join(root, ".cache/test-results");

/** Of each failure, at the end: a message with its difference and the line it came from; more is above. */
const FAILURE_CHARACTERS = 1500;

/** @type {Step[]} */
const STEPS = [
  { name: "lint", together: true, run: () => check([[binOf("@biomejs/biome"), "check", "."]]) },
  {
    name: "types",
    together: true,
    run: () =>
      check([
        // Next's own types of the routes, which the build would make too.
        [binOf("next"), "typegen"],
        [path.join(root, "node_modules/typescript/bin/tsc"), "--noEmit"],
      ]),
  },
  { name: "unused", together: true, run: () => check([[binOf("knip")]]) },
  { name: "unit", together: true, run: (args) => vitest("unit", args) },
  { name: "db", run: (args) => vitest("db", args) },
  {
    name: "durability",
    needsBuild: true,
    run: async (args) => vitest("durability", args, { CHROMIUM_PATH: await provideBrowser() }),
  },
  { name: "e2e", needsBuild: true, run: playwright },
];

const split = process.argv.indexOf("--");
const names = process.argv.slice(2, split < 0 ? undefined : split);
const extra = split < 0 ? [] : process.argv.slice(split + 1);
const unknown = names.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  say(`There is no step ${unknown.join(", ")}; there are ${STEPS.map((s) => s.name).join(", ")}.`);
  process.exit(2);
}
const steps = STEPS.filter(({ name }) => names.length === 0 || names.includes(name));

/** @type {{ name: string, seconds: number, outcome: Outcome }[]} */
const finished = [];

try {
  await prepare({ build: false });
  fs.rmSync(RESULTS, { recursive: true, force: true });
  await Promise.all(steps.filter(({ together }) => together).map(runStep));
  await runInTurn(steps.filter(({ together }) => !together));
} catch (error) {
  if (!(error instanceof PreparationFailed)) throw error;
  say(error.message);
  finished.push({ name: "preparation", seconds: 0, outcome: { passed: 0, failed: 1 } });
}
report();

/** @param {Step[]} steps those that start processes of their own, or want the computer to themselves */
async function runInTurn(steps) {
  let isBuilt = true;
  for (const [index, step] of steps.entries()) {
    if (step.needsBuild && !steps.slice(0, index).some(({ needsBuild }) => needsBuild)) {
      isBuilt = await runStep({ name: "build", run: build }).then(({ failed }) => failed === 0);
    }
    if (step.needsBuild && !isBuilt) {
      finished.push({ name: step.name, seconds: 0, outcome: { passed: 0, failed: 1 } });
    } else {
      await runStep(step);
    }
  }
}

/** @param {Step} step */
async function runStep({ name, together, run }) {
  const start = performance.now();
  if (!together) say(`\n── ${name}`);
  const outcome = await run(extra).catch((error) => {
    say(String(error.message));
    return { passed: 0, failed: 1, failures: [String(error.message)] };
  });
  finished.push({ name, seconds: (performance.now() - start) / 1000, outcome });
  return outcome;
}

/** @returns {Promise<Outcome>} */
async function build() {
  await prepare({ build: true });
  return { passed: 1, failed: 0 };
}

/**
 * Commands that say nothing worth reading unless they fail.
 *
 * @param {string[][]} commands @returns {Promise<Outcome>}
 */
async function check(commands) {
  for (const command of commands) {
    const { code, output } = await node(command, { quiet: true });
    if (code === 0) continue;
    say(output);
    return { passed: 0, failed: 1, failures: [output] };
  }
  return { passed: 1, failed: 0 };
}

/**
 * @param {string} project @param {string[]} args @param {Record<string, string>} [env]
 * @returns {Promise<Outcome>}
 */
async function vitest(project, args, env = {}) {
  const file = path.join(RESULTS, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { code } = await node(
    [binOf("vitest"), "run", "--project", project, "--passWithNoTests", ...reporters, ...args],
    { env },
  );
  const counts = readResult(file);
  const failures = (counts?.testResults ?? []).flatMap(vitestFailures);
  return outcome(code, counts?.numPassedTests, failures);
}

/**
 * @param {{ name: string, status: string, message?: string, assertionResults:
 *   { status: string, fullName: string, failureMessages?: string[] }[] }} file
 * @returns {string[]}
 */
function vitestFailures({ name, status, message, assertionResults }) {
  const where = path.relative(root, name);
  const failed = assertionResults.filter((test) => test.status === "failed");
  // A file that cannot be read has no tests that could fail.
  if (failed.length === 0) return status === "failed" ? [`${where}\n${message ?? ""}`] : [];
  return failed.map((test) => `${where} › ${test.fullName}\n${test.failureMessages?.[0] ?? ""}`);
}

/** @param {string[]} args @returns {Promise<Outcome>} */
async function playwright(args) {
  const file = path.join(RESULTS, "e2e.json");
  const { code } = await node(
    [binOf("@playwright/test"), "test", "--reporter=list,json", "--pass-with-no-tests", ...args],
    { env: { CHROMIUM_PATH: await provideBrowser(), PLAYWRIGHT_JSON_OUTPUT_FILE: file } },
  );
  const result = readResult(file);
  const failures = [
    ...(result?.errors ?? []).map(
      (/** @type {{ message?: string }} */ error) => `${error.message}`,
    ),
    ...(result?.suites ?? []).flatMap(playwrightFailures),
  ];
  return outcome(code, result?.stats.expected, failures);
}

/**
 * @typedef {{ suites?: Suite[], specs?: { title: string, file: string, line: number, tests:
 *   { status: string, results: { error?: { message?: string } }[] }[] }[] }} Suite
 * @param {Suite} suite @returns {string[]}
 */
function playwrightFailures({ suites = [], specs = [] }) {
  const failed = specs.flatMap(({ title, file, line, tests }) =>
    tests
      // A test that only passes when it is repeated is one that fails.
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ results }) => {
        const error = results.find((result) => result.error)?.error;
        return `e2e/${file}:${line} › ${title}\n${error?.message ?? ""}`;
      }),
  );
  return [...failed, ...suites.flatMap(playwrightFailures)];
}

/**
 * A runner can fail without a failed test, when a file cannot be read for instance.
 *
 * @param {number} code @param {number} [passed] @param {string[]} [failures] @returns {Outcome}
 */
function outcome(code, passed = 0, failures = []) {
  const failed = code !== 0 && failures.length === 0 ? 1 : failures.length;
  return { passed, failed, failures };
}

/** @param {string} file */
function readResult(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : null;
}

/**
 * @param {string[]} command a script and its arguments
 * @param {{ quiet?: boolean, env?: Record<string, string> }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
function node([script, ...args], { quiet = false, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [String(script), ...args], {
      cwd: root,
      env: { ...environment, ...env },
      stdio: quiet ? "pipe" : "inherit",
    });
    let output = "";
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.stderr?.on("data", (chunk) => (output += chunk));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

function report() {
  for (const { name, outcome } of finished) {
    for (const failure of outcome.failures ?? []) {
      const ours = failure.split("\n").filter((line) => !line.includes("node_modules"));
      say(`\n── ${name} failed: ${ours.join("\n").trim().slice(0, FAILURE_CHARACTERS)}`);
    }
  }
  say("");
  for (const { name, seconds, outcome } of finished) {
    const result = outcome.failed === 0 ? "passed" : "FAILED";
    say(`${name.padEnd(12)} ${result}  ${seconds.toFixed(1).padStart(6)} s`);
  }
  const sum = (/** @type {keyof Outcome} */ key) =>
    finished.reduce((total, { outcome }) => total + outcome[key], 0);
  process.exitCode = sum("failed") === 0 ? 0 : 1;
  say(`${sum("passed")} passed, ${sum("failed")} failed`);
}
