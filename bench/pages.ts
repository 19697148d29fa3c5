/**
 * Bytes of script per page, and with LIGHTHOUSE naming a folder in which `lighthouse` is installed its
 * mobile figures: `CHROMIUM_PATH=… LIGHTHOUSE=… node --import tsx bench/pages.ts`.
 */
import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";
import type { BrowserContext } from "@playwright/test";
import { queryOnce } from "@/server/db/query-once";
import { connect, setup, text } from "./adapter";
import { type BenchApp, withApp } from "./support/app";
import { browserOf } from "./support/browser";
import type { Seat } from "./support/rooms";

const KIB = 1024;
const DEBUGGING_PORT = 9333;
const RUNS = Number(process.env.BENCH_RUNS ?? 3);
const STATIC = path.resolve(import.meta.dirname, "../.next/static");

await withApp(async (app) => {
  const seatOf = await setup({ url: app.url, scenario: "pages", options: { rooms: 2, people: 2 } });
  const seat = seatOf("live", 1);
  await write(app, seat);
  const finished = seatOf("finished", 1);
  await finish(app, finished);
  const pages = {
    landing: "/",
    home: "/home",
    library: "/library",
    room: `/interviews/${seat.interviewId}/room`,
    review: `/interviews/${finished.interviewId}/review`,
  };
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "dryrun-browser-"));
  const port = `--remote-debugging-port=${DEBUGGING_PORT}`;
  const context = await browserOf(profile, app.url, seat, [port]);
  // Who sits in the finished one is somebody else; both seats are this browser's.
  await queryOnce(
    app.databaseUrl,
    `UPDATE participants SET user_id = (SELECT user_id FROM participants
       WHERE interview_id = $1 AND number = 2) WHERE interview_id = $2 AND number = 2`,
    [seat.interviewId, finished.interviewId],
  );
  try {
    console.log("| page | script in the page, KB gzip | loaded beside, KB gzip |");
    console.log("| --- | --- | --- |");
    for (const [name, where] of Object.entries(pages)) {
      const { eager, beside } = await scriptsOf(context, new URL(where, app.url).href);
      console.log(`| ${name} | ${kilobytes(eager)} | ${kilobytes(beside)} |`);
    }
    if (process.env.LIGHTHOUSE) {
      console.log("\n| page | score | LCP ms | TBT ms | CLS |");
      console.log("| --- | --- | --- | --- | --- |");
      for (const [name, where] of Object.entries(pages))
        console.log(`| ${name} | ${await lighthouse(new URL(where, app.url).href)} |`);
    }
  } finally {
    await context.close();
    fs.rmSync(profile, { recursive: true, force: true });
  }
});
process.exit(0);

/** Scripts the document itself names, and those that come after, until the network is idle. */
async function scriptsOf(context: BrowserContext, url: string) {
  const page = await context.newPage();
  const loaded = new Set<string>();
  let html = "";
  page.on("response", async (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith(".js")) loaded.add(pathname);
    if (response.url() === url) html = await response.text().catch(() => html);
  });
  const answer = await page.goto(url, { waitUntil: "networkidle" });
  if (!answer?.ok()) throw new Error(`${url} answers with ${answer?.status()}`);
  await page.close();
  // The one for browsers without modules is not fetched by those that have them.
  const eager = [...loaded].filter((file) => html.includes(file));
  const beside = [...loaded].filter((file) => !html.includes(file));
  return { eager, beside };
}

function kilobytes(files: readonly string[]): string {
  const bytes = files.reduce((sum, file) => {
    const onDisk = path.join(STATIC, file.replace(/^\/_next\/static\//, ""));
    return sum + (fs.existsSync(onDisk) ? zlib.gzipSync(fs.readFileSync(onDisk)).length : 0);
  }, 0);
  return `${(bytes / KIB).toFixed(1)} (${files.length})`;
}

/** The median run's score and what it is made of. */
async function lighthouse(url: string): Promise<string> {
  const command = path.join(
    path.resolve(process.env.LIGHTHOUSE ?? ""),
    "node_modules/lighthouse/cli/index.js",
  );
  const args = [
    command,
    url,
    "--output=json",
    "--quiet",
    "--only-categories=performance",
    "--disable-storage-reset",
    `--port=${DEBUGGING_PORT}`,
  ];
  const runs: { score: number; line: string }[] = [];
  for (let run = 0; run < RUNS; run++) {
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      maxBuffer: 64 * KIB * KIB,
    });
    const { categories, audits } = JSON.parse(stdout);
    const value = (name: string): number => audits[name]?.numericValue ?? Number.NaN;
    const score = Math.round(categories.performance.score * 100);
    const lcp = value("largest-contentful-paint").toFixed(0);
    const tbt = value("total-blocking-time").toFixed(0);
    const cls = value("cumulative-layout-shift").toFixed(3);
    runs.push({ score, line: `${score} | ${lcp} | ${tbt} | ${cls}` });
  }
  return runs.sort((a, b) => a.score - b.score)[Math.floor(RUNS / 2)]?.line ?? "";
}

async function write({ url }: BenchApp, seat: Seat): Promise<void> {
  const tab = connect(url, "", seat);
  await tab.synced;
  text(tab.doc).insert(0, "The ranking model is served behind a cache. ".repeat(40));
  await tab.flushed();
  await tab.destroy();
}

async function finish({ databaseUrl }: BenchApp, seat: Seat): Promise<void> {
  await queryOnce(
    databaseUrl,
    `UPDATE interviews SET status = 'finished', version = version + 1,
       state = jsonb_build_object('status', 'finished', 'finishReason', 'released',
         'endReason', 'ended', 'startedAt', state->'startedAt', 'endedAt', state->'startedAt',
         'finishedAt', state->'startedAt', 'budgetMs', state->'clock'->'budgetMs',
         'actualMs', state->'clock'->'budgetMs')
     WHERE id = $1`,
    [seat.interviewId],
  );
}
