/** Lines of which one end is gone, or one direction is dead, and nobody was told. */
import { expect, test } from "vitest";
import { eventually } from "@/lib/testing/eventually";
import type { HeadlessPerson } from "../support/headless";
import { type ProxiedLine, startLineProxy } from "../support/line-proxy";
import { liveRooms } from "./live-rooms";
import { expectConverged, expectStoredOnce, numbersIn, typist } from "./typist";

const rooms = liveRooms();

/** One ping's distance and the time for its answer: whoever is silent that long is gone. */
const HEARTBEAT_MS = 20_000;
/** A timer of a busy computer comes late. */
const SLACK_MS = 10_000;
const TIMEOUT_MS = 120_000;
const TOKENS = 20;

async function idaAndCarl() {
  const { interviewId, host, candidate } = await rooms.begin();
  const ida = await rooms.enter(interviewId, host);
  const lines: ProxiedLine[] = [];
  const target = { host: "127.0.0.1", port: rooms.server().port };
  const proxy = await startLineProxy(target, (line) => lines.push(line));
  const carl = await rooms.enter(interviewId, candidate, proxy.port);
  const [line] = lines;
  if (!line) throw new Error("Carl came another way.");
  const typists = [typist(ida, "i"), typist(carl, "c")] as const;
  for (const each of typists) each.burst(1);
  carl.point(1);
  await eventually(() => expect([...ida.pointers.values()]).toEqual([1]));
  return {
    ida,
    carl,
    line,
    lines,
    typists,
    /** Everything typed is everywhere, once, and the next edit is stored as well. */
    expectWhole: async () => {
      for (const each of typists) each.burst(1);
      await expectConverged(rooms, interviewId, typists, "after the fault");
      await expectStoredOnce(rooms, interviewId);
      await proxy.close();
    },
  };
}

const seesCarl = (person: HeadlessPerson) =>
  person.state.roster.some(({ name, isHere }) => name === "Carl" && isHere);

test.concurrent(
  "[J9] a client that is gone without a word leaves the room within the heartbeat's time",
  async () => {
    const { ida, carl, line } = await idaAndCarl();
    const since = performance.now();
    line.muteClient();
    await carl.leave();
    await ida.until(() => !seesCarl(ida), "Carl has left");
    expect(performance.now() - since).toBeLessThan(HEARTBEAT_MS + SLACK_MS);
    expect(ida.pointers.size).toBe(0);
  },
  TIMEOUT_MS,
);

test.concurrent(
  "[J9] a server that is gone without a word is noticed, and what was typed meanwhile is saved once",
  async () => {
    const { carl, line, lines, typists, expectWhole } = await idaAndCarl();
    const since = performance.now();
    line.muteServer();
    line.endServer();
    typists[1].burst(TOKENS);
    // Long before the line is given up, nobody is told that anything is saved.
    await carl.untilSavedIs("not-saved");
    expect(carl.waiting).toBeGreaterThanOrEqual(TOKENS);
    await carl.until(({ status }) => status.kind === "reconnecting", "Carl has noticed");
    expect(performance.now() - since).toBeLessThan(HEARTBEAT_MS + SLACK_MS);
    await carl.until(({ status }) => status.kind === "open", "Carl is back");
    expect(lines).toHaveLength(2);
    await expectWhole();
  },
  TIMEOUT_MS,
);

test.concurrent(
  "[J9] what arrives at the server while nothing comes back is stored, and stored once",
  async () => {
    const { ida, carl, line, typists, expectWhole } = await idaAndCarl();
    await carl.untilSavedIs("saved");
    line.muteServer();
    typists[1].burst(TOKENS);
    await ida.untilContent(() => numbersIn(ida.text, "c").length > TOKENS);
    // Stored, and yet not said to be: the word that it is has not come.
    expect(carl.waiting).toBe(TOKENS);
    await carl.until(({ status }) => status.kind === "reconnecting", "Carl has noticed");
    await expectWhole();
  },
  TIMEOUT_MS,
);

test.concurrent(
  "[J9] who is heard by nobody sees what others write, and is told that nothing is saved",
  async () => {
    const { ida, carl, line, typists, expectWhole } = await idaAndCarl();
    await carl.untilSavedIs("saved");
    const since = performance.now();
    line.muteClient();
    for (const each of typists) each.burst(TOKENS);
    await carl.untilContent(() => numbersIn(carl.text, "i").length > TOKENS);
    await carl.untilSavedIs("not-saved");
    expect(numbersIn(ida.text, "c")).toHaveLength(1);
    await carl.until(({ status }) => status.kind === "reconnecting", "the server has let Carl go");
    expect(performance.now() - since).toBeLessThan(HEARTBEAT_MS + SLACK_MS);
    await expectWhole();
  },
  TIMEOUT_MS,
);
