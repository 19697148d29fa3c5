/**
 * The neutral load generator over this product and its peers: `BENCH=<its folder> node --import tsx
 * bench/generator.ts [its options]`. Starts a Postgres of its own beside it, which is pinned to no
 * core, and says at the end how long the commits took in each scenario.
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { summarizeCommits } from "./support/commit-summary";
import { startBenchDatabase } from "./support/database";

const folder = process.env.BENCH;
if (!folder) throw new Error("BENCH must name the folder of the load generator");

const results = path.resolve(import.meta.dirname, "../.cache/bench");
fs.mkdirSync(results, { recursive: true });
const commits = path.join(results, "commits.jsonl");
fs.rmSync(commits, { force: true });

const database = await startBenchDatabase();
try {
  const out = path.join(results, "generator.json");
  const ours = path.resolve(import.meta.dirname, "target.json");
  const given = process.argv.slice(2);
  const child = spawn(
    process.execPath,
    [path.join(path.resolve(folder), "bench.mjs"), "--ours", ours, "--out", out, ...given],
    {
      stdio: "inherit",
      env: { ...process.env, DATABASE_URL: database.url, BENCH_COMMITS: commits },
    },
  );
  process.exitCode = await new Promise<number>((resolve) =>
    child.once("exit", (code) => resolve(code ?? 1)),
  );
  console.log(summarizeCommits(commits));
} finally {
  await database.stop();
}
