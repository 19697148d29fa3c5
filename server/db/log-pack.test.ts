import { expect, test } from "vitest";
import { isPack, packEntries, type StoredEntry, unpackEntries, unpackRows } from "./log-pack";

/** Numbers between 0 and 1, the same for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function randomEntries(seed: number): StoredEntry[] {
  const random = randomNumbers(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const first = 1 + below(seed % 2 ? 5 : 2 ** 40);
  let atMicros = 1_795_000_000_000_000 + below(1_000_000);
  return Array.from({ length: 1 + below(60) }, (_, i) => {
    // Authors of one commit share its time; a clock that was set back is no reason to lose one.
    atMicros += random() < 0.3 ? 0 : below(9_000_000_000) - 1_000;
    const length = random() < 0.1 ? below(70_000) : below(50);
    return {
      number: first + i,
      author: random() < 0.05 ? 32_767 : below(4),
      atMicros,
      data: Uint8Array.from({ length }, () => below(256)),
    };
  });
}

/** Without the difference between a Buffer and the bytes in it. */
const plain = (entries: readonly StoredEntry[]) =>
  entries.map(({ data, ...entry }) => ({ ...entry, data: Buffer.from(data).toString("base64") }));

const entry = (number: number, text = `entry ${number}`): StoredEntry => ({
  number,
  author: number % 3,
  atMicros: number * 1_000,
  data: Buffer.from(text),
});

test.each(Array.from({ length: 40 }, (_, i) => i + 1))(
  "what is packed comes out as it was, seed %i",
  async (seed) => {
    const entries = randomEntries(seed);
    const pack = await packEntries(entries);
    expect(isPack(pack)).toBe(true);
    expect(plain(await unpackEntries(pack))).toEqual(plain(entries));
  },
);

test("keystrokes of several people take a fraction of their own bytes", async () => {
  const random = randomNumbers(7);
  const keystroke = (i: number) =>
    Buffer.from([1, 200, 7, 3, i >> 7, i & 127, 21, 0, i >> 8, i & 255, 4, 97 + random() * 26]);
  const entries = Array.from({ length: 1_000 }, (_, i) => ({
    ...entry(i + 1),
    data: keystroke(i),
  }));
  const bytes = entries.reduce((sum, { data }) => sum + data.byteLength, 0);
  expect((await packEntries(entries)).byteLength).toBeLessThan(bytes / 3);
});

test("a missing number is not packed away", async () => {
  await expect(packEntries([entry(4), entry(6)])).rejects.toThrow("Number 6 stands at 5");
});

test("a pack of which any byte is another one, or the end is missing, is refused", async () => {
  const pack = await packEntries([entry(1), entry(2), entry(3)]);
  for (let at = 0; at < pack.byteLength; at++) {
    const damaged = Buffer.from(pack);
    damaged.writeUInt8(pack.readUInt8(at) ^ 0x15, at);
    await expect(unpackEntries(damaged), `byte ${at}`).rejects.toThrow();
    await expect(unpackEntries(pack.subarray(0, at)), `${at} bytes`).rejects.toThrow();
  }
});

test("rows are given as entries, packed or not, from any number on", async () => {
  const entries = Array.from({ length: 9 }, (_, i) => entry(i + 1));
  const pack = async (from: number, to: number) => ({
    number: to,
    data: await packEntries(entries.slice(from - 1, to)),
  });
  const rows = [await pack(1, 4), await pack(5, 7), entry(8), entry(9)];
  for (let after = 0; after <= 9; after++) {
    // As a query for later numbers finds them: of a pack that straddles, the whole.
    const found = rows.filter(({ number }) => number > after);
    const unpacked = await unpackRows(found, after);
    expect(unpacked.map(({ number, data }) => [number, Buffer.from(data).toString()])).toEqual(
      entries.slice(after).map(({ number, data }) => [number, Buffer.from(data).toString()]),
    );
  }
});

test("a pack that stands at another number than its last is refused", async () => {
  const data = await packEntries([entry(1), entry(2)]);
  await expect(unpackRows([{ number: 3, data }], 0)).rejects.toThrow("ends at 2");
});
