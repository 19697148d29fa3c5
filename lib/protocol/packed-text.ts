/**
 * A packet with bytes in it, other than the frequent ones: its text with places for the bytes, and
 * the bytes after it.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { BrokenFrame, type Packet, readText, writeText } from "./packet-text";

/** The key of an object that stands for bytes. */
const PLACE = "$bytes";
/** The answer to `doc:sync` carries a document in as many; a request has one. */
const MAX_PIECES = 1_024;
/** Our deepest payload has six levels. */
const MAX_DEPTH = 16;

function isBytes(value: unknown): value is Uint8Array | ArrayBuffer {
  return value instanceof Uint8Array || value instanceof ArrayBuffer;
}

/** @returns false, having written nothing, for a packet without bytes */
export function writePacked(encoder: encoding.Encoder, packet: Packet): boolean {
  const pieces: Uint8Array[] = [];
  const takeOut = (value: unknown): unknown => {
    if (isBytes(value)) {
      pieces.push(value instanceof Uint8Array ? value : new Uint8Array(value));
      return { [PLACE]: pieces.length - 1 };
    }
    if (Array.isArray(value)) return value.map(takeOut);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, takeOut(inner)]));
  };
  const data = takeOut(packet.data);
  if (pieces.length === 0) return false;
  encoding.writeVarString(encoder, writeText({ ...packet, data }));
  for (const piece of pieces) encoding.writeVarUint8Array(encoder, piece);
  return true;
}

/** @throws BrokenFrame, or lib0's own errors where the bytes end too early */
export function readPacked(decoder: decoding.Decoder): Packet {
  const packet = readText(decoding.readVarString(decoder));
  const pieces: Uint8Array[] = [];
  while (decoding.hasContent(decoder)) {
    if (pieces.length === MAX_PIECES) throw new BrokenFrame("too many pieces");
    pieces.push(decoding.readVarUint8Array(decoder));
  }
  const putBack = (value: unknown, depth: number): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (depth > MAX_DEPTH) throw new BrokenFrame("nested too deep");
    const entries = Object.entries(value);
    const [first] = entries;
    if (entries.length === 1 && first?.[0] === PLACE) {
      const piece = typeof first[1] === "number" ? pieces[first[1]] : undefined;
      if (!piece) throw new BrokenFrame("a piece that is not there");
      return piece;
    }
    // `fromEntries` makes own keys, `__proto__` among them: nothing here reaches a prototype.
    if (Array.isArray(value)) return value.map((inner) => putBack(inner, depth + 1));
    return Object.fromEntries(entries.map(([key, inner]) => [key, putBack(inner, depth + 1)]));
  };
  return packet.data === undefined ? packet : { ...packet, data: putBack(packet.data, 0) };
}
