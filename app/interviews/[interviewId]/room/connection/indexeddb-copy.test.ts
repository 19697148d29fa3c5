import "fake-indexeddb/auto";
import { IDBFactory, IDBObjectStore } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { InterviewId, SenderId, UserId } from "@/lib/domain/ids";
import { unsavedChangesOnDevice, wipeLocalCopies } from "./device-database";
import { COMPACT_AFTER, openIndexedDbCopy, wipeInterview } from "./indexeddb-copy";
import type { LocalCopy } from "./local-copy";
import type { RefusedEdits } from "./room-state";
import { MemoryLocks, memoryTabLocks } from "./tab-locks";

const ann = UserId.parse("00000000-0000-4000-8000-00000000000a");
const ben = UserId.parse("00000000-0000-4000-8000-00000000000b");
const interview = InterviewId.parse("00000000-0000-4000-8000-000000000001");
const other = InterviewId.parse("00000000-0000-4000-8000-000000000002");
const sender = (n: number) => SenderId.parse(n);

let locks: MemoryLocks;
let open: LocalCopy[];

function tab({ userId = ann, interviewId = interview, plane = "shared" as const } = {}): LocalCopy {
  const copy = openIndexedDbCopy({ userId, interviewId, plane, locks: memoryTabLocks(locks) });
  open.push(copy);
  return copy;
}

function edits(count: number): { doc: Y.Doc; updates: Uint8Array[] } {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < count; i++) doc.getText("t").insert(i, String(i % 10));
  return { doc, updates };
}

