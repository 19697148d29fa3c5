/**
 * What a hundred rooms notice of one with a huge document, in which two type and somebody reloads the
 * page every second: `BENCH_TRACE=… node --import tsx bench/huge-room.ts`.
 */
import type * as Y from "yjs";
import { connect, setup, text } from "./adapter";
import { withApp } from "./support/app";
import { sleep, typeSteadily } from "./support/load";
import { figures, percentile } from "./support/percentile";
import { applyEdit, readTrace } from "./support/trace";

const ROOMS = 100;
const AT_ONCE = 25;
const MEASURED_MS = Number(process.env.BENCH_SECONDS ?? 10) * 1_000;
const WARM_UP_MS = 2_000;
const EDITS_AT_ONCE = 500;
/** The huge room's people beside the two who type. */
const WATCHING = 5;

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

await withApp(async ({ url }) => {
  const seatOf = await setup({ url, scenario: "huge", options: { rooms: ROOMS + 1, people: 8 } });
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

  const owner = open("huge", 0);
  await owner.synced;
  const edits = readTrace();
  for (let i = 0; i < edits.length; i += EDITS_AT_ONCE) {
    for (const edit of edits.slice(i, i + EDITS_AT_ONCE)) applyEdit(text(owner.doc), edit);
    await owner.flushed();
  }
  const watching = Array.from({ length: WATCHING }, (_, i) => open("huge", 2 + i));
  const second = open("huge", 1);
  await Promise.all([...watching, second].map((tab) => tab.synced));
  let isOver = false;
  const reloading = (async () => {
    while (!isOver) {
      const tab = open("huge", 7);
      await tab.synced;
      await tab.destroy();
      await sleep(1_000);
    }
  })();
  const typing = typeSteadily(
    [owner, second].map(
      ({ doc }) =>
        () =>
          text(doc).insert(text(doc).length, "y"),
    ),
    { ms: WARM_UP_MS + MEASURED_MS },
  );
  const beside = await measure();
  isOver = true;
  await Promise.all([reloading, typing]);

  console.log(`alone:          ${figures(alone)} ms`);
  console.log(`beside the one: ${figures(beside)} ms`);
  console.log(`p99: ${(percentile(beside, 99) / percentile(alone, 99)).toFixed(2)} ×`);
});
process.exit(0);
