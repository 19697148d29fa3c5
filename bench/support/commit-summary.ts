/** What `commit-times.ts` and the adapter wrote down, as a table. */
import fs from "node:fs";
import { percentile } from "./percentile";

type Line = { scenario: string } | { commits: [ms: number, items: number][] };

export function summarizeCommits(file: string): string {
  const taken = new Map<string, [ms: number, items: number][]>();
  let scenario = "";
  const lines = fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim().split("\n") : [];
  for (const text of lines.filter((each) => each !== "")) {
    const line = JSON.parse(text) as Line;
    if ("scenario" in line) scenario = line.scenario;
    else taken.set(scenario, [...(taken.get(scenario) ?? []), ...line.commits]);
  }
  const rows = [...taken].map(([name, commits]) => {
    const ms = commits.map(([each]) => each);
    const rowsEach = commits.reduce((sum, [, items]) => sum + items, 0) / commits.length;
    const figures = [50, 95, 99].map((p) => percentile(ms, p).toFixed(2));
    return `| ${name} | ${commits.length} | ${rowsEach.toFixed(1)} | ${figures.join(" | ")} |`;
  });
  return [
    "### commits of the log\n",
    "| scenario | commits | rows each | p50 ms | p95 ms | p99 ms |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}
