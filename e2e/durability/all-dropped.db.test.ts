/** Two hundred tabs lose their line in the same moment, as when an access point or a balancer restarts. */
import { expect, test, vi } from "vitest";
import type { HeadlessPerson } from "../support/headless";
import { startLineProxy } from "../support/line-proxy";
import { liveRooms, type Seat } from "./live-rooms";
import { expectConverged, expectStoredOnce, typist } from "./typist";

const rooms = liveRooms();

const ROOMS = 10;
/** Of each of the two interviewers and the candidate. */
const TABS = 4;
const OBSERVERS = 8;
const CLIENTS = ROOMS * (3 * TABS + OBSERVERS);
/** By chance it is within ±0.2 of 0; of people who all wait equally long it is close to 1. */
const MAX_CORRELATION = 0.5;
const TIMEOUT_MS = 240_000;

test(
  `${CLIENTS} tabs dropped at once come back one by one, and everybody has everything`,
  async () => {
    const target = { host: "127.0.0.1", port: rooms.server().port };
    const proxy = await startLineProxy(target);
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
    const left: HeadlessPerson[] = [];
    const back: HeadlessPerson[] = [];
    for (const person of people)
      person.connection.state.subscribe(() => {
        const { kind } = person.state.status;
        if (kind === "reconnecting" && !left.includes(person)) left.push(person);
        if (kind === "open" && left.includes(person) && !back.includes(person)) back.push(person);
      });
    for (const line of proxy.lines) line.cutAfter(0);
    for (const { typists } of crowd) for (const each of typists) each.burst(3);
    await vi.waitFor(() => expect(back).toHaveLength(CLIENTS), { timeout: 60_000 });

    // Each waits a time of its own: who was dropped first is not who comes back first.
    expect(rankCorrelation(left, back)).toBeLessThan(MAX_CORRELATION);

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

/** Spearman's: 1 for the same order, 0 for orders that have nothing to do with each other. */
function rankCorrelation<T>(one: readonly T[], other: readonly T[]): number {
  const rank = new Map(other.map((each, i) => [each, i]));
  const squares = one.reduce((sum, each, i) => sum + (i - (rank.get(each) ?? 0)) ** 2, 0);
  return 1 - (6 * squares) / (one.length * (one.length ** 2 - 1));
}
