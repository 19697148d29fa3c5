/** The end of a tab's old line arrives when the same tab is back on a new one, or on its way. */
import { expect, test } from "vitest";
import { eventually } from "@/lib/testing/eventually";
import { freshSeed, seededRandom } from "@/lib/testing/random";
import { LIMITS } from "../../server/realtime/limits";
import type { HeadlessPerson } from "../support/headless";
import { type ProxiedLine, startLineProxy } from "../support/line-proxy";
import { liveRooms } from "./live-rooms";

const rooms = liveRooms();

const ROUNDS = 12;
const TIMEOUT_MS = 240_000;
/** Bytes of a new line up to the end of its handshake, its join and its documents, and some more. */
const NEW_LINE_BYTES = 12_000;

const namespaceSize = (name: string) => rooms.server().realtime.io.of(name).sockets.size;

function entryOf(seenBy: HeadlessPerson, name: string) {
  const entry = seenBy.state.roster.find((person) => person.name === name);
  if (!entry) throw new Error(`${name} is not on the list.`);
  return entry;
}

async function throughProxy() {
  const lines: ProxiedLine[] = [];
  const heard: ((line: ProxiedLine) => void)[] = [];
  const target = { host: "127.0.0.1", port: rooms.server().port };
  const proxy = await startLineProxy(target, (line) => {
    lines.push(line);
    for (const hear of heard) hear(line);
  });
  return { proxy, lines, onLine: (hear: (line: ProxiedLine) => void) => heard.push(hear) };
}

test("[J9] to the others somebody whose old line ends late has never been away", async () => {
  const { interviewId, host, candidate } = await rooms.begin();
  const ida = await rooms.enter(interviewId, host);
  const { proxy, lines } = await throughProxy();
  const carl = await rooms.enter(interviewId, candidate, proxy.port);
  await ida.until(() => entryOf(ida, "Carl").isHere, "Carl is here");
  carl.point(7);
  await eventually(() => expect([...ida.pointers.values()]).toEqual([7]));
  const shown = new Set<boolean>();
  const stop = ida.connection.state.subscribe(() => shown.add(entryOf(ida, "Carl").isHere));

  const [old] = lines;
  old?.muteClient();
  old?.endClient();
  await carl.until(({ status }) => status.kind === "reconnecting");
  await carl.until(({ status, shared }) => status.kind === "open" && shared?.isSynced === true);
  carl.point(8);
  await eventually(() => expect([...ida.pointers.values()]).toEqual([8]));
  old?.endServer();
  // Told after whatever the server makes of that end.
  carl.type("c1;");
  await ida.untilContent(() => ida.text.includes("c1;"));
  expect([...shown]).not.toContain(false);
  expect([...ida.pointers.values()]).toEqual([8]);
  expect(entryOf(ida, "Carl").clientIds).toEqual([carl.doc.clientID]);
  stop();
  for (const person of [ida, carl]) await person.leave();
  await proxy.close();
});

test(
  `${ROUNDS} times with as many tabs as one may have, whenever the old lines end, everything is counted right`,
  async () => {
    const seed = freshSeed();
    console.log(`seed ${seed}`);
    const random = seededRandom(seed);
    await eventually(() => expect(rooms.server().realtime.io.engine.clientsCount).toBe(0));
    const { interviewId, host, candidate } = await rooms.begin();
    const watcher = await rooms.enter(interviewId, candidate);
    const { proxy, lines, onLine } = await throughProxy();
    const tabs: HeadlessPerson[] = [];
    for (let i = 0; i < LIMITS.connectionsPerPerson; i++)
      tabs.push(await rooms.enter(interviewId, host, proxy.port));
    const all = tabs.length + 1;

    for (let round = 1; round <= ROUNDS; round++) {
      const what = `seed ${seed}, round ${round}`;
      const old = lines.splice(0);
      const cameBack = tabs.map((tab) => {
        let hasLeft = false;
        return new Promise<void>((resolve) => {
          const stop = tab.connection.state.subscribe(() => {
            const { kind } = tab.state.status;
            hasLeft ||= kind === "reconnecting";
            if (!hasLeft || kind !== "open") return;
            stop();
            resolve();
          });
        });
      });
      // Each old line ends at once, or when a new one has come so and so far, or after everything.
      const late: ProxiedLine[] = [];
      onLine((line) => {
        const ending = late.pop();
        if (!ending) return;
        const at = Math.floor(random() * NEW_LINE_BYTES);
        const look = setInterval(() => {
          if (line.bytes < at && !line.isOver) return;
          clearInterval(look);
          ending.endServer();
        }, 1);
      });
      const last: ProxiedLine[] = [];
      for (const line of old) {
        line.muteClient();
        line.endClient();
        const when = random();
        if (when < 0.2) line.endServer();
        else if (when < 0.7) late.push(line);
        else last.push(line);
      }
      await Promise.all(cameBack);
      for (const line of [...late.splice(0), ...last]) line.endServer();
      for (const [i, tab] of tabs.entries()) tab.point(round * 100 + i);

      const mine = tabs.map((tab) => tab.doc.clientID).sort();
      await eventually(() => {
        const { isHere, clientIds } = entryOf(watcher, "Ida");
        expect({ isHere, clientIds: [...clientIds].sort() }, what).toEqual({
          isHere: true,
          clientIds: mine,
        });
        expect(new Map(watcher.pointers), `${what}: where each tab is`).toEqual(
          new Map(tabs.map((tab, i) => [tab.doc.clientID, round * 100 + i])),
        );
        expect(namespaceSize("/room"), what).toBe(all);
        expect(namespaceSize("/private"), what).toBe(tabs.length);
        expect(rooms.server().realtime.io.engine.clientsCount, what).toBe(all);
      });
    }

    // The seats are all taken, and one that becomes free can be taken again.
    const page = rooms.server().dial(host.viewer);
    const ids = { sender: 4_711, clientId: 4_711 };
    expect(await page.join(interviewId, ids)).toMatchObject({ ok: false, code: "too-many" });
    await tabs.pop()?.leave();
    await eventually(async () =>
      expect(await page.join(interviewId, ids)).toMatchObject({ ok: true }),
    );
    page.close();
    await proxy.close();
  },
  TIMEOUT_MS,
);
