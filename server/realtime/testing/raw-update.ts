/** Yjs V1 updates written by hand, for what Yjs itself would never write. */
import * as encoding from "lib0/encoding";

export type Write = (encoder: encoding.Encoder) => void;
/** A clientID and a clock. */
export type RawId = readonly [client: number, clock: number];

export interface RawAuthor {
  client: number;
  clock: number;
  structs: readonly Write[];
}

export interface RawDeletes {
  client: number;
  ranges: readonly (readonly [clock: number, length: number])[];
}

/** The bits of a struct's first byte beside its content. */
const HAS_ORIGIN = 0b1000_0000;
const HAS_RIGHT_ORIGIN = 0b0100_0000;
const HAS_KEY = 0b0010_0000;

export const STRING = 4;
export const TYPE = 7;
export const ANY = 8;

export function raw(write: Write): Uint8Array {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

function writeAll(encoder: encoding.Encoder, ...numbers: number[]): void {
  for (const number of numbers) encoding.writeVarUint(encoder, number);
}

export function rawUpdate(
  authors: readonly RawAuthor[],
  deletes: readonly RawDeletes[] = [],
): Uint8Array {
  return raw((e) => {
    writeAll(e, authors.length);
    for (const { client, clock, structs } of authors) {
      writeAll(e, structs.length, client, clock);
      for (const write of structs) write(e);
    }
    writeAll(e, deletes.length);
    for (const { client, ranges } of deletes) {
      writeAll(e, client, ranges.length);
      for (const range of ranges) writeAll(e, ...range);
    }
  });
}

/** One author's structs followed by no deletes. */
export function rawStructs(client: number, clock: number, ...structs: Write[]): Uint8Array {
  return rawUpdate([{ client, clock, structs }]);
}

export function rawDelete(client: number, clock: number, length: number): Uint8Array {
  return rawUpdate([], [{ client, ranges: [[clock, length]] }]);
}

export const gc =
  (length: number): Write =>
  (e) =>
    writeAll(e, 0, length);

/** An item in a root. */
export const rootItem =
  (root: string, key: string | null, ref: number, content: Write): Write =>
  (e) => {
    encoding.writeUint8(e, ref | (key === null ? 0 : HAS_KEY));
    writeAll(e, 1);
    encoding.writeVarString(e, root);
    if (key !== null) encoding.writeVarString(e, key);
    content(e);
  };

/** An item in the type that another item holds. */
export const innerItem =
  (parent: RawId, key: string | null, ref: number, content: Write): Write =>
  (e) => {
    encoding.writeUint8(e, ref | (key === null ? 0 : HAS_KEY));
    writeAll(e, 0, ...parent);
    if (key !== null) encoding.writeVarString(e, key);
    content(e);
  };

/** An item that stands beside others. */
export const itemBetween =
  (left: RawId | null, right: RawId | null, ref: number, content: Write): Write =>
  (e) => {
    encoding.writeUint8(
      e,
      ref | (left === null ? 0 : HAS_ORIGIN) | (right === null ? 0 : HAS_RIGHT_ORIGIN),
    );
    if (left !== null) writeAll(e, ...left);
    if (right !== null) writeAll(e, ...right);
    content(e);
  };

export const text =
  (value: string): Write =>
  (e) =>
    encoding.writeVarString(e, value);

/** One value, as under a key. */
export const value =
  (content: unknown): Write =>
  (e) => {
    writeAll(e, 1);
    encoding.writeAny(e, content as never);
  };

export const number =
  (content: number): Write =>
  (e) =>
    writeAll(e, content);
