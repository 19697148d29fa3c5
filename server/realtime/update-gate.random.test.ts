/**
 * Two tabs that edit at random, drop off, come back and converge; and the same updates with bits
 * turned over, cut short and glued together. Seeds are printed; a seed that failed stays here.
 */
import { expect, test } from "vitest";
import * as Y from "yjs";
import { contentHash } from "@/lib/room-document/content-hash";
import { openRoots } from "@/lib/room-document/roots";
import { buildStarter } from "@/lib/room-document/starter";
import { HeadlessTab } from "@/lib/room-document/testing/headless-tab";
import { expectInSchema } from "./testing/in-schema";
import { randomness } from "./testing/random";
import { act } from "./testing/random-edits";
import { checkUpdate, type GateContext } from "./update-gate";

const starter = buildStarter([
  { phaseId: "p1-requirements", blocks: [{ heading: "Goal", prompt: "Who wants what." }] },
  { phaseId: "p2-framing", blocks: [] },
]);

function newStaging(): Y.Doc {
  const staging = new Y.Doc();
  openRoots(staging, "shared");
  Y.applyUpdate(staging, starter);
  return staging;
}

const contextOf = (tab: HeadlessTab): GateContext => ({
  plane: "shared",
  clientOwner: (id) => (id === tab.doc.clientID ? "self" : "other"),
});

const SEEDS = [1, 2, 3, 20_261_121];
/** Much work for a unit test, and the machine may be busy. */
const TIMEOUT_MS = 60_000;

test.each(SEEDS)(
  "two diverging tabs pass the gate and converge (seed %i)",
  (seed) => {
    const random = randomness(seed);
    const staging = newStaging();
    const tabs = [
      new HeadlessTab(1_000_000_000 + random.int(1e9)),
      new HeadlessTab(5 + random.int(1e9)),
    ];
    for (const tab of tabs) tab.receive(starter);
    const outboxes = new Map(tabs.map((tab) => [tab, [] as Uint8Array[]]));
    const inboxes = new Map(tabs.map((tab) => [tab, [] as Uint8Array[]]));
    let passed = 0;

    const send = (tab: HeadlessTab, update: Uint8Array): void => {
      const result = checkUpdate(staging, update, contextOf(tab));
      expect(result).toMatchObject({ ok: true });
      const emitted: Uint8Array[] = [];
      const note = (bytes: Uint8Array): void => {
        emitted.push(bytes);
      };
      staging.on("update", note);
      Y.applyUpdate(staging, update);
      staging.off("update", note);
      expect(staging.store.pendingStructs).toBeNull();
      expect(staging.store.pendingDs).toBeNull();
      // Others get what staging emits, not what was received.
      for (const other of tabs) if (other !== tab) inboxes.get(other)?.push(...emitted);
      passed++;
    };

    for (let step = 0; step < 900; step++) {
      const tab = random.pick(tabs);
      act(tab, random);
      const outbox = outboxes.get(tab) ?? expect.fail();
      outbox.push(...tab.takeUpdates());
      const connected = random.int(3) === 0;
      if (!connected) continue;
      for (const update of inboxes.get(tab)?.splice(0) ?? []) tab.receive(update);
      outbox.push(...tab.takeUpdates());
      if (outbox.length === 0) continue;
      // Sometimes one merged update, and sometimes an acknowledgement is lost and all goes again.
      if (random.int(3) === 0) send(tab, Y.mergeUpdates(outbox));
      else for (const update of outbox) send(tab, update);
      if (random.int(4) === 0) for (const update of outbox) send(tab, update);
      outbox.length = 0;
    }
    // Until nobody has anything to say: reading for an editor can join two neighbouring texts.
    for (let isQuiet = false; !isQuiet; ) {
      isQuiet = true;
      for (const tab of tabs) {
        for (const update of inboxes.get(tab)?.splice(0) ?? []) tab.receive(update);
        const outbox = [...(outboxes.get(tab)?.splice(0) ?? []), ...tab.takeUpdates()];
        for (const update of outbox) send(tab, update);
        if (outbox.length > 0) isQuiet = false;
      }
    }
    for (const tab of tabs) expect(contentHash(tab.doc)).toBe(contentHash(staging));
    const rebuilt = newStaging();
    Y.applyUpdate(rebuilt, Y.encodeStateAsUpdate(staging));
    expect(contentHash(rebuilt)).toBe(contentHash(staging));
    expectInSchema(staging);
    expect(passed).toBeGreaterThan(600);
  },
  TIMEOUT_MS,
);

test.each(SEEDS)(
  "damaged updates are refused or harmless, never thrown on (seed %i)",
  (seed) => {
    const random = randomness(seed);
    const staging = newStaging();
    const tab = new HeadlessTab(300);
    tab.receive(starter);
    const updates: Uint8Array[] = [];
    while (updates.length < 150) {
      act(tab, random);
      updates.push(...tab.takeUpdates());
    }
    const damage: ((update: Uint8Array) => Uint8Array)[] = [
      (update) => {
        const copy = update.slice();
        copy[random.int(copy.length)] = random.int(256);
        return copy;
      },
      (update) => {
        const copy = update.slice();
        const at = random.int(copy.length);
        copy[at] = (copy[at] ?? 0) ^ (1 << random.int(8));
        return copy;
      },
      (update) => update.slice(0, random.int(update.length)),
      (update) => Uint8Array.of(...update, ...random.pick(updates)),
      (update) => {
        const at = random.int(update.length);
        return Uint8Array.of(...update.slice(0, at), ...update.slice(at + 1 + random.int(3)));
      },
    ];
    let harmless = 0;
    for (const update of updates) {
      for (let i = 0; i < 10; i++) {
        const damaged = random.pick(damage)(update);
        const result = checkUpdate(staging, damaged, contextOf(tab));
        if (!result.ok) continue;
        harmless++;
        // On a copy, so that the next whole update still follows.
        const copy = newStaging();
        Y.applyUpdate(copy, Y.encodeStateAsUpdate(staging));
        Y.applyUpdate(copy, damaged);
        expect(copy.store.pendingStructs).toBeNull();
        expect(copy.store.pendingDs).toBeNull();
        expectInSchema(copy);
      }
      expect(checkUpdate(staging, update, contextOf(tab))).toMatchObject({ ok: true });
      Y.applyUpdate(staging, update);
    }
    expect(harmless).toBeGreaterThan(0);
    expect(contentHash(staging)).toBe(contentHash(tab.doc));
  },
  TIMEOUT_MS,
);
