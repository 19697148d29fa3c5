/** One run: a seed, so many operations, then a quiet end in which everything has to come right. */
import { findBroken } from "./invariants";
import { memoryStorage } from "./memory-storage";
import { OPERATIONS } from "./operations";
import { Chance } from "./random";
import type { Storage } from "./storage";
import { VirtualTime } from "./virtual-time";
import { World } from "./world";

export const OPERATIONS_PER_RUN = 500;

/** Longer than any wait between two tries, so many times that nothing can still be under way. */
const ROUNDS_TO_CALM = 60;
const CALM_STEP_MS = 5_000;
/** In this many both sides of a silent line have missed a heartbeat. */
const ROUNDS_TO_NOTICE = 6;

export interface RunResult {
  seed: number;
  operations: number;
  edits: number;
  /** Broken promises in words; none when all is well. */
  broken: string[];
  trace: string[];
  /** Of the content in the end: the same seed comes to the same. */
  hash: string;
}

export interface RunOptions {
  operations?: number;
  /** Where it is stored; in memory if nothing else is said. */
  openStorage?: (now: () => number) => Promise<Storage>;
}

export async function runModel(seed: number, options: RunOptions = {}): Promise<RunResult> {
  const chance = new Chance(seed);
  const time = new VirtualTime();
  const storage = options.openStorage
    ? await options.openStorage(() => time.now)
    : memoryStorage(() => time.now);
  const restoreRandom = seedGlobals(chance);
  time.install();
  const world = new World(chance, time, storage);
  const operations = options.operations ?? OPERATIONS_PER_RUN;
  const broken: string[] = [];
  let hash = "";
  try {
    await world.begin();
    await operate(world, operations);
    broken.push(...(await comeToRest(world)));
    if (broken.length === 0) broken.push(...(await findBroken(world)));
    if (broken.length === 0) broken.push(...(await findDead(world)));
    hash = world.tabs.map((tab) => tab.planes.map((plane) => tab.hash(plane)).join()).join();
  } catch (error) {
    broken.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    for (const seat of world.seats) await world.closeTab(seat);
    await world.crashServer();
    world.network.end();
    await world.settle();
    time.uninstall();
    restoreRandom();
  }
  const { trace, ledger } = world;
  return { seed, operations, edits: ledger.edits.length, broken, trace, hash };
}

async function operate(world: World, count: number): Promise<void> {
  const weights = new Map(Object.entries(OPERATIONS).map(([name, { weight }]) => [name, weight]));
  for (let done = 0; done < count; ) {
    const did = await OPERATIONS[world.chance.weighted(weights)]?.run(world);
    if (!did) continue;
    done += 1;
    world.trace.push(`${done}. ${did}`);
    await world.settle();
  }
}

/** The weather clears, everybody is there again in their own role, and nothing fails any more. */
async function comeToRest(world: World): Promise<string[]> {
  if (!world.server) await world.startServer();
  world.server?.queue.heal();
  await world.finishLate();
  for (const { person } of world.seats)
    if (world.roleOf(person) !== person.role) await world.setRole(person, person.role);
  await world.flow();
  for (let round = 0; round < ROUNDS_TO_CALM; round++) {
    for (const seat of world.seats) {
      // Closed, or made for a role that has passed: the person loads the page again.
      if (seat.tab && !seat.tab.isClosed && seat.tab.role === seat.person.role) continue;
      await world.closeTab(seat);
      await world.openTab(seat);
    }
    await world.pass(CALM_STEP_MS);
    if (round >= ROUNDS_TO_NOTICE && world.isAtRest) return [];
  }
  return world.unrest;
}

/** A fresh edit of everybody who may write is acknowledged, and everybody sees it. */
async function findDead(world: World): Promise<string[]> {
  for (const tab of world.tabs)
    for (const plane of tab.planes) if (tab.mayWrite(plane)) world.write(tab, plane);
  await world.pass(CALM_STEP_MS);
  return [...world.unrest, ...(await findBroken(world))];
}

/** The product's own dice come from the seed, so that the same seed is the same run. */
function seedGlobals(chance: Chance): () => void {
  const { random } = Math;
  const words = crypto.getRandomValues;
  Math.random = chance.next;
  crypto.getRandomValues = <T extends ArrayBufferView | null>(array: T): T => {
    if (array instanceof Uint32Array)
      for (let i = 0; i < array.length; i++) array[i] = chance.below(2 ** 32);
    return array;
  };
  return () => {
    Math.random = random;
    crypto.getRandomValues = words;
  };
}
