import fs from "node:fs";
import type { BenchApp } from "./app";

const PATIENCE_MS = 30_000;
const MIB = 2 ** 20;

/** What the server holds on to after a collection, in MiB. */
export async function heapOf(app: BenchApp): Promise<number> {
  fs.rmSync(app.memoryFile, { force: true });
  process.kill(app.pid, "SIGUSR2");
  const deadline = performance.now() + PATIENCE_MS;
  while (!fs.existsSync(app.memoryFile)) {
    if (performance.now() > deadline) throw new Error("The server does not say what it holds");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { heapUsed, external } = JSON.parse(fs.readFileSync(app.memoryFile, "utf8"));
  return (heapUsed + external) / MIB;
}
