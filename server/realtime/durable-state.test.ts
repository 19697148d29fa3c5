import { expect, test } from "vitest";
import * as Y from "yjs";
import { contentHash } from "@/lib/room-document/content-hash";
import { freshSeed, seededRandom } from "@/lib/testing/random";
import { type Clocks, DurableState } from "./durable-state";
import { UpdateStack } from "./update-stack";

const AUTHOR = 77;

interface Edit {
  update: Uint8Array;
  clocks: Clocks;
}

/** A document with what is committed of it, and beside it a copy that has only that. */
class Plane {
  readonly committed = new Y.Doc();
  readonly durable: DurableState;
  readonly waiting: Edit[] = [];

  constructor(start: string) {
    const doc = new Y.Doc();
    doc.getText("t").insert(0, start);
    Y.applyUpdate(this.committed, Y.encodeStateAsUpdate(doc));
    this.durable = new DurableState(doc, "shared");
  }

  get #text(): Y.Text {
    return this.durable.doc.getText("t");
  }

  type(text: string, at = this.#text.length): void {
    this.#edit(() => this.#text.insert(at, text));
  }

  erase(at: number): void {
    this.#edit(() => this.#text.delete(at, 1));
  }

  get length(): number {
    return this.#text.length;
  }

  commit(count = this.waiting.length): void {
    for (const { update, clocks } of this.waiting.splice(0, count)) {
      Y.applyUpdate(this.committed, update);
      this.durable.committed(update, clocks);
    }
  }

  /** Brings a copy up to date, as a page does. */
  sync(copy: Y.Doc): Y.Doc {
    const state = this.durable.sync(Y.encodeStateVector(copy));
    if (!state) throw new Error("That is a state vector.");
    const apply = state.encoding === 2 ? Y.applyUpdateV2 : Y.applyUpdate;
    apply(copy, state.update);
    for (const update of state.since) Y.applyUpdate(copy, update);
    expect(copy.store.pendingStructs).toBeNull();
    expect(Y.decodeStateVector(state.stateVector)).toEqual(
      Y.decodeStateVector(Y.encodeStateVector(copy)),
    );
    return copy;
  }

  #edit(change: () => void): void {
    const updates: Uint8Array[] = [];
    const listen = (update: Uint8Array) => updates.push(update);
    this.durable.beforeEdit();
    const { doc } = this.durable;
    doc.clientID = AUTHOR;
    doc.on("update", listen);
    doc.transact(change);
    doc.off("update", listen);
    const { clientID } = doc;
    for (const update of updates) {
      this.durable.staged();
      const clock = Y.getState(doc.store, clientID);
      this.waiting.push({ update, clocks: [[clientID, clock]] });
    }
  }
}

test("who joins is given what is committed and nothing else, with and without a copy of their own", () => {
  const plane = new Plane("one");
  const copy = plane.sync(new Y.Doc());
  plane.type(" two");
  expect(plane.durable.isWhole).toBe(false);
  for (const held of [copy, new Y.Doc()])
    expect(plane.sync(held).getText("t").toString()).toBe("one");
  plane.type(" three");
  plane.commit(1);
  for (const held of [copy, new Y.Doc()])
    expect(plane.sync(held).getText("t").toString()).toBe("one two");
  expect(plane.durable.contentHash()).toBe(contentHash(plane.committed));
  plane.commit();
  expect(plane.durable.isWhole).toBe(true);
  for (const held of [copy, new Y.Doc()])
    expect(plane.sync(held).getText("t").toString()).toBe("one two three");
});

test("a second join is sent the very bytes of the first, and what has come since", () => {
  const plane = new Plane("x".repeat(1_000));
  const none = Y.encodeStateVector(new Y.Doc());
  const first = plane.durable.sync(none);
  plane.type("y");
  plane.commit();
  const second = plane.durable.sync(none);
  expect(second?.update).toBe(first?.update);
  expect(second?.since).toHaveLength(1);
});

