/** Two hundred tabs lose their line in the same moment, as when an access point or a balancer restarts. */
import { expect, test, vi } from "vitest";
import { startLineProxy } from "../support/line-proxy";
import type { Seat } from "./live-rooms";
import { liveRooms } from "./live-rooms";
import { expectConverged, expectStoredOnce, typist } from "./typist";

const rooms = liveRooms();

const ROOMS = 10;
/** Of each of the two interviewers and the candidate. */
const TABS = 4;
const OBSERVERS = 8;
const CLIENTS = ROOMS * (3 * TABS + OBSERVERS);
const TIMEOUT_MS = 240_000;

test(
  `${CLIENTS} tabs dropped at once come back one by one, and everybody has everything`,
  async () => {
    let arrivals: number[] = [];
    const target = { host: "127.0.0.1", port: rooms.server().port };
    const proxy = await startLineProxy(target, () => arrivals.push(performance.now()));
    const { database } = rooms;
    const crowd = await Promise.all(
      Array.from({ length: ROOMS }, async () => {
        const { interviewId, host, candidate } = await rooms.begin();
        const second = await database.join(host.viewer, interviewId, "interviewer", "Ivo");
        const writers: Seat[] = [host, candidate, { viewer: second, role: "interviewer" }];
        const typists = [];
        for (const seat of writers)
          for (let tab = 0; tab < TABS; tab++) {
            const person = await rooms.enter(interviewId, seat, proxy.port);
            typists.push(typist(person, String.fromCharCode(97 + typists.length)));
          }
        const readers = [];
        for (let i = 0; i < OBSERVERS; i++) {
          const viewer = await database.join(host.viewer, interviewId, "observer", `Olga ${i}`);
          readers.push(await rooms.enter(interviewId, { viewer, role: "observer" }, proxy.port));
        }
        return { interviewId, typists, readers };
      }),
    );
    const people = crowd.flatMap(({ typists, readers }) => [
      ...typists.map(({ person }) => person),
      ...readers,
    ]);
    expect(people).toHaveLength(CLIENTS);
    expect(proxy.lines).toHaveLength(CLIENTS);

    // Under way when the lines break, and made before anybody is back.
    for (const { typists } of crowd) for (const each of typists) each.burst(2);
    arrivals = [];
    for (const line of proxy.lines) line.cutAfter(0);
    for (const { typists } of crowd) for (const each of typists) each.burst(3);
    await vi.waitFor(() => expect(arrivals.length).toBeGreaterThanOrEqual(CLIENTS), {
      timeout: 60_000,
    });
    for (const person of people) await person.until(({ status }) => status.kind === "open");

    // Not all in the same moment: no tenth of a second sees half of them.
    const crowded = arrivals.map(
      (from) => arrivals.filter((at) => at >= from && at < from + 100).length,
    );
    expect(Math.max(...crowded)).toBeLessThan(CLIENTS / 2);

    for (const { interviewId, typists, readers } of crowd) {
      for (const each of typists) each.burst(1);
      await expectConverged(rooms, interviewId, typists, "after all were dropped");
      await expectStoredOnce(rooms, interviewId);
      const hash = typists[0]?.person.hash;
      for (const reader of readers)
        await reader.untilContent(() => reader.hash === hash, "the same document");
      const here = readers[0]?.state.roster.filter(({ isHere }) => isHere);
      expect(here).toHaveLength(3 + OBSERVERS);
    }
    expect(rooms.server().realtime.io.engine.clientsCount).toBe(CLIENTS);
    await proxy.close();
  },
  TIMEOUT_MS,
);
