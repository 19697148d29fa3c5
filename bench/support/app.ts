/** The product as a process of its own beside a measuring script, with the database it writes to. */

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { type RunningApp, startApp } from "../../e2e/support/app";
import target from "../target.json" with { type: "json" };
import { type BenchDatabase, startBenchDatabase } from "./database";

const HOOKS = ["tsx", "./bench/support/commit-times.ts", "./bench/support/memory-hook.ts"];

/** The server has the first core, the script the second, as with the generator. */
const SERVER_CORE = "0";
const SCRIPT_CORE = "1";

export interface BenchApp {
  readonly url: string;
  readonly databaseUrl: string;
  readonly commitsFile: string;
  readonly memoryFile: string;
  readonly pid: number;
  kill(): Promise<void>;
  /** Again on the same port, with the same data. */
  restart(): Promise<void>;
}

/** Runs a measurement against a fresh app and database, and takes both away again. */
export async function withApp(
  measure: (app: BenchApp) => Promise<void>,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "dryrun-bench-"));
  const database = await startBenchDatabase();
  process.env.DATABASE_URL = database.url;
  pin(process.pid, SCRIPT_CORE);
  let running: RunningApp | null = null;
  try {
    const start = (port?: number) => startPinned(database, folder, env, port);
    running = await start();
    const { url } = running;
    await measure({
      url,
      databaseUrl: database.url,
      commitsFile: commitsIn(folder),
      memoryFile: memoryIn(folder),
      get pid() {
        return running?.pid ?? 0;
      },
      kill: async () => {
        await running?.kill("SIGKILL");
      },
      restart: async () => {
        running = await start(Number(new URL(url).port));
      },
    });
  } finally {
    await running?.stop();
    await database.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function startPinned(
  database: BenchDatabase,
  folder: string,
  env: Readonly<Record<string, string>>,
  port?: number,
): Promise<RunningApp> {
  const app = await startApp({
    databaseUrl: database.url,
    dataDir: folder,
    ...(port !== undefined && { port }),
    env: {
      ...target.env,
      NODE_OPTIONS: HOOKS.map((hook) => `--import=${hook}`).join(" "),
      BENCH_COMMITS: commitsIn(folder),
      BENCH_MEMORY: memoryIn(folder),
      ...env,
    },
  });
  pin(app.pid, SERVER_CORE);
  return app;
}

const commitsIn = (folder: string) => path.join(folder, "commits.jsonl");
const memoryIn = (folder: string) => path.join(folder, "memory.json");

function pin(pid: number, core: string): void {
  if (os.availableParallelism() < 2 || process.platform !== "linux") return;
  execFileSync("taskset", ["-acp", core, String(pid)], { stdio: "ignore" });
}