test("a room nobody has written in keeps only bytes, and is a document again when it is needed", () => {
  const plane = new Plane("start");
  const loaded = plane.durable.doc;
  const copy = plane.sync(new Y.Doc());
  expect(plane.durable.doc).not.toBe(loaded);
  const awake = plane.durable.doc;
  expect(contentHash(awake)).toBe(contentHash(plane.committed));
  plane.type("!");
  plane.commit();
  expect(plane.sync(new Y.Doc()).getText("t").toString()).toBe("start!");
  expect(plane.sync(copy).getText("t").toString()).toBe("start!");
  // Whoever writes once will write again.
  expect(plane.durable.doc).toBe(awake);
});

test("the bytes are made anew when what has come since outweighs them", () => {
  const plane = new Plane("x");
  plane.durable.sync(Y.encodeStateVector(new Y.Doc()));
  for (let i = 0; i < 5; i++) {
    plane.type("y".repeat(10_000));
    plane.commit();
  }
  expect(plane.durable.sync(Y.encodeStateVector(new Y.Doc()))?.since.length).toBeLessThan(3);
});

test("who joins after a lot of typing is sent one state, not a state and the typing", () => {
  const plane = new Plane("x".repeat(1_000));
  const none = Y.encodeStateVector(new Y.Doc());
  const first = plane.durable.sync(none);
  const edits = 2_000;
  for (let i = 0; i < edits; i++) {
    plane.type("y", i % 2 === 0 ? 0 : plane.length);
    plane.commit();
  }
  const second = plane.durable.sync(none);
  expect(second?.since).toEqual([]);
  expect(second?.update).not.toBe(first?.update);
  expect(plane.sync(new Y.Doc()).getText("t").length).toBe(1_000 + edits);
  // With a copy of its own a page gets the difference, and the others' bytes stay as they are.
  const copy = plane.sync(new Y.Doc());
  plane.type("z");
  plane.commit();
  plane.sync(copy);
  expect(plane.durable.sync(none)?.update).toBe(second?.update);
});

test("bytes that have grown stale are kept while edits wait for their commit", () => {
  const plane = new Plane("x");
  plane.type("y".repeat(40_000));
  plane.type("not yet");
  plane.commit(1);
  const joined = plane.sync(new Y.Doc());
  expect(contentHash(joined)).toBe(contentHash(plane.committed));
  expect(joined.getText("t").toString()).not.toContain("not yet");
});

test("bytes that are no state vector are refused", () => {
  expect(new Plane("x").durable.sync(new Uint8Array([0xff, 0xff]))).toBeNull();
});

test("a thousand keystrokes in a row are kept as few updates that say the same", () => {
  const [doc, copy] = [new Y.Doc(), new Y.Doc()];
  const stack = new UpdateStack();
  doc.on("update", (update: Uint8Array) => stack.push(update));
  for (let i = 0; i < 1_000; i++) doc.getText("t").insert(i, String(i % 10));
  expect(stack.updates.length).toBeLessThan(100);
  for (const update of stack.updates) Y.applyUpdate(copy, update);
  expect(contentHash(copy)).toBe(contentHash(doc));
});

test.each([3, freshSeed()])("at random, everybody has what is committed, seed %i", (seed) => {
  const random = seededRandom(seed);
  const int = (below: number) => Math.floor(random() * below);
  const plane = new Plane("start");
  const copies = Array.from({ length: 3 }, () => new Y.Doc());
  for (let round = 0; round < 1_500; round++) {
    const dice = random();
    if (dice < 0.5) plane.type("abc".slice(int(3)), int(plane.length + 1));
    else if (dice < 0.65 && plane.length > 0) plane.erase(int(plane.length));
    else if (dice < 0.9) plane.commit(int(plane.waiting.length + 1));
    else {
      const index = int(copies.length);
      const copy = random() < 0.3 ? new Y.Doc() : copies[index];
      if (!copy) continue;
      copies[index] = plane.sync(copy);
      const hash = contentHash(plane.committed);
      expect(contentHash(copy), `seed ${seed}, round ${round}`).toBe(hash);
      expect(plane.durable.contentHash()).toBe(hash);
      const whole = new Y.Doc();
      Y.applyUpdateV2(whole, plane.durable.encode());
      expect(contentHash(whole)).toBe(hash);
    }
  }
});
