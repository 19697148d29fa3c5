/**
 * The model test with as many seeds as one wants: `npm run test:model -- --seeds 10000`.
 *
 * `--first N` begins at that seed, `--workers N` shares the work out, and `--seed N` runs a single one and prints
 * everything that happened in it.
 */
import { fork } from "node:child_process";
import { parseArgs } from "node:util";
import { OPERATIONS_PER_RUN, runModel } from "../e2e/model/run";

const PROGRESS_EVERY = 500;

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "100" },
    first: { type: "string", default: "1" },
    workers: { type: "string", default: "1" },
    seed: { type: "string" },
  },
});

interface Tally {
  seeds: number;
  edits: number;
  failed: number;
}

async function show(seed: number): Promise<boolean> {
  const { trace, broken, edits } = await runModel(seed);
  for (const line of trace) console.log(line);
  console.log(`\nSeed ${seed}: ${edits} edits`);
  for (const what of broken) console.log(`BROKEN: ${what}`);
  return broken.length === 0;
}

/** Every `step`th seed from `first` on, below `end`. */
async function runSeeds(first: number, end: number, step: number): Promise<Tally> {
  const tally = { seeds: 0, edits: 0, failed: 0 };
  for (let seed = first; seed < end; seed += step) {
    const { broken, edits } = await runModel(seed);
    tally.seeds += 1;
    tally.edits += edits;
    if (broken.length > 0) {
      tally.failed += 1;
      console.log(`Seed ${seed} broke ${broken.length}: ${broken.slice(0, 3).join("; ")}`);
    }
    if (tally.seeds % PROGRESS_EVERY === 0)
      console.log(`${tally.seeds} seeds, ${tally.failed} failed`);
  }
  return tally;
}

function runInProcess(
  first: number,
  seeds: number,
  worker: number,
  workers: number,
): Promise<Tally> {
  const share = ["--first", String(first), "--seeds", String(seeds)];
  const env = { ...process.env, MODEL_WORKER: `${worker}/${workers}` };
  const child = fork(process.argv[1] ?? "", share, { env });
  return new Promise((resolve, reject) => {
    child.once("message", (tally) => resolve(tally as Tally));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`A worker ended with ${code}`)));
  });
}

async function main(): Promise<boolean> {
  if (values.seed !== undefined) return show(Number(values.seed));
  const [first, seeds, workers] = [values.first, values.seeds, values.workers].map(Number);
  if (!Number.isInteger(first) || !Number.isInteger(seeds) || !Number.isInteger(workers))
    throw new Error("--first, --seeds and --workers are whole numbers");
  const [from = 1, count = 0, processes = 1] = [first, seeds, workers];
  const share = process.env.MODEL_WORKER?.split("/").map(Number);
  if (share) {
    const [worker = 0, step = 1] = share;
    process.send?.(await runSeeds(from + worker, from + count, step));
    return true;
  }
  const startedAt = process.hrtime.bigint();
  const tallies = await Promise.all(
    Array.from({ length: processes }, (_, worker) => runInProcess(from, count, worker, processes)),
  );
  const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
  const sum = (of: keyof Tally) => tallies.reduce((total, tally) => total + tally[of], 0);
  const done = sum("seeds");
  console.log(
    `${done} seeds, ${done * OPERATIONS_PER_RUN} operations, ${sum("edits")} edits, ${sum("failed")} failed, ${Math.round(seconds)} s`,
  );
  return sum("failed") === 0;
}

// What a dead server of a run has left behind must not keep the process.
process.exit((await main()) ? 0 : 1);
