/**
 * The frequent messages as one binary WebSocket frame each: a byte that says kind, form and plane,
 * then varints and bytes.
 *
 * Typed text is the bulk of them. Yjs writes an update of one author without deletions as
 * `1 1 … 0`; those three bytes are left out. Reading is for hostile input: whatever arrives gives a
 * packet or an exception and costs no more than the frame's length. The contract's schemas check
 * what comes out, as they check what came as text.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { Presence } from "../room-document/presence";
import { readPresence, writePresence } from "../room-document/presence-bytes";
import type { Plane } from "../room-document/roots";
import { MAX_UPDATES_PER_FRAME, NAMESPACES } from "./messages";
import { readPacked, writePacked } from "./packed-text";
import { BrokenFrame, type Packet, PacketType } from "./packet-text";

const PACKED = 0;
const NEXT_EDITS = 1;
const FIRST_EDITS = 2;
const SAVED = 3;
const UPDATED = 4;
const PRESENCE = 5;
const PRESENCE_CHANGED = 6;

/** How updates are written: one as the rest of the frame, the same without `1 1` and `0`, or several. */
const ONE = 0;
const ONE_SHORT = 1;
const SEVERAL = 2;

const FORM_SHIFT = 1;
const FORM_BITS = 0b11;
const KIND_SHIFT = 3;
const IS_PRIVATE = 1;

/** @returns null for a packet that goes as text */
export function writeFrame(packet: Packet): Uint8Array | null {
  return writeFrequent(packet) ?? writeRare(packet);
}

/** @throws where the bytes are no frame of ours */
export function readFrame(bytes: Uint8Array): Packet {
  const decoder = decoding.createDecoder(bytes);
  const first = decoding.readUint8(decoder);
  const kind = first >> KIND_SHIFT;
  if (kind === PACKED) return readPacked(decoder);
  const plane: Plane = first & IS_PRIVATE ? "private" : "shared";
  const [name, payload] = readMessage(decoder, kind, (first >> FORM_SHIFT) & FORM_BITS);
  if (decoding.hasContent(decoder)) throw new BrokenFrame("more than a message");
  return { type: PacketType.EVENT, nsp: NAMESPACES[plane], data: [name, payload] };
}

function writeRare(packet: Packet): Uint8Array | null {
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, PACKED << KIND_SHIFT);
  return writePacked(encoder, packet) ? encoding.toUint8Array(encoder) : null;
}

/** @returns null also for a payload that is not what its name promises: that goes as it is */
function writeFrequent({ type, nsp, id, data }: Packet): Uint8Array | null {
  if (type !== PacketType.EVENT || id !== undefined || !Array.isArray(data)) return null;
  const plane = nsp === NAMESPACES.shared ? 0 : nsp === NAMESPACES.private ? IS_PRIVATE : null;
  const [name, payload] = data as [unknown, unknown];
  if (plane === null || data.length !== 2 || !isRecord(payload)) return null;
  const encoder = encoding.createEncoder();
  const isWritten = writeMessage(encoder, name, payload, (kind, form = ONE) =>
    encoding.writeUint8(encoder, (kind << KIND_SHIFT) | (form << FORM_SHIFT) | plane),
  );
  return isWritten ? encoding.toUint8Array(encoder) : null;
}

type WriteHead = (kind: number, form?: number) => void;

