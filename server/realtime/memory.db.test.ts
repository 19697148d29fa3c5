/** What thousands of people who come and go, and rooms that cannot be loaded, leave behind: nothing. */
import { EventEmitter } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test, vi } from "vitest";
import type { InterviewId } from "@/lib/domain/ids";
import type { Viewer } from "@/lib/domain/viewer";
import { interviewDatabase } from "../services/testing/interview-database";
import { type LiveServer, startLiveServer } from "./testing/live-server";

const data = interviewDatabase();

const MIB = 1024 * 1024;
const MAX_GROWTH_BYTES = 10 * MIB;
const JOINS = 10_000;
const FAILED_LOADS = 1_000;
/** Joining again over the same line is leaving first. */
const JOINS_PER_LINE = 5;
const INTERVIEWS = 50;
/** Four of each person, half of what one may have: a line that has ended is counted a moment longer. */
const LINES_AT_ONCE = 8;
const TIMEOUT_MS = 480_000;
/** A room is kept for ten seconds after the last one has left. */
const QUIET_WITHIN_MS = 40_000;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function heapBytes(): number {
  // Twice: what the first pass finalizes the second can free.
  collectGarbage();
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

interface Visited {
  interviewId: InterviewId;
  people: readonly [Viewer, Viewer];
}

async function newInterview(): Promise<Visited> {
  const host = await data.person("Ada");
  const interviewId = await data.create(host);
  const candidate = await data.join(host, interviewId, "candidate", "Ben");
  return { interviewId, people: [host, candidate] };
}

let lastTab = 0;

/** One line of somebody who comes in with one tab after another, is seen, and goes. */
async function visit(server: LiveServer, { interviewId, people }: Visited, seat: 0 | 1) {
  const page = server.dial(people[seat]);
  for (let i = 0; i < JOINS_PER_LINE; i++) {
    // Fresh tabs, and after some hundreds the same ones again; never one of the other person's.
    const tab = 2 * (500 + (++lastTab % 500)) + seat;
    expect(await page.join(interviewId, { sender: tab, clientId: tab })).toMatchObject({
      ok: true,
    });
    page.room.emit("presence:update", {
      clientId: tab,
      clock: lastTab,
      state: { pointer: { x: 1, y: 1, tool: "pointer" } },
    });
  }
  page.close();
}

/** Runs so many at once until there are no more. */
async function atOnce(count: number, next: () => Promise<void> | null): Promise<void> {
  const work = async () => {
    for (let task = next(); task; task = next()) await task;
  };
  await Promise.all(Array.from({ length: count }, work));
}

async function comeAndGo(server: LiveServer, interviews: readonly Visited[], joins: number) {
  let begun = 0;
  await atOnce(LINES_AT_ONCE, () => {
    if (begun >= joins) return null;
    // Neighbours are visited together, and then not again for a while: rooms come and go, too.
    const at = Math.floor((begun / joins) * interviews.length);
    const visited = interviews[at];
    const seat = (begun / JOINS_PER_LINE) % 2 === 0 ? 0 : 1;
    begun += JOINS_PER_LINE;
    return visited ? visit(server, visited, seat) : null;
  });
}

/** Everybody is gone, and the rooms are closed. */
async function untilQuiet({ realtime, metrics }: LiveServer): Promise<void> {
  const { io } = realtime;
  await vi.waitFor(
    async () => {
      expect(io.engine.clientsCount).toBe(0);
      expect(io.of("/room").sockets.size).toBe(0);
      expect(await metrics.text()).toContain("\ndryrun_rooms 0\n");
    },
    { timeout: QUIET_WITHIN_MS, interval: 200 },
  );
}

const listeners = () => {
  const notices = (globalThis as Record<symbol, unknown>)[Symbol.for("dryrun.room-notices")];
  return notices instanceof EventEmitter ? notices.listenerCount("notice") : 0;
};

test(
  `${JOINS} joins and leaves and ${FAILED_LOADS} loads that fail leave the heap within 10 MiB of before`,
  async () => {
    // Pages of a server that ends with its test are kept for that moment.
    const server = await startLiveServer(data.context().db, data.url());
    const interviews: Visited[] = [];
    for (let i = 0; i < INTERVIEWS; i++) interviews.push(await newInterview());
    const broken = await newInterview();
    const { db } = data.context();
    const { sharedLog } = await db.interview.findUniqueOrThrow({
      where: { id: broken.interviewId },
    });
    // A row is missing: nothing is made of a log with a hole.
    const first = await db.logEntry.findFirstOrThrow({ where: { log: sharedLog } });
    await db.logEntry.create({ data: { ...first, number: 3n, data: new Uint8Array(first.data) } });

    const failToLoad = async (times: number) => {
      let begun = 0;
      await atOnce(4, () => {
        if (begun >= times) return null;
        begun += JOINS_PER_LINE;
        return (async () => {
          const page = server.dial(broken.people[0]);
          for (let i = 0; i < JOINS_PER_LINE; i++) {
            const joined = await page.join(broken.interviewId, { sender: 3, clientId: 3 });
            expect(joined).toMatchObject({ ok: false, code: "unavailable" });
          }
          page.close();
        })();
      });
    };

    // Compiled code, pools and caches that stay are there before anything is counted.
    await comeAndGo(server, interviews, JOINS / 10);
    await failToLoad(FAILED_LOADS / 10);
    await untilQuiet(server);
    const listenersBefore = listeners();
    const before = heapBytes();

    await comeAndGo(server, interviews, JOINS);
    await failToLoad(FAILED_LOADS);
    await untilQuiet(server);
    expect(listeners()).toBe(listenersBefore);
    expect((heapBytes() - before) / MIB).toBeLessThan(MAX_GROWTH_BYTES / MIB);
    await server.realtime.close();
  },
  TIMEOUT_MS,
);
