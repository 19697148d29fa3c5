/**
 * Heap after cycles of rooms opened, typed into and closed: `node --import tsx bench/cycles.ts`.
 * In one cycle in the middle no whole state can be kept.
 */
import { queryOnce } from "@/server/db/query-once";
import { lite, setup } from "./adapter";
import { type BenchApp, withApp } from "./support/app";
import { appendedLetter, randomAuthor } from "./support/appended";
import { sleep } from "./support/load";
import { heapOf } from "./support/memory";

const ROOMS = Number(process.env.BENCH_ROOMS ?? 500);
const CYCLES = 10;
const FAILING_CYCLE = 5;
/** Rooms leave the server ten seconds after their last person. */
const UNLOADED_AFTER_MS = 15_000;
const AT_ONCE = 25;

const REFUSE_KEYFRAMES = `
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$;
  CREATE TRIGGER refuse BEFORE INSERT ON log_keyframes FOR EACH ROW EXECUTE FUNCTION refuse()`;
const ALLOW_KEYFRAMES = "DROP TRIGGER refuse ON log_keyframes; DROP FUNCTION refuse()";

await withApp(async (app) => {
  const seatOf = await setup({
    url: app.url,
    scenario: "cycles",
    options: { rooms: ROOMS, people: 2 },
  });
  const heaps: number[] = [];
  for (let cycle = 1; cycle <= CYCLES; cycle++) {
    if (cycle === FAILING_CYCLE) await queryOnce(app.databaseUrl, REFUSE_KEYFRAMES);
    await openAndClose(app, seatOf);
    await sleep(UNLOADED_AFTER_MS);
    if (cycle === FAILING_CYCLE) await queryOnce(app.databaseUrl, ALLOW_KEYFRAMES);
    heaps.push(await heapOf(app));
    console.log(`after cycle ${cycle}: ${heaps.at(-1)?.toFixed(1)} MiB`);
  }
  const [, second = Number.NaN] = heaps;
  const last = heaps.at(-1) ?? Number.NaN;
  console.log(
    `\nheap after ${CYCLES} cycles of ${ROOMS} rooms: ${(last / second).toFixed(3)} × after 2`,
  );
});

async function openAndClose(
  { url }: BenchApp,
  seatOf: Awaited<ReturnType<typeof setup>>,
): Promise<void> {
  const tabs: ReturnType<typeof lite>[] = [];
  for (let i = 0; i < ROOMS; i += AT_ONCE) {
    const names = Array.from({ length: Math.min(AT_ONCE, ROOMS - i) }, (_, j) => `room ${i + j}`);
    await Promise.all(
      names.flatMap((name) =>
        [0, 1].map(async (person) => {
          const clientID = randomAuthor();
          const tab = lite(url, name, seatOf(name, person), () => undefined, { clientID });
          tabs.push(tab);
          await tab.ready;
          if (tab.parent) tab.send(appendedLetter(clientID, 0, tab.parent));
        }),
      ),
    );
  }
  await sleep(1_000);
  for (const tab of tabs) tab.destroy();
}