function writeMessage(
  encoder: encoding.Encoder,
  name: unknown,
  payload: Record<string, unknown>,
  head: WriteHead,
): boolean {
  switch (name) {
    case "doc:update": {
      const { start, updates } = payload;
      if (!isUpdates(updates)) return false;
      const form = formOf(updates);
      if (start === null) head(NEXT_EDITS, form);
      else {
        if (!isRecord(start)) return false;
        const { run, sender, firstSeq } = start;
        if (!isNumber(run) || !isNumber(sender) || !isNumber(firstSeq)) return false;
        head(FIRST_EDITS, form);
        for (const number of [run, sender, firstSeq]) encoding.writeVarUint(encoder, number);
      }
      writeUpdates(encoder, form, updates);
      return true;
    }
    case "doc:updated": {
      const { updates } = payload;
      if (!isUpdates(updates)) return false;
      const form = formOf(updates);
      head(UPDATED, form);
      writeUpdates(encoder, form, updates);
      return true;
    }
    case "doc:saved": {
      const { run, count } = payload;
      if (!isNumber(run) || !isNumber(count)) return false;
      head(SAVED);
      encoding.writeVarUint(encoder, run);
      encoding.writeVarUint(encoder, count);
      return true;
    }
    case "presence:update":
    case "presence:changed": {
      const { clientId, clock, state: raw } = payload;
      const state = Presence.nullable().safeParse(raw);
      if (!isNumber(clientId) || !isNumber(clock) || !state.success) return false;
      head(name === "presence:update" ? PRESENCE : PRESENCE_CHANGED);
      encoding.writeVarUint(encoder, clientId);
      encoding.writeVarUint(encoder, clock);
      writePresence(encoder, state.data);
      return true;
    }
    default:
      return false;
  }
}

function readMessage(decoder: decoding.Decoder, kind: number, form: number): [string, unknown] {
  switch (kind) {
    case NEXT_EDITS:
      return ["doc:update", { start: null, updates: readUpdates(decoder, form) }];
    case FIRST_EDITS: {
      const [run, sender, firstSeq] = [
        decoding.readVarUint(decoder),
        decoding.readVarUint(decoder),
        decoding.readVarUint(decoder),
      ];
      return [
        "doc:update",
        { start: { run, sender, firstSeq }, updates: readUpdates(decoder, form) },
      ];
    }
    case UPDATED:
      return ["doc:updated", { updates: readUpdates(decoder, form) }];
    case SAVED:
      return [
        "doc:saved",
        { run: decoding.readVarUint(decoder), count: decoding.readVarUint(decoder) },
      ];
    case PRESENCE:
    case PRESENCE_CHANGED: {
      const [clientId, clock] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder)];
      const name = kind === PRESENCE ? "presence:update" : "presence:changed";
      return [name, { clientId, clock, state: readPresence(decoder) }];
    }
    default:
      throw new BrokenFrame("an unknown kind");
  }
}

// Updates

function formOf(updates: readonly Uint8Array[]): number {
  const [first] = updates;
  if (!first || updates.length > 1) return SEVERAL;
  const isShort = first.length > 3 && first[0] === 1 && first[1] === 1 && first.at(-1) === 0;
  return isShort ? ONE_SHORT : ONE;
}

function writeUpdates(encoder: encoding.Encoder, form: number, updates: readonly Uint8Array[]) {
  for (const update of updates) {
    if (form === SEVERAL) encoding.writeVarUint8Array(encoder, update);
    else encoding.writeUint8Array(encoder, form === ONE ? update : update.subarray(2, -1));
  }
}

/** Copies, all of them: a frame may be a piece of what the network delivered, and edits are kept. */
function readUpdates(decoder: decoding.Decoder, form: number): Uint8Array[] {
  if (form === ONE) return [decoding.readTailAsUint8Array(decoder).slice()];
  if (form === ONE_SHORT) {
    const rest = decoding.readTailAsUint8Array(decoder);
    const update = new Uint8Array(rest.length + 3);
    update.set([1, 1]);
    update.set(rest, 2);
    return [update];
  }
  if (form !== SEVERAL) throw new BrokenFrame("an unknown form");
  const updates: Uint8Array[] = [];
  while (decoding.hasContent(decoder)) {
    if (updates.length === MAX_UPDATES_PER_FRAME) throw new BrokenFrame("too many updates");
    updates.push(decoding.readVarUint8Array(decoder).slice());
  }
  return updates;
}

function isUpdates(value: unknown): value is Uint8Array[] {
  return Array.isArray(value) && value.every((each) => each instanceof Uint8Array);
}

// Numbers

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
