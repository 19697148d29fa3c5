/**
 * Entering a room whose document is only in Postgres, 259,778 keystrokes long, and the same while it
 * is loaded: `BENCH_TRACE=… node --import tsx bench/join-cold.ts`.
 */
import { connect, setup, text } from "./adapter";
import { withApp } from "./support/app";
import { sleep } from "./support/load";
import { figures } from "./support/percentile";
import { applyEdit, readTrace } from "./support/trace";

const COLD_JOINS = 8;
const WARM_JOINS = 20;
const EDITS_AT_ONCE = 500;
/** Rooms leave the server ten seconds after their last person. */
const UNLOADED_AFTER_MS = 13_000;

await withApp(async ({ url }) => {
  const seatOf = await setup({ url, scenario: "join-cold", options: { rooms: 1, people: 2 } });
  const edits = readTrace();
  const owner = connect(url, "", seatOf("long", 0));
  await owner.synced;
  const typed = text(owner.doc);
  for (let i = 0; i < edits.length; i += EDITS_AT_ONCE) {
    for (const edit of edits.slice(i, i + EDITS_AT_ONCE)) applyEdit(typed, edit);
    await owner.flushed();
  }
  const { length } = typed;

  const enter = async (): Promise<number> => {
    const startedAt = performance.now();
    const tab = connect(url, "", seatOf("long", 1));
    await tab.synced;
    const ms = performance.now() - startedAt;
    if (text(tab.doc).length !== length) throw new Error("The document is not whole");
    await tab.destroy();
    return ms;
  };

  await enter();
  const warm: number[] = [];
  for (let i = 0; i < WARM_JOINS; i++) warm.push(await enter());
  console.log(`warm: ${figures(warm)} ms`);
  await owner.destroy();
  const cold: number[] = [];
  for (let i = 0; i < COLD_JOINS; i++) {
    await sleep(UNLOADED_AFTER_MS);
    cold.push(await enter());
  }
  console.log(`cold: ${figures(cold)} ms`);
});
process.exit(0);
