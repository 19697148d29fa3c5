/**
 * What a hundred rooms notice of one with a huge document, in which two type and somebody reloads the
 * page every second: `BENCH_TRACE=… node --import tsx bench/huge-room.ts`.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type * as Y from "yjs";
import { connect, setup, text } from "./adapter";
import { withApp } from "./support/app";
import type { Order } from "./support/huge-room-people";
import { typeSteadily } from "./support/load";
import { figures, percentile } from "./support/percentile";

const ROOMS = 100;
const AT_ONCE = 25;
const MEASURED_MS = Number(process.env.BENCH_SECONDS ?? 10) * 1_000;
/** A fresh process compiles for as long, and what comes first would look worse than it is. */
const WARM_UP_MS = 15_000;
/** In the huge room: two who type, one who reloads the page, and five who watch. */
const HUGE_ROOM_PEOPLE = 8;

type Tab = ReturnType<typeof connect>;

/** Two tabs of a room; each letter carries its time to the other. */
class Pair {
  readonly ms: number[] = [];
  readonly editors: (() => void)[];

  constructor(one: Tab, other: Tab) {
    this.editors = [this.#typist(one, other), this.#typist(other, one)];
  }

  #typist(from: Tab, to: Tab): () => void {
    const sentAt: number[] = [];
    let heard = 0;
    const author = from.doc.clientID;
    to.doc.on("update", () => {
      const has = lengthBy(to.doc, author);
      for (; heard < has; heard++) this.ms.push(performance.now() - (sentAt[heard] ?? 0));
    });
    const content = text(from.doc);
    return () => {
      sentAt.push(performance.now());
      content.insert(content.length, "x");
    };
  }
}

/** How many letters of this author have arrived. */
function lengthBy(doc: Y.Doc, author: number): number {
  const last = doc.store.clients.get(author)?.at(-1);
  return last ? last.id.clock + last.length : 0;
}

async function done(people: ChildProcess, order: Order): Promise<void> {
  people.send(order);
  const [end] = await Promise.race([once(people, "message"), once(people, "exit")]);
  if (end !== "done") throw new Error("The people of the huge room are gone");
}

await withApp(async ({ url }) => {
  const seatOf = await setup({
    url,
    scenario: "huge",
    options: { rooms: ROOMS + 1, people: HUGE_ROOM_PEOPLE },
  });
  const open = (room: string, person: number): Tab => connect(url, "", seatOf(room, person));
  const pairs: Pair[] = [];
  for (let i = 0; i < ROOMS; i += AT_ONCE) {
    const opened = Array.from({ length: AT_ONCE }, (_, j) =>
      [0, 1].map((person) => open(`room ${i + j}`, person)),
    );
    await Promise.all(opened.flat().map((tab) => tab.synced));
    pairs.push(...opened.map(([one, other]) => new Pair(one as Tab, other as Tab)));
  }
  const measure = async (): Promise<number[]> => {
    const editors = pairs.flatMap((pair) => pair.editors);
    await typeSteadily(editors, { ms: WARM_UP_MS, hz: 5 });
    for (const pair of pairs) pair.ms.length = 0;
    await typeSteadily(editors, { ms: MEASURED_MS, hz: 5 });
    return pairs.flatMap((pair) => pair.ms);
  };
  const alone = await measure();

  const people = fork(path.join(import.meta.dirname, "support/huge-room-people.ts"));
  const seats = Array.from({ length: HUGE_ROOM_PEOPLE }, (_, person) => seatOf("huge", person));
  await done(people, { fill: { url, seats } });
  const working = done(people, { workForMs: WARM_UP_MS + MEASURED_MS });
  const beside = await measure();
  await working;
  people.kill();

  console.log(`alone:          ${figures(alone)} ms`);
  console.log(`beside the one: ${figures(beside)} ms`);
  console.log(`p99: ${(percentile(beside, 99) / percentile(alone, 99)).toFixed(2)} ×`);
});
process.exit(0);
