import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { MAX_PART_BYTES, MAX_UPDATE_BYTES } from "@/lib/protocol/messages";
import { contentHash } from "@/lib/room-document/content-hash";
import { DOCUMENT_ROOT } from "@/lib/room-document/roots";
import { COMPARE_AGAIN_MS, COMPARE_WHEN_IDLE_MS } from "./comparison";
import { MemoryDevice } from "./memory-copy";
import { STUCK_AFTER_MS } from "./progress-watch";
import { LONGEST_RETRY_MS } from "./retry";
import { FakePlaneServer } from "./testing/fake-plane-server";
import { Tab, tokensOf } from "./testing/tab";

let server: FakePlaneServer;
const device = () => new MemoryDevice();

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakePlaneServer();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets time pass and everything that it sets off arrive. */
async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await server.settle();
}

async function joined(on = device()): Promise<Tab> {
  const tab = await Tab.open(on);
  tab.join(server);
  await server.settle();
  return tab;
}

test("an edit counts as waiting until the server says it is committed", async () => {
  const tab = await joined();
  tab.type("a");
  expect(tab.sync.waiting).toBe(1);
  await Promise.resolve();
  tab.line?.deliverRequest();
  tab.line?.deliverAnswer();
  await Promise.resolve();
  expect(tab.sync.waiting).toBe(1);
  await server.settle();
  expect(tab.sync.waiting).toBe(0);
  expect(tokensOf(server.durable)).toEqual(["a"]);
});

test("what others had before and what they add later appears", async () => {
  const [ann, ben] = [await joined(), await joined()];
  ann.type("before");
  await server.settle();
  const carl = await joined();
  ann.type("after");
  await server.settle();
  expect(ben.tokens).toEqual(["before", "after"]);
  expect(carl.tokens).toEqual(["before", "after"]);
  expect(carl.hash).toBe(ann.hash);
});

test("2,000 keystrokes and 200 canvas changes made offline are merged once, while the other goes on", async () => {
  const [ann, ben] = [await joined(), await joined()];
  ann.draw("shape", 0);
  await server.settle();
  ann.cut();
  for (let i = 0; i < 2_000; i++) {
    ann.type(`a${i}`);
    if (i % 10 === 0) ann.draw(`shape-${i % 40}`, i);
    if (i % 20 === 0) {
      ben.type(`b${i}`);
      ben.draw("shape", i);
      await server.settle();
    }
  }
  expect(ann.sync.waiting).toBe(2_200);
  ann.join(server);
  await server.settle();
  expect(ann.sync.waiting).toBe(0);
  expect(ann.hash).toBe(ben.hash);
  expect(ann.hash).toBe(contentHash(server.durable));
  const mine = tokensOf(server.durable).filter((token) => token.startsWith("a"));
  expect(mine).toEqual(Array.from({ length: 2_000 }, (_, i) => `a${i}`));
  expect(tokensOf(server.durable).filter((token) => token.startsWith("b"))).toHaveLength(100);
  expect(new Set(server.log.map(({ sender, seq }) => `${sender}/${seq}`)).size).toBe(
    server.log.length,
  );
});

