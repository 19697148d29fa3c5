/**
 * A room's gate under attack: one seed is one room, so many messages long. After each message the
 * room is looked over, and at the end everything in it must be what was accepted and nothing else.
 */
import { expect } from "vitest";
import * as Y from "yjs";
import { contentHash } from "@/lib/room-document/content-hash";
import { documentOf, elementsOf, openRoots } from "@/lib/room-document/roots";
import { buildStarter } from "@/lib/room-document/starter";
import { HeadlessTab } from "@/lib/room-document/testing/headless-tab";
import { sampleElements } from "@/lib/room-document/testing/sample-elements";
import { checkUpdate, type GateContext } from "../update-gate";
import { hostileUpdate, KINDS, type Surroundings } from "./hostile-updates";
import { expectInSchema } from "./in-schema";
import { type Random, randomness } from "./random";
import { act } from "./random-edits";

/** Mallory's tab as an editor drives it, and a second one she writes under by hand. */
const TAB = 3_000_000_001;
const BY_HAND = 4_000_000_002;
const VICTIM = 2_000_000_003;
const NOBODY = 77;
const STARTER = 1;

export const MESSAGES_PER_ROOM = 1_000;
/** One room in so many is a large one. */
const LARGE_EVERY = 25;
const REAL_UPDATES = 150;

const context: GateContext = {
  plane: "shared",
  clientOwner: (id) =>
    id === TAB || id === BY_HAND ? "self" : id === VICTIM || id === STARTER ? "other" : "unbound",
};

interface Scene {
  /** What was there before Mallory came. */
  state: Uint8Array;
  /** What her editor sends from then on. */
  real: Uint8Array[];
}

function scene(seed: number, isLarge: boolean): Scene {
  const random = randomness(seed);
  const victim = new HeadlessTab(VICTIM);
  victim.receive(buildStarter([{ phaseId: "p1", blocks: [{ heading: "Goal", prompt: "Who." }] }]));
  for (let i = 0; i < 40; i++) act(victim, random);
  if (isLarge) furnish(victim.doc);
  const state = Y.encodeStateAsUpdate(victim.doc);
  const mallory = new HeadlessTab(TAB);
  mallory.receive(state);
  const real: Uint8Array[] = [];
  while (real.length < REAL_UPDATES) {
    act(mallory, random);
    real.push(...mallory.takeUpdates());
  }
  return { state, real };
}

/** A long interview: thousands of letters with other words between them, and a full board. */
function furnish(doc: Y.Doc): void {
  const [paragraph, run] = [new Y.XmlElement("paragraph"), new Y.XmlText()];
  (documentOf(doc, "shared").get(0) as Y.XmlElement).insert(0, [paragraph]);
  paragraph.insert(0, [run]);
  for (let i = 0; i < 6_000; i++) run.insert(i % 2 === 0 ? 0 : run.length, "ab");
  doc.transact(() => {
    for (let i = 0; i < 300; i++) {
      const { type, x, y, seed } = sampleElements.ellipse;
      elementsOf(doc).set(`box-${i}`, new Y.Map<unknown>(Object.entries({ type, x, y, seed })));
    }
  });
}

const scenes = new Map<string, Scene>();

/** Made once each: an editor is slow. */
function sceneOf(seed: number): Scene {
  const isLarge = seed % LARGE_EVERY === 0;
  const number = seed % (isLarge ? 2 : 8);
  const key = `${isLarge} ${number}`;
  const known = scenes.get(key);
  if (known !== undefined) return known;
  // Of the number, not of the seed: a room is the same whichever came before it.
  const made = scene(number, isLarge);
  scenes.set(key, made);
  return made;
}

export interface Losses {
  messages: number;
  accepted: number;
  refusals: Map<string, number>;
  /** Messages that held the loop for longer than they may, by their place in the room. */
  slow: number[];
}

function open(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  openRoots(doc, "shared");
  Y.applyUpdate(doc, update);
  return doc;
}

const clocksOf = (staging: Y.Doc) =>
  [BY_HAND, TAB, VICTIM, STARTER, NOBODY, 0].map(
    (client) => [client, Y.getState(staging.store, client)] as const,
  );

/** Whatever a look at a message could leave behind without saying so. */
function outline(staging: Y.Doc): string {
  let items = 0;
  for (const list of staging.store.clients.values()) items += list.length;
  const { pendingStructs, pendingDs } = staging.store;
  return `${items} ${staging.share.size} ${staging.store.clients.size} ${pendingStructs} ${pendingDs}`;
}

/**
 * Sends one room its messages.
 *
 * @param blockMs how long one message may hold the loop
 */
export function besiege(seed: number, messages: number, blockMs: number): Losses {
  const random = randomness(seed);
  const { state, real } = sceneOf(seed);
  const staging = open(state);
  // Hears only what was accepted.
  const witness = open(state);
  const losses: Losses = { messages: 0, accepted: 0, refusals: new Map(), slow: [] };
  let emitted: Uint8Array[] = [];
  staging.on("update", (update: Uint8Array) => emitted.push(update));
  let clocks = clocksOf(staging);
  let before = outline(staging);
  let at = 0;
  for (let i = 0; i < messages; i++) {
    const isReal = random.oneIn(8);
    const around: Surroundings = { clocks, real: real.slice(Math.max(0, at - 1), at + 3) };
    const update = isReal ? (real[at] ?? new Uint8Array()) : aHostileOne(random, around);
    if (isReal) at = (at + 1) % (real.length - 1);

    const started = performance.now();
    const verdict = checkUpdate(staging, update, context);
    if (verdict.ok) Y.applyUpdate(staging, update);
    if (performance.now() - started > blockMs) losses.slow.push(i);

    losses.messages++;
    if (!verdict.ok) {
      losses.refusals.set(verdict.code, (losses.refusals.get(verdict.code) ?? 0) + 1);
      if (emitted.length > 0 || outline(staging) !== before)
        expect.fail(`${verdict.code} changed the room`);
      continue;
    }
    losses.accepted++;
    for (const change of emitted) Y.applyUpdate(witness, change);
    emitted = [];
    before = outline(staging);
    if (staging.store.pendingStructs !== null || staging.store.pendingDs !== null)
      expect.fail("something is pending");
    for (const [client, clock] of clocks)
      if (!verdict.value.clients.includes(client) && Y.getState(staging.store, client) !== clock)
        expect.fail(`${client} has written something`);
    clocks = clocksOf(staging);
  }
  expect(contentHash(staging)).toBe(contentHash(witness));
  expect(contentHash(staging)).toBe(contentHash(open(Y.encodeStateAsUpdate(staging))));
  for (const client of [VICTIM, STARTER])
    expect(Y.getState(staging.store, client)).toBe(Y.getState(open(state).store, client));
  expectInSchema(staging);
  staging.destroy();
  witness.destroy();
  return losses;
}

function aHostileOne(random: Random, around: Surroundings): Uint8Array {
  // Half of them are whole updates: they get furthest.
  const kind = random.oneIn(2) ? "forged" : random.pick(KINDS);
  return hostileUpdate(random, kind, around);
}
