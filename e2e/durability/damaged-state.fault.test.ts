/** One byte of a kept whole state is not what it was when the server comes to read it. */
import { expect, test } from "vitest";
import { contentHash } from "@/lib/room-document/content-hash";
import { queryOnce } from "../../server/db/query-once";
import { liveInterview } from "./live-interview";
import { expectConverged, expectStoredOnce, typist } from "./typist";

const room = liveInterview({ waitsAtDoor: true });

async function interviewWithKeyframes(first: string, second: string) {
  const { interviewId, host, candidate } = await room.begin();
  const ida = await room.enter(interviewId, host);
  const typists = [typist(ida, first), typist(await room.enter(interviewId, candidate), second)];
  for (const from of [0, 1]) {
    for (const each of typists) each.burst(20);
    for (const { person } of typists) await person.untilSavedIs("saved");
    const before = (await room.keyframes(interviewId)).length;
    expect(await ida.connection.command({ type: "advance", from })).toEqual({ ok: true });
    await expect.poll(async () => (await room.keyframes(interviewId)).length).toBe(before + 1);
  }
  for (const each of typists) each.burst(5);
  for (const { person } of typists) await person.untilSavedIs("saved");
  return { interviewId, ida, typists };
}

/** In the middle of each, where the text is. */
const flipOneByte = (interviewId: string) =>
  queryOnce(
    room.databaseUrl(),
    `UPDATE log_keyframes k
        SET data = set_byte(data, length(data) / 2, get_byte(data, length(data) / 2) # 1)
       FROM interviews i WHERE i.id = $1 AND k.log = i.shared_log`,
    [interviewId],
  );

test("a flipped byte is found when the room is loaded, which the log makes good, and other rooms notice nothing", async () => {
  const [hit, sound] = [
    await interviewWithKeyframes("a", "b"),
    await interviewWithKeyframes("c", "d"),
  ];
  const { restart } = await room.kill();
  await flipOneByte(hit.interviewId);
  const damaged = await room.keyframes(hit.interviewId);
  expect(damaged.length).toBeGreaterThanOrEqual(2);
  expect(damaged.some(({ isIntact }) => isIntact)).toBe(false);
  for (const { typists } of [hit, sound]) for (const each of typists) each.burst(5);

  await restart();
  for (const { interviewId, typists } of [hit, sound])
    await expectConverged(room, interviewId, typists, "afterwards");
  const warnings = room.output().split("A whole state is damaged").length - 1;
  expect(warnings).toBe(damaged.length);
  expect(contentHash((await room.recorded(hit.interviewId)).doc)).toBe(hit.ida.hash);

  // The next one that is kept is sound, and the room is loaded from it.
  expect(await hit.ida.connection.command({ type: "advance", from: 2 })).toEqual({ ok: true });
  await expect
    .poll(async () => (await room.keyframes(hit.interviewId)).at(-1)?.isIntact, { timeout: 30_000 })
    .toBe(true);
  const again = await room.kill();
  await again.restart();
  for (const { interviewId, typists } of [hit, sound]) {
    await expectConverged(room, interviewId, typists, "loaded from the new one");
    await expectStoredOnce(room, interviewId);
  }
  expect(room.output()).not.toContain("A whole state is damaged");
});