test("edits whose answer was lost are recognised and not stored again", async () => {
  const tab = await joined();
  for (const token of ["a", "b", "c"]) tab.type(token);
  await Promise.resolve();
  tab.cut({ stillArrive: 1 });
  server.commit();
  expect(tab.sync.waiting).toBe(3);
  tab.join(server);
  await server.settle();
  expect(tab.sync.waiting).toBe(0);
  expect(tab.line?.asked).not.toContain("doc:update");
  expect(server.log.map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

test("edits that were accepted but not committed when the line broke are acknowledged once", async () => {
  const tab = await joined();
  tab.type("a");
  await Promise.resolve();
  tab.cut({ stillArrive: 1 });
  tab.type("b");
  tab.join(server);
  await server.settle();
  expect(tab.sync.waiting).toBe(0);
  expect(server.log.map(({ seq }) => seq)).toEqual([1, 2]);
});

test("a crash of the server takes nothing from anybody", async () => {
  const [ann, ben] = [await joined(), await joined()];
  ann.type("kept");
  await server.settle();
  ann.type("in the air");
  await Promise.resolve();
  ann.line?.deliverRequest();
  server.crash();
  expect(ann.sync.waiting).toBe(1);
  ann.join(server);
  ben.join(server);
  await server.settle();
  expect(ben.tokens).toEqual(["kept", "in the air"]);
  expect(ann.sync.waiting).toBe(0);
});

test("an edit larger than a frame goes in parts and arrives whole", async () => {
  const [ann, ben] = [await joined(), await joined()];
  ann.type("x".repeat(MAX_PART_BYTES * 2 + 7));
  await server.settle();
  expect(ben.hash).toBe(ann.hash);
  expect(ann.line?.asked.filter((name) => name === "doc:part")).toHaveLength(3);
});

test("a new tab sends what a dead tab left, under the dead tab's numbers", async () => {
  const shelf = device();
  const first = await joined(shelf);
  const { sender } = first.sync;
  first.cut();
  first.type("left");
  first.type("behind");
  await first.die();
  const second = await joined(shelf);
  expect(second.sync.waiting).toBe(0);
  expect(second.tokens).toEqual(["left", "behind"]);
  expect(server.log).toEqual([
    { sender, seq: 1 },
    { sender, seq: 2 },
  ]);
});

test("what a dead tab left and the server already has is not sent again", async () => {
  const shelf = device();
  const first = await joined(shelf);
  first.type("a");
  await Promise.resolve();
  first.line?.deliverRequest();
  server.commit();
  await first.die();
  const second = await joined(shelf);
  expect(second.sync.waiting).toBe(0);
  expect(second.line?.asked).not.toContain("doc:update");
  expect(server.log).toHaveLength(1);
});

test("two tabs of one person work at once, and neither takes the other's outbox", async () => {
  const shelf = device();
  const [one, two] = [await joined(shelf), await joined(shelf)];
  one.cut();
  one.type("one");
  two.type("two");
  two.cut();
  two.join(server);
  await server.settle();
  expect(two.tokens).toEqual(["two"]);
  one.join(server);
  await server.settle();
  expect(one.hash).toBe(two.hash);
  expect(server.log).toHaveLength(2);
});

test("a dead tab's edits come before those that build on them", async () => {
  const shelf = device();
  const first = await joined(shelf);
  first.cut();
  first.type("base");
  await first.die();
  const second = await joined(shelf);
  second.cut();
  second.type("on top");
  await second.die();
  const third = await joined(shelf);
  expect(third.tokens).toEqual(["base", "on top"]);
  expect(third.sync.waiting).toBe(0);
});

test("an edit the server will never take is set aside, and the room goes on without it", async () => {
  const [ann, ben] = [await joined(), await joined()];
  ann.type("good");
  await server.settle();
  const before = ben.hash;
  server.gate = (update) => (contains(update, "forbidden") ? "schema" : null);
  const { doc } = ann.sync;
  ann.type("forbidden");
  await server.settle();
  expect(ben.hash).toBe(before);
  expect(ann.tokens).toEqual(["good"]);
  expect(ann.sync.doc).not.toBe(doc);
  expect(ann.sync.generation).toBe(1);
  expect(ann.sync.waiting).toBe(0);
  expect(ann.sync.refused).toMatchObject([{ code: "schema", count: 1 }]);
  ann.type("next");
  await server.settle();
  expect(ben.tokens).toEqual(["good", "next"]);
  expect(ann.hash).toBe(ben.hash);
});

test("good edits before a refused one in the same frame are kept and acknowledged", async () => {
  const tab = await joined();
  server.gate = (update) => (contains(update, "forbidden") ? "schema" : null);
  for (const token of ["one", "two", "forbidden", "built on it"]) tab.type(token);
  await server.settle();
  expect(tab.tokens).toEqual(["one", "two"]);
  expect(tab.sync.waiting).toBe(0);
  expect(tab.sync.refused).toMatchObject([{ count: 2 }]);
  expect(tokensOf(server.durable)).toEqual(["one", "two"]);
});

test("refused edits outlive the tab until the person dismisses them", async () => {
  const shelf = device();
  const tab = await joined(shelf);
  server.gate = () => "read-only";
  tab.type("too late");
  await server.settle();
  await tab.die();
  const next = await joined(shelf);
  expect(next.sync.refused).toMatchObject([{ code: "read-only", count: 1 }]);
  expect(next.tokens).toEqual([]);
  next.sync.dismissRefused();
  await next.die();
  expect((await joined(shelf)).sync.refused).toEqual([]);
});

test("what is stored is not given up with an edit in front of it, though its acknowledgement was lost", async () => {
  const home = device();
  const first = await joined(home);
  const second = await joined(home);
  second.type("stored;");
  await Promise.resolve();
  second.cut({ stillArrive: 1 });
  second.type("late;");
  first.cut();
  first.type("later;");
  await first.die();
  server.gate = () => "read-only";
  second.join(server);
  await server.settle();
  expect(tokensOf(server.durable)).toEqual(["stored;"]);
  expect(second.tokens).toEqual(["stored;"]);
  expect(second.sync.refused).toMatchObject([{ code: "read-only", count: 2 }]);
  expect(second.sync.waiting).toBe(0);
});

test("what is about to be stored is not given up with an edit in front of it", async () => {
  const home = device();
  const first = await joined(home);
  const second = await joined(home);
  second.type("under way;");
  await Promise.resolve();
  second.cut({ stillArrive: 1 });
  first.cut();
  first.type("x".repeat(MAX_UPDATE_BYTES + 1));
  await first.die();
  second.join(server);
  await server.deliver();
  expect(second.sync.waiting).toBe(2);
  await server.settle();
  expect(second.tokens).toEqual(["under way;"]);
  expect(second.sync.refused).toMatchObject([{ code: "too-large", count: 1 }]);
  expect(second.sync.waiting).toBe(0);
});

test("a refusal that does not say how far the edits are stored takes back none that are", async () => {
  const tab = await joined();
  tab.type("accepted;");
  await Promise.resolve();
  tab.line?.deliverRequest();
  tab.sync.edits.refused({ run: 1, code: "malformed" });
  await server.settle();
  expect(tab.tokens).toEqual(["accepted;"]);
  expect(tab.sync.refused).toEqual([]);
  expect(tab.sync.waiting).toBe(0);
});

test("an edit that is too large for any server is never sent", async () => {
  const tab = await joined();
  tab.type("x".repeat(MAX_UPDATE_BYTES + 1));
  await server.settle();
  expect(tab.sync.refused).toMatchObject([{ code: "too-large", count: 1 }]);
  expect(tab.line?.asked).not.toContain("doc:part");
  tab.type("small");
  await server.settle();
  expect(tokensOf(server.durable)).toEqual(["small"]);
});

test("a page that repeats a refused edit does so with growing pauses", async () => {
  const tab = await joined();
  server.gate = () => "schema";
  for (let i = 0; i < 5; i++) {
    tab.type(`wrong ${i}`);
    await server.settle();
  }
  expect(tab.sync.generation).toBe(1);
  await pass(LONGEST_RETRY_MS);
  expect(tab.sync.generation).toBeGreaterThan(1);
  expect(tab.sync.refused.reduce((sum, edits) => sum + edits.count, 0)).toBe(5);
});

test.each(["too-many", "unavailable"] as const)(
  "after %s the edit is sent again later",
  async (code) => {
    const tab = await joined();
    server.gate = () => code;
    tab.type("a");
    await server.settle();
    expect(tab.sync.waiting).toBe(1);
    expect(tab.sync.refused).toEqual([]);
    server.gate = () => null;
    await pass(LONGEST_RETRY_MS);
    expect(tab.sync.waiting).toBe(0);
    expect(tokensOf(server.durable)).toEqual(["a"]);
  },
);

test("after a reset of the server's side everything that waits is sent again", async () => {
  const tab = await joined();
  let isBroken = true;
  server.gate = () => (isBroken ? "reset" : null);
  tab.type("a");
  await Promise.resolve();
  tab.line?.step();
  isBroken = false;
  await server.settle();
  tab.sync.reset();
  await server.settle();
  expect(tab.sync.waiting).toBe(0);
  expect(tokensOf(server.durable)).toEqual(["a"]);
});

test("a server that has lost acknowledged edits gets them again as one edit", async () => {
  const tab = await joined();
  tab.type("once saved");
  await server.settle();
  server.forget();
  tab.type("new");
  tab.join(server);
  await server.settle();
  expect(tokensOf(server.durable)).toEqual(["once saved", "new"]);
  expect(tab.sync.waiting).toBe(0);
  expect(tab.sync.refused).toEqual([]);
});

test("a copy that differs from the server's is looked at twice, then fetched anew", async () => {
  const tab = await joined();
  tab.type("true");
  await server.settle();
  tab.cut();
  // A deletion that the server knows and that was never passed on: state vectors stay equal.
  const root = server.durable.getXmlFragment(DOCUMENT_ROOT);
  const stray = new Y.Doc();
  Y.applyUpdate(stray, Y.encodeStateAsUpdate(server.durable));
  stray.getXmlFragment(DOCUMENT_ROOT).delete(0, root.length);
  const reader = await Tab.open(device(), { canWrite: false });
  reader.join(server);
  await server.settle();
  Y.applyUpdate(reader.sync.doc, Y.encodeStateAsUpdate(stray));
  expect(reader.tokens).toEqual([]);
  reader.sync.reset();
  await server.settle();
  expect(reader.sync.generation).toBe(0);
  await pass(COMPARE_AGAIN_MS);
  await pass(0);
  expect(reader.sync.generation).toBe(1);
  expect(reader.tokens).toEqual(["true"]);
});

test("a plane that falls idle is compared with the server's", async () => {
  const [ann, ben] = [await joined(), await joined()];
  ann.type("a");
  await server.settle();
  const before = ben.line?.asked.length ?? 0;
  await pass(COMPARE_WHEN_IDLE_MS);
  expect(ben.line?.asked.slice(before)).toEqual(["doc:sync"]);
  await pass(COMPARE_WHEN_IDLE_MS * 3);
  expect(ben.line?.asked.length).toBe(before + 1);
});

test("without an acknowledgement for some seconds the plane is stuck, and not any more after one", async () => {
  const tab = await joined();
  tab.type("a");
  await vi.advanceTimersByTimeAsync(STUCK_AFTER_MS - 1);
  expect(tab.sync.isStuck).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(tab.sync.isStuck).toBe(true);
  await server.settle();
  expect(tab.sync.isStuck).toBe(false);
});

test("an observer's page never sends an edit", async () => {
  const observer = await Tab.open(device(), { canWrite: false });
  observer.join(server);
  await server.settle();
  observer.type("not mine to write");
  await server.settle();
  expect(observer.line?.asked).toEqual(["doc:sync"]);
  expect(observer.sync.waiting).toBe(0);
});

test("[D2] edits of dead tabs that build on each other survive being adopted by different tabs", async () => {
  const home = device();
  server.gate = () => "unavailable";
  const first = await Tab.open(home);
  const firstSender = first.sync.sender;
  first.type("one;");
  await first.die();
  const second = await joined(home);
  expect(second.tokens).toEqual(["one;"]);
  second.type("two;");
  await second.die();

  // Somebody else is about to take the first outbox, so only the second is free.
  server.gate = () => null;
  const lock = `room/${firstSender}`;
  home.locks.held.add(lock);
  const third = await joined(home);
  await pass(LONGEST_RETRY_MS);
  expect(tokensOf(server.durable)).toEqual([]);
  expect(third.sync.refused).toEqual([]);

  home.locks.held.delete(lock);
  const fourth = await joined(home);
  await pass(4 * LONGEST_RETRY_MS);
  expect(tokensOf(server.durable)).toEqual(["one;", "two;"]);
  for (const { sync, tokens } of [third, fourth]) {
    expect(sync.waiting).toBe(0);
    expect(sync.refused).toEqual([]);
    expect(tokens).toEqual(["one;", "two;"]);
  }
});

test("[D2] what a dead tab left is kept while the server loads its side anew", async () => {
  const home = device();
  const first = await Tab.open(home);
  first.type("kept;");
  await first.die();

  const handle = server.handle.bind(server);
  let isLoading = true;
  server.handle = (line, name, payload, answer) =>
    isLoading ? answer({ ok: false, code: "reset" }) : handle(line, name, payload, answer);
  const second = await joined(home);
  await pass(LONGEST_RETRY_MS);
  expect(second.sync.refused).toEqual([]);
  isLoading = false;
  await pass(LONGEST_RETRY_MS);
  await pass(LONGEST_RETRY_MS);
  expect(tokensOf(server.durable)).toEqual(["kept;"]);
  expect(second.sync.waiting).toBe(0);
});

test("[D2] what waits on this device is not kept as confirmed when the edit it built on arrives", async () => {
  const [home, away] = [device(), await joined()];
  const first = await joined(home);
  away.type("one;");
  await server.settle();
  first.type("two;");
  await first.die();
  // Of the confirmed edits nothing is left here, so the dead tab's edit has to wait for them.
  home.plane("room").updates = [];

  server.gate = () => "unavailable";
  const second = await joined(home);
  expect(second.tokens).toEqual(["one;", "two;"]);
  expect(second.sync.waiting).toBe(1);
  const next = await Tab.open(home);
  expect(next.tokens).toEqual(["one;"]);
  expect(next.hash).toBe(contentHash(server.durable));
});

test("what others write into something that was deleted here is not kept as deleted before the deletion is confirmed", async () => {
  const [home, away] = [device(), await joined()];
  away.type("one;");
  await server.settle();
  const first = await joined(home);
  server.gate = (update) => (Y.decodeUpdate(update).structs.length === 0 ? "unavailable" : null);
  first.sync.doc.getXmlFragment(DOCUMENT_ROOT).delete(0, 1);
  await server.settle();
  const text = away.sync.doc.getXmlFragment(DOCUMENT_ROOT).get(0);
  if (text instanceof Y.XmlText) text.insert(text.length, "two;");
  await server.settle();
  expect(first.tokens).toEqual([]);
  expect(first.sync.waiting).toBe(1);
  expect((await Tab.open(home)).hash).toBe(contentHash(server.durable));
});

function contains(update: Uint8Array, text: string): boolean {
  return new TextDecoder().decode(update).includes(text);
}
