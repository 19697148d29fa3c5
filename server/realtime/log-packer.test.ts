import { afterEach, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { encodeLogItem } from "@/lib/recording/log-entry";
import { type Keyframe, rebuildDocument } from "@/lib/recording/rebuild";
import { packEntries, type StoredEntry, unpackEntries, unpackRows } from "../db/log-pack";
import { LogPacker, PACK_BYTES } from "./log-packer";

afterEach(() => {
  vi.restoreAllMocks();
});

/** Typed letter by letter, as a room would have stored it. */
function typed(letters: number): StoredEntry[] {
  const doc = new Y.Doc();
  const rows: StoredEntry[] = [];
  doc.on("update", (update: Uint8Array) => {
    const number = rows.length + 1;
    const edit = { type: "edit", sender: 2 ** 40, firstSeq: number, lastSeq: number } as const;
    const data = encodeLogItem({ ...edit, surfaces: 1, update });
    rows.push({ number, author: 1, atMicros: number * 1_000, data });
  });
  for (let i = 0; i < letters; i++) doc.getText("t").insert(i, String.fromCharCode(97 + (i % 26)));
  return rows;
}

const textOf = (doc: Y.Doc) => doc.getText("t").toString();

async function packed(rows: readonly StoredEntry[], keyframe: Keyframe | null) {
  const packer = new LogPacker(keyframe);
  await packer.add(rows);
  return packer.finish();
}

function keyframeAt(rows: readonly StoredEntry[], count: number): Keyframe {
  const { doc, number } = rebuildDocument(null, rows.slice(0, count));
  return { number, data: Y.encodeStateAsUpdateV2(doc) };
}

test("a long log becomes packs of a bounded size that follow each other", async () => {
  const rows = typed(4_000);
  const { packs, lastNumber } = await packed(rows, keyframeAt(rows, 3_990));
  expect(lastNumber).toBe(4_000);
  expect(packs.length).toBeGreaterThan(1);
  let next = 1;
  for (const { first, last, data } of packs) {
    expect(first).toBe(next);
    const entries = await unpackEntries(data);
    expect([entries[0]?.number, entries.at(-1)?.number]).toEqual([first, last]);
    const bytes = entries.reduce((sum, entry) => sum + entry.data.byteLength, 0);
    expect(bytes).toBeLessThan(PACK_BYTES + 100);
    next = last + 1;
  }
  expect(next).toBe(4_001);
});

test("what is packed already stays, and is checked with the rest", async () => {
  const rows = typed(30);
  const data = await packEntries(rows.slice(0, 20));
  const old = { number: 20, author: 0, atMicros: 20_000, data };
  const packer = new LogPacker(null);
  await packer.add([old, ...rows.slice(20)]);
  const { packs, lastNumber } = await packer.finish();
  expect(packs.map(({ first, last }) => [first, last])).toEqual([[21, 30]]);
  expect(lastNumber).toBe(30);
  const all = await unpackRows([old, { number: 30, data: packs[0]?.data ?? data }], 0);
  expect(textOf(rebuildDocument(null, all).doc)).toBe("abcdefghijklmnopqrstuvwxyzabcd");
});

test("a log that is damaged is not packed, whichever way it is", async () => {
  const rows = typed(20);
  const without = (number: number) => rows.filter((row) => row.number !== number);
  await expect(packed(without(7), null)).rejects.toThrow("Number 8 stands at 7");
  await expect(packed(without(1), null)).rejects.toThrow("from number 0 to 2");
  const lost = rows.slice(1).map((row, i) => ({ ...row, number: i + 1 }));
  await expect(packed(lost, null)).rejects.toThrow("lacks edits");
  const noise = rows.map((row) => (row.number === 9 ? { ...row, data: Buffer.from([9]) } : row));
  await expect(packed(noise, null)).rejects.toThrow("Unknown kind");
});

test("a log that tells of something else than its whole state is not packed", async () => {
  const rows = typed(20);
  const other = new Y.Doc();
  other.getText("t").insert(0, "something else");
  const keyframe = { number: 18, data: Y.encodeStateAsUpdateV2(other) };
  await expect(packed(rows, keyframe)).rejects.toThrow();
  await expect(packed(rows.slice(0, 10), keyframeAt(rows, 12))).rejects.toThrow("differ");
  await expect(packed(rows, keyframeAt(rows, 12))).resolves.toMatchObject({ lastNumber: 20 });
});

test("everybody else has their turn while a long log is checked", async () => {
  const rows = typed(1_000);
  let nowMs = 0;
  // Every look at the clock is half a millisecond later.
  vi.spyOn(performance, "now").mockImplementation(() => (nowMs += 0.5));
  let turns = 0;
  let isDone = false;
  const count = () => {
    turns += 1;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  await packed(rows, null);
  isDone = true;
  expect(turns).toBeGreaterThan(1_000 / 25);
});