function textOf(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getText("t").toString();
}

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  locks = new MemoryLocks();
  open = [];
});
afterEach(async () => {
  for (const copy of open) await copy.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("what the server confirmed is there again in the next tab", async () => {
  const { doc, updates } = edits(20);
  const first = tab();
  for (const update of updates) first.addConfirmed(update);
  await first.close();
  expect(textOf((await tab().load()).updates)).toBe(doc.getText("t").toString());
});

test("an edit that is acknowledged moves from the outbox to the copy", async () => {
  const { updates } = edits(3);
  const first = tab();
  first.claim(sender(1));
  for (const [i, update] of updates.entries()) first.keepEdit(sender(1), { seq: i + 1, update });
  first.confirm(sender(1), 2);
  await first.close();
  const next = tab();
  expect(textOf((await next.load()).updates)).toBe("01");
  expect(await next.adopt()).toEqual([{ sender: 1, entries: [{ seq: 3, update: updates[2] }] }]);
});

test("outboxes of dead tabs are adopted once, oldest first", async () => {
  const { updates } = edits(2);
  const update = updates[0] ?? new Uint8Array();
  for (const n of [1, 2]) {
    vi.spyOn(Date, "now").mockReturnValue(n === 1 ? 2_000 : 1_000);
    const dead = tab();
    dead.claim(sender(n));
    dead.keepEdit(sender(n), { seq: 1, update });
    await dead.close();
  }
  const [one, two] = [tab(), tab()];
  expect((await one.adopt()).map((outbox) => outbox.sender)).toEqual([2, 1]);
  expect(await two.adopt()).toEqual([]);
});

test("the outbox of a tab that is alive is left alone", async () => {
  const alive = tab();
  alive.claim(sender(1));
  alive.keepEdit(sender(1), { seq: 1, update: new Uint8Array([1]) });
  await alive.settled();
  expect(await tab().adopt()).toEqual([]);
});

test("[D2] a tab that is closed while it adopts leaves the outbox to the next", async () => {
  const update = edits(1).updates[0] ?? new Uint8Array();
  const first = tab();
  first.claim(sender(1));
  first.keepEdit(sender(1), { seq: 1, update });
  await first.close();
  const second = tab();
  await second.load();
  const adopting = second.adopt();
  await second.close();
  await adopting;
  expect(await tab().adopt()).toEqual([{ sender: 1, entries: [{ seq: 1, update }] }]);
});

test("an outbox with a hole is adopted up to the hole", async () => {
  const dead = tab();
  for (const seq of [1, 2, 4]) dead.keepEdit(sender(1), { seq, update: new Uint8Array([seq]) });
  await dead.close();
  const [outbox] = await tab().adopt();
  expect(outbox?.entries.map((entry) => entry.seq)).toEqual([1, 2]);
});

test("planes, interviews and people have nothing of each other's", async () => {
  const first = tab();
  first.addConfirmed(new Uint8Array([1]));
  first.keepEdit(sender(1), { seq: 1, update: new Uint8Array([1]) });
  await first.close();
  for (const copy of [tab({ userId: ben }), tab({ interviewId: other })]) {
    expect((await copy.load()).updates).toEqual([]);
    expect(await copy.adopt()).toEqual([]);
  }
});

test("a long list of updates is joined into one that says the same", async () => {
  const { doc, updates } = edits(COMPACT_AFTER + 50);
  const first = tab();
  for (const update of updates) first.addConfirmed(update);
  await first.close();
  const { updates: kept } = await tab().load();
  expect(kept.length).toBeLessThanOrEqual(51);
  expect(textOf(kept)).toBe(doc.getText("t").toString());
});

test("edits after a number are dropped, and the confirmed state replaced", async () => {
  const { updates } = edits(3);
  const copy = tab();
  for (const [i, update] of updates.entries()) copy.keepEdit(sender(1), { seq: i + 1, update });
  copy.addConfirmed(new Uint8Array([0, 0]));
  copy.dropEdits(sender(1), 1);
  const state = edits(2).doc;
  copy.replaceConfirmed(Y.encodeStateAsUpdate(state));
  await copy.close();
  const next = tab();
  expect(textOf((await next.load()).updates)).toBe("01");
  expect((await next.adopt())[0]?.entries).toHaveLength(1);
});

test("refused edits are kept until they are dismissed", async () => {
  const refused: RefusedEdits = { code: "schema", count: 2, at: 1, text: "mine\n", canvas: null };
  const first = tab();
  first.keepRefused(refused);
  await first.close();
  const next = tab();
  expect((await next.load()).refused).toEqual([refused]);
  next.dropRefused();
  await next.close();
  expect((await tab().load()).refused).toEqual([]);
});

test("a browser without storage says so and the tab works on", async () => {
  vi.spyOn(indexedDB, "open").mockImplementation(() => {
    throw new DOMException("Not in a private window", "InvalidStateError");
  });
  const copy = tab();
  const onKept = vi.fn<() => void>();
  copy.onKept(onKept);
  expect(await copy.load()).toEqual({ updates: [], refused: [] });
  copy.keepEdit(sender(1), { seq: 1, update: new Uint8Array([1]) });
  await copy.settled();
  expect(copy.isKept).toBe(false);
  expect(onKept).toHaveBeenCalledTimes(1);
  expect(await copy.adopt()).toEqual([]);
});

test("a full disk says so, and leaves no outbox with a hole behind", async () => {
  const copy = tab();
  copy.keepEdit(sender(1), { seq: 1, update: new Uint8Array([1]) });
  await copy.settled();
  const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("No room left", "QuotaExceededError");
  });
  copy.keepEdit(sender(1), { seq: 2, update: new Uint8Array([2]) });
  await copy.settled();
  expect(copy.isKept).toBe(false);
  put.mockRestore();
  copy.keepEdit(sender(1), { seq: 3, update: new Uint8Array([3]) });
  await copy.close();
  expect((await tab().adopt())[0]?.entries.map((entry) => entry.seq)).toEqual([1]);
});

test("[D3] signing out knows what is unsaved over all rooms, and then leaves nothing", async () => {
  const copies = [tab(), tab({ interviewId: other })];
  for (const [i, copy] of copies.entries())
    copy.keepEdit(sender(i + 1), { seq: 1, update: new Uint8Array([1]) });
  for (const copy of copies) await copy.settled();
  expect(await unsavedChangesOnDevice(ann)).toBe(2);
  expect(await unsavedChangesOnDevice(ben)).toBe(0);
  // One tab is still open: it lets go, and works on without a copy.
  await wipeLocalCopies(ann);
  expect(copies.map((copy) => copy.isKept)).toEqual([false, false]);
  expect(await unsavedChangesOnDevice(ann)).toBe(0);
});

test("an interview that is gone is forgotten, and others are not", async () => {
  for (const interviewId of [interview, other]) {
    const copy = tab({ interviewId });
    copy.addConfirmed(new Uint8Array([0, 0]));
    copy.keepEdit(sender(1), { seq: 1, update: new Uint8Array([1]) });
    await copy.close();
  }
  await wipeInterview(ann, interview);
  expect((await tab().load()).updates).toEqual([]);
  expect(await tab().adopt()).toEqual([]);
  const kept = tab({ interviewId: other });
  expect((await kept.load()).updates).toHaveLength(1);
  expect(await kept.adopt()).toHaveLength(1);
});
