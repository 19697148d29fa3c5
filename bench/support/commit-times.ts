/**
 * Loaded before the server under test: notes how long each commit of the log takes, in the file that
 * BENCH_COMMITS names, once a second. Nothing else is changed.
 */
import fs from "node:fs";
import { LogConnection } from "../../server/db/log-connection";

const file = process.env.BENCH_COMMITS;

if (file) {
  let taken: [ms: number, items: number][] = [];
  const append = LogConnection.prototype.append;
  LogConnection.prototype.append = async function (appends) {
    const startedAt = performance.now();
    const outcomes = await append.call(this, appends);
    // The heartbeat stores nothing.
    if (appends.length > 0) taken.push([performance.now() - startedAt, appends.length]);
    return outcomes;
  };
  setInterval(() => {
    if (taken.length === 0) return;
    const line = JSON.stringify({ at: Date.now(), commits: taken });
    taken = [];
    fs.appendFile(file, `${line}\n`, () => undefined);
  }, 1_000).unref();
}
