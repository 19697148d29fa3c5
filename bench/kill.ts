/**
 * 250 rooms of two, the server killed in the middle of their typing and started again, and each edit
 * looked for in the database afterwards: `node --import tsx bench/kill.ts`.
 */
import { documentJson, plainText } from "@/lib/room-document/document-json";
import { connectDatabase } from "@/server/db/open-database";
import { loadFinalState } from "@/server/services/final-state";
import { connect, setup, text } from "./adapter";
import { withApp } from "./support/app";
import { untilReady } from "./support/health";
import { sleep, typeSteadily } from "./support/load";
import { figures } from "./support/percentile";

const ROOMS = Number(process.env.BENCH_ROOMS ?? 250);
const AT_ONCE = 25;
const TYPING_MS = 3_000;
const PATIENCE_MS = 60_000;

/** In nobody's starter document. */
const LETTERS = ["Ж", "Я"] as const;

await withApp(async (app) => {
  const { url } = app;
  const seatOf = await setup({ url, scenario: "kill", options: { rooms: ROOMS, people: 2 } });
  const tabs: ReturnType<typeof connect>[] = [];
  for (let i = 0; i < ROOMS; i += AT_ONCE) {
    const opened = Array.from({ length: Math.min(AT_ONCE, ROOMS - i) }, (_, j) =>
      [0, 1].map((person) => connect(url, "", seatOf(`room ${i + j}`, person))),
    ).flat();
    tabs.push(...opened);
    await Promise.all(opened.map((tab) => tab.synced));
  }
  const typed = tabs.map(() => 0);
  const editors = tabs.map(({ doc }, i) => {
    const content = text(doc);
    return () => {
      content.insert(content.length, LETTERS[i % 2] ?? "");
      typed[i] = (typed[i] ?? 0) + 1;
    };
  });

  const typing = typeSteadily(editors, { ms: TYPING_MS, hz: 2 });
  await sleep(TYPING_MS / 2);
  await app.kill();
  await typing;
  const bootedAt = performance.now();
  // Others' edits first: each tab is back when it has all of its neighbour's.
  const backMs = tabs.map(() => Number.NaN);
  const restarting = app.restart();
  await untilReady(url);
  const readyAt = performance.now();
  await restarting;
  for (;;) {
    tabs.forEach(({ doc, connection }, i) => {
      const neighbour = i ^ 1;
      const has = count(text(doc).toString(), LETTERS[neighbour % 2] ?? "");
      const isBack = has === typed[neighbour] && connection.shared.sync.waiting === 0;
      if (isBack && Number.isNaN(backMs[i])) backMs[i] = performance.now() - readyAt;
    });
    const isOver = performance.now() - readyAt > PATIENCE_MS;
    if (isOver || backMs.every((ms) => !Number.isNaN(ms))) break;
    await sleep(10);
  }
  const left = backMs.filter((ms) => Number.isNaN(ms)).length;
  console.log(`from start to ready: ${(readyAt - bootedAt).toFixed(0)} ms`);
  console.log(`back after being ready: ${figures(backMs.filter((ms) => ms >= 0))} ms`);
  console.log(`left behind: ${left} of ${tabs.length}`);
  for (const tab of tabs) await tab.destroy();

  const db = connectDatabase(app.databaseUrl);
  let lost = 0;
  for (let room = 0; room < ROOMS; room++) {
    const state = await loadFinalState(db, seatOf(`room ${room}`, 0).interviewId, "shared");
    const stored = state ? plainText(documentJson(state.doc)) : "";
    for (const person of [0, 1])
      lost += Math.abs((typed[2 * room + person] ?? 0) - count(stored, LETTERS[person] ?? ""));
  }
  await db.$disconnect();
  const total = typed.reduce((sum, each) => sum + each, 0);
  console.log(`edits: ${total}, of which lost or doubled in the database: ${lost}`);
});
process.exit(0);

function count(haystack: string, letter: string): number {
  return haystack.split(letter).length - 1;
}
