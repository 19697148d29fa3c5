/**
 * From a keystroke to *Saved*, and the commit's own time, with 50 and with 400 rooms of two who type
 * ten times a second each: `node --import tsx bench/saved.ts`.
 */
import { connect, lite, setup, text } from "./adapter";
import { type BenchApp, withApp } from "./support/app";
import { appendedLetter, randomAuthor } from "./support/appended";
import { summarizeCommits } from "./support/commit-summary";
import { sleep, typeSteadily } from "./support/load";
import { figures } from "./support/percentile";

const SIZES = (process.env.BENCH_SIZES ?? "50,400").split(",").map(Number);
/** Rooms of real documents, which carry the figures. */
const PROBES = 10;
const AT_ONCE = 25;
const MEASURED_MS = Number(process.env.BENCH_SECONDS ?? 10) * 1_000;
const WARM_UP_MS = 2_000;
const LOOK_EVERY_MS = 1;

async function measure(app: BenchApp, rooms: number): Promise<void> {
  const scenario = `saved-${rooms}`;
  const seatOf = await setup({ url: app.url, scenario, options: { rooms, people: 2 } });
  const probes: Probe[] = [];
  const editors: (() => void)[] = [];
  const closing: (() => unknown)[] = [];
  for (let i = 0; i < rooms; i += AT_ONCE) {
    const opened: Promise<void>[] = [];
    for (let room = i; room < Math.min(rooms, i + AT_ONCE); room++)
      for (const person of [0, 1]) {
        const seat = seatOf(`room ${room}`, person);
        if (room < PROBES) {
          const tab = connect(app.url, "", seat);
          closing.push(tab.destroy);
          opened.push(
            tab.synced.then(() => {
              const probe = new Probe(tab);
              probes.push(probe);
              editors.push(probe.type);
            }),
          );
        } else {
          const clientID = randomAuthor();
          const tab = lite(app.url, "", seat, () => undefined, { clientID });
          closing.push(tab.destroy);
          opened.push(tab.ready.then(() => void editors.push(typist(tab, clientID))));
        }
      }
    await Promise.all(opened);
  }
  const looking = setInterval(() => {
    for (const probe of probes) probe.look();
  }, LOOK_EVERY_MS);
  await typeSteadily(shuffled(editors), { ms: WARM_UP_MS });
  for (const probe of probes) probe.savedMs.length = 0;
  await typeSteadily(shuffled(editors), { ms: MEASURED_MS });
  clearInterval(looking);
  const savedMs = probes.flatMap((probe) => probe.savedMs);
  console.log(`\n${rooms} rooms: to Saved ${figures(savedMs)} ms (${savedMs.length} edits)`);
  for (const close of closing) await close();
  await sleep(1_500);
  console.log(summarizeCommits(app.commitsFile));
}

/** A tab that notes how long each of its edits waits to be stored, which is when *Saved* may be shown. */
class Probe {
  readonly savedMs: number[] = [];
  readonly #tab: ReturnType<typeof connect>;
  readonly #waiting: number[] = [];
  readonly #text: ReturnType<typeof text>;

  constructor(tab: ReturnType<typeof connect>) {
    this.#tab = tab;
    this.#text = text(tab.doc);
  }

  type = (): void => {
    this.#waiting.push(performance.now());
    this.#text.insert(this.#text.length, "x");
  };

  /** Called all the time: while somebody types on, the page says "Saving…" and tells of no single edit. */
  look(): void {
    const stored = this.#waiting.length - this.#tab.connection.shared.sync.waiting;
    const now = performance.now();
    for (const typedAt of this.#waiting.splice(0, Math.max(0, stored)))
      this.savedMs.push(now - typedAt);
  }
}

function typist(tab: ReturnType<typeof lite>, author: number): () => void {
  let clock = 0;
  return () => {
    if (tab.parent) tab.send(appendedLetter(author, clock, tab.parent));
    clock += 1;
  };
}

function shuffled<T>(values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

for (const rooms of SIZES) await withApp((app) => measure(app, rooms));
process.exit(0);
