/**
 * How soon a page shows a key while somebody else types ten times a second and a third tab drags a box
 * twenty times a second: `CHROMIUM_PATH=… node --import tsx bench/typing.ts`.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import * as Y from "yjs";
import { elementDefaults } from "@/lib/room-document/elements";
import { elementsOf } from "@/lib/room-document/roots";
import { documentOf } from "../e2e/support/interview-steps";
import { connect, setup, text } from "./adapter";
import { withApp } from "./support/app";
import { browserOf } from "./support/browser";
import { sleep, typeSteadily } from "./support/load";
import { percentile } from "./support/percentile";

const TYPED_MS = Number(process.env.BENCH_SECONDS ?? 30) * 1_000;
const KEY_EVERY_MS = 120;
const SETTLED_AFTER_MS = 4_000;
/** The browser reports no event that took less. */
const SHORTEST_MS = 16;
const DRAGS_PER_SECOND = 20;

interface Heard {
  interactions: Record<number, number>;
  longTasks: number[];
}

await withApp(async ({ url }) => {
  const seatOf = await setup({ url, scenario: "typing", options: { rooms: 1, people: 2 } });
  const peer = connect(url, "", seatOf("room", 0));
  const dragger = connect(url, "", seatOf("room", 0));
  await Promise.all([peer.synced, dragger.synced]);
  const box = boxIn(dragger.doc);

  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "dryrun-browser-"));
  const context = await browserOf(profile, url, seatOf("room", 1));
  try {
    const page = await context.newPage();
    await page.goto(`${url}/interviews/${seatOf("room", 1).interviewId}/room`);
    // The room is in the phase of the prompt, which has no section of its own to write in.
    await documentOf(page).locator("p").first().click();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await sleep(SETTLED_AFTER_MS);
    await page.evaluate((shortest) => {
      const heard: Heard = { interactions: {}, longTasks: [] };
      Object.assign(window, { heard });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[])
          if (entry.interactionId > 0)
            heard.interactions[entry.interactionId] = Math.max(
              heard.interactions[entry.interactionId] ?? 0,
              entry.duration,
            );
      }).observe({ type: "event", durationThreshold: shortest } as PerformanceObserverInit);
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) heard.longTasks.push(entry.duration);
      }).observe({ type: "longtask" });
    }, SHORTEST_MS);

    let x = 0;
    const theirs = typeSteadily([() => text(peer.doc).insert(text(peer.doc).length, "x")], {
      ms: TYPED_MS,
    });
    const drag = () => {
      x = (x + 7) % 600;
      box.set("x", x);
    };
    const drags = typeSteadily([drag], { ms: TYPED_MS, hz: DRAGS_PER_SECOND });
    let keys = 0;
    const startedAt = performance.now();
    while (performance.now() - startedAt < TYPED_MS) {
      await page.keyboard.press("abcdefghij"[keys % 10] ?? "a");
      keys += 1;
      await sleep(KEY_EVERY_MS);
    }
    await Promise.all([theirs, drags]);
    const heard = await page.evaluate(() => (window as unknown as { heard: Heard }).heard);
    const slow = Object.values(heard.interactions);
    const all = [
      ...slow,
      ...Array.from({ length: Math.max(0, keys - slow.length) }, () => SHORTEST_MS),
    ];
    console.log(`${keys} keys: p75 ${percentile(all, 75)} ms, p98 ${percentile(all, 98)} ms`);
    console.log(
      `tasks over 50 ms: ${heard.longTasks.length}, longest ${Math.max(0, ...heard.longTasks).toFixed(0)} ms`,
    );
  } finally {
    await context.close();
    fs.rmSync(profile, { recursive: true, force: true });
  }
  await peer.destroy();
  await dragger.destroy();
});
process.exit(0);

function boxIn(doc: Y.Doc): Y.Map<unknown> {
  return elementsOf(doc).set(
    "box",
    new Y.Map<unknown>(
      Object.entries({
        ...elementDefaults("rectangle"),
        type: "rectangle",
        index: "a0",
        size: { width: 120, height: 60 },
      }),
    ),
  );
}
