/**
 * Packs: many entries of a log in one row.
 *
 * A keystroke's entry is some 40 bytes, and Postgres adds a hundred to every row. So the entries of an
 * interview that is over are joined. Number, author, time and bytes of each come back exactly, and
 * whoever reads a log through this folder is given entries and never hears of packs.
 *
 * The row of a pack has the number and the time of its last entry, and author 0. Its data: kind (varUint; the
 * kinds of other items are in lib/recording/log-entry.ts), length of the body (varUint), body (zlib, whose
 * checksum tells of damage). The body: number of the first entry, count of entries; then the author
 * of each, the microseconds from the one before to each (signed; the first since 1970), the length of each,
 * and at last the bytes. Of those each is written as its difference to the byte at the same place in the same
 * author's entry before: of two keystrokes in a row most bytes are the same or one more.
 */
import { promisify } from "node:util";
import { deflate, inflate } from "node:zlib";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { LogRow } from "@/lib/recording/rebuild";

/** An entry as it is stored, with all that is known of it. */
export interface StoredEntry extends LogRow {
  /** The author's participant number; 0 is the system. */
  author: number;
  /** The database's time: microseconds since 1970. */
  atMicros: number;
}

const PACK = 3;
const NOTHING = new Uint8Array(0);
const deflated = promisify<Uint8Array, Buffer>(deflate);
const inflated = promisify<Uint8Array, Buffer>(inflate);

export function isPack(data: Uint8Array): boolean {
  return data[0] === PACK;
}

/**
 * @param entries at least one, their numbers following each other
 * @throws when a number is missing: the numbers of a pack are counted, not written
 */
export async function packEntries(entries: readonly StoredEntry[]): Promise<Buffer> {
  const body = bodyOf(entries);
  const head = encoding.createEncoder();
  encoding.writeVarUint(head, PACK);
  encoding.writeVarUint(head, body.byteLength);
  return Buffer.concat([encoding.toUint8Array(head), await deflated(body)]);
}

/** @throws when the bytes are not a whole pack */
export async function unpackEntries(data: Uint8Array): Promise<StoredEntry[]> {
  const decoder = decoding.createDecoder(data);
  const kind = decoding.readVarUint(decoder);
  const length = decoding.readVarUint(decoder);
  if (kind !== PACK) throw new Error(`A row of kind ${kind} is no pack`);
  const body = await inflated(data.subarray(decoder.pos));
  if (body.byteLength !== length)
    throw new Error(`A pack has ${body.byteLength} bytes in place of ${length}`);
  return entriesOf(body);
}

/**
 * Rows as they are stored to the entries they hold.
 *
 * @param after entries up to this number are left out: the pack they are in may go on beyond it
 * @throws when a pack is damaged
 */
export async function unpackRows(rows: LogRow[], after: number): Promise<LogRow[]> {
  if (!rows.some(({ data }) => isPack(data))) return rows;
  const unpacked: LogRow[] = [];
  for (const row of rows) {
    const entries = isPack(row.data) ? await unpackEntries(row.data) : [row];
    const last = entries.at(-1)?.number;
    if (last !== row.number) throw new Error(`The pack at number ${row.number} ends at ${last}`);
    for (const entry of entries) if (entry.number > after) unpacked.push(entry);
  }
  return unpacked;
}

function bodyOf(entries: readonly StoredEntry[]): Uint8Array {
  const encoder = encoding.createEncoder();
  const first = entries[0]?.number ?? 0;
  encoding.writeVarUint(encoder, first);
  encoding.writeVarUint(encoder, entries.length);
  for (const [i, { number, author }] of entries.entries()) {
    if (number !== first + i) throw new Error(`Number ${number} stands at ${first + i}`);
    encoding.writeVarUint(encoder, author);
  }
  let before = 0;
  for (const { atMicros } of entries) {
    encoding.writeVarInt(encoder, atMicros - before);
    before = atMicros;
  }
  for (const { data } of entries) encoding.writeVarUint(encoder, data.byteLength);
  const previous = new Map<number, Uint8Array>();
  for (const { author, data } of entries) {
    encoding.writeUint8Array(encoder, minus(data, previous.get(author) ?? NOTHING));
    previous.set(author, data);
  }
  return encoding.toUint8Array(encoder);
}

function entriesOf(body: Uint8Array): StoredEntry[] {
  const decoder = decoding.createDecoder(body);
  const first = decoding.readVarUint(decoder);
  const count = decoding.readVarUint(decoder);
  const each = (read: () => number) => Array.from({ length: count }, read);
  const authors = each(() => decoding.readVarUint(decoder));
  let atMicros = 0;
  const times = each(() => {
    atMicros += decoding.readVarInt(decoder);
    return atMicros;
  });
  const lengths = each(() => decoding.readVarUint(decoder));
  if (lengths.reduce((sum, length) => sum + length, decoder.pos) !== body.byteLength)
    throw new Error("A pack does not end with its last entry");
  const previous = new Map<number, Uint8Array>();
  return lengths.map((length, i) => {
    const author = authors[i] ?? 0;
    const data = plus(decoding.readUint8Array(decoder, length), previous.get(author) ?? NOTHING);
    previous.set(author, data);
    return { number: first + i, author, atMicros: times[i] ?? 0, data };
  });
}

// Both count in bytes: what runs over or under 0 to 255 comes round again.
const minus = (data: Uint8Array, other: Uint8Array) =>
  data.map((byte, at) => byte - (other[at] ?? 0));
const plus = (data: Uint8Array, other: Uint8Array) =>
  data.map((byte, at) => byte + (other[at] ?? 0));
