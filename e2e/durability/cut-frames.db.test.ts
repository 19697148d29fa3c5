/** Lines that break in the middle of whatever is on them, again and again, while people type and draw. */
import { setTimeout } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { freshSeed, seededRandom } from "@/lib/testing/random";
import { startLineProxy } from "../support/line-proxy";
import { liveRooms } from "./live-rooms";
import { expectConverged, expectStoredOnce, typist } from "./typist";

const rooms = liveRooms();

const CUTS = 300;
const ROOMS = 3;
const TABS_PER_SEAT = 2;
const TYPE_EVERY_MS = 20;
const TIMEOUT_MS = 300_000;

/** Most lines live long enough to be of use; some break in their handshake, join or documents. */
function bytesUntilCut(random: () => number): number {
  return Math.floor(random() < 0.25 ? random() * 4_000 : 4_000 + random() * 30_000);
}

test(
  `cut ${CUTS} times at any byte, nothing is lost or doubled`,
  async () => {
    const seed = freshSeed();
    console.log(`seed ${seed}`);
    const random = seededRandom(seed);
    let isFaulty = false;
    let cuts = 0;
    const target = { host: "127.0.0.1", port: rooms.server().port };
    const proxy = await startLineProxy(target, (line) => {
      if (!isFaulty) return;
      cuts += 1;
      line.cutAfter(1 + bytesUntilCut(random));
    });

    const crowd = [];
    for (let i = 0; i < ROOMS; i++) {
      const { interviewId, host, candidate } = await rooms.begin();
      const typists = [];
      for (const seat of [host, candidate])
        for (let tab = 0; tab < TABS_PER_SEAT; tab++) {
          const person = await rooms.enter(interviewId, seat, proxy.port);
          typists.push(typist(person, String.fromCharCode(97 + typists.length)));
        }
      crowd.push({ interviewId, typists });
    }
    const everybody = crowd.flatMap(({ typists }) => typists);

    isFaulty = true;
    for (const line of proxy.lines) line.cutAfter(1 + bytesUntilCut(random));
    for (const { person, letter, start } of everybody)
      start(async () => {
        person.draw(`shape-${letter}`, Math.floor(random() * 1_000));
        await setTimeout(TYPE_EVERY_MS);
      });
    await vi.waitFor(() => expect(cuts).toBeGreaterThanOrEqual(CUTS), {
      timeout: TIMEOUT_MS / 2,
      interval: 100,
    });
    isFaulty = false;
    for (const each of everybody) await each.stop();

    for (const { interviewId, typists } of crowd) {
      await expectConverged(rooms, interviewId, typists, `seed ${seed}`);
      await expectStoredOnce(rooms, interviewId);
      for (const each of typists) each.burst(1);
      await expectConverged(rooms, interviewId, typists, `seed ${seed}, a fresh edit`);
    }
    expect(Math.min(...everybody.map(({ typed }) => typed()))).toBeGreaterThan(TABS_PER_SEAT);
    await proxy.close();
  },
  TIMEOUT_MS,
);
