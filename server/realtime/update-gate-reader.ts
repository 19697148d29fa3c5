/**
 * Reads a Yjs V1 update without applying it and without making any Yjs type.
 *
 * Yjs's own `decodeUpdate` is not used: it makes sub-documents, loses keys such as `__proto__`
 * while it reads, ignores what follows the update, and reads two parts of one author that
 * applying would overwrite with each other.
 */
import * as decoding from "lib0/decoding";
import { isInheritedName } from "@/lib/room-document/elements";
import {
  MAX_CLIENT_ID,
  MAX_CLIENTS_PER_UPDATE,
  MAX_CLOCK,
  MAX_DELETE_RANGES,
  MAX_DELETED_RUN,
  MAX_MARK_JSON,
  MAX_STRUCTS_PER_UPDATE,
  MAX_TEXT_RUN,
  MAX_VALUE_DEPTH,
} from "./update-gate-limits";

export type GateRefusal = "malformed" | "empty" | "foreign-client" | "gap" | "schema" | "too-large";

/**
 * Thrown inside the gate only; `checkUpdate` turns it into a value. No `Error`: noting where each was
 * made would take longer than most of what is refused took to read.
 */
export class Refused {
  constructor(readonly code: GateRefusal) {}
}

export interface Id {
  readonly client: number;
  readonly clock: number;
}

export type Content =
  | { is: "gc" }
  | { is: "deleted" }
  | { is: "text"; text: string }
  | { is: "format"; key: string; value: unknown }
  | { is: "values"; values: readonly unknown[] }
  | { is: "map" }
  | { is: "xml-element"; name: string }
  | { is: "xml-text" };

/** One entry of an author's list: Yjs's Item or GC, before it has a place. */
export interface Struct {
  /** Its place among all structs of the update. */
  readonly index: number;
  readonly client: number;
  readonly clock: number;
  readonly length: number;
  readonly content: Content;
  readonly origin: Id | null;
  readonly rightOrigin: Id | null;
  /** A root's name, or the item that holds the parent type; only without neighbours. */
  readonly parent: string | Id | null;
  readonly key: string | null;
}

export interface ClientStructs {
  readonly client: number;
  readonly start: number;
  readonly end: number;
  readonly structs: readonly Struct[];
}

export interface DeleteRange {
  readonly client: number;
  readonly clock: number;
  readonly end: number;
}

export interface ReadUpdate {
  readonly clients: readonly ClientStructs[];
  readonly deletes: readonly DeleteRange[];
}

/** The lower five bits of a struct's first byte. */
const CONTENT_BITS = 0b11111;
const HAS_ORIGIN = 0b1000_0000;
const HAS_RIGHT_ORIGIN = 0b0100_0000;
const HAS_KEY = 0b0010_0000;

const GC = 0;
const DELETED = 1;
const STRING = 4;
const FORMAT = 6;
const TYPE = 7;
const ANY = 8;
const SKIP = 10;
/** Old JSON, binary, embeds and sub-documents: real Yjs, but never ours. */
const NOT_OURS = new Set([2, 3, 5, 9]);

const TYPE_MAP = 1;
const TYPE_XML_ELEMENT = 3;
const TYPE_XML_TEXT = 6;

function readClient(decoder: decoding.Decoder): number {
  const client = decoding.readVarUint(decoder);
  if (client > MAX_CLIENT_ID) throw new Refused("malformed");
  return client;
}

function readClock(decoder: decoding.Decoder): number {
  const clock = decoding.readVarUint(decoder);
  if (clock > MAX_CLOCK) throw new Refused("malformed");
  return clock;
}

function readId(decoder: decoding.Decoder): Id {
  return { client: readClient(decoder), clock: readClock(decoder) };
}

/** A value of lib0's any-encoding: JSON without binary, big integers and dangerous keys. */
function readValue(decoder: decoding.Decoder, depth: number): unknown {
  if (depth > MAX_VALUE_DEPTH) throw new Refused("schema");
  const kind = decoding.readUint8(decoder);
  switch (kind) {
    case 127:
      return undefined;
    case 126:
      return null;
    case 125:
      return decoding.readVarInt(decoder);
    case 124:
      return decoding.readFloat32(decoder);
    case 123:
      return decoding.readFloat64(decoder);
    case 121:
      return false;
    case 120:
      return true;
    case 119:
      return decoding.readVarString(decoder);
    case 118: {
      const size = decoding.readVarUint(decoder);
      const object: Record<string, unknown> = {};
      for (let i = 0; i < size; i++) {
        const key = decoding.readVarString(decoder);
        if (isInheritedName(key)) throw new Refused("schema");
        object[key] = readValue(decoder, depth + 1);
      }
      return object;
    }
    case 117: {
      const size = decoding.readVarUint(decoder);
      const list: unknown[] = [];
      for (let i = 0; i < size; i++) list.push(readValue(decoder, depth + 1));
      return list;
    }
    case 122:
    case 116:
      throw new Refused("schema");
    default:
      throw new Refused("malformed");
  }
}

function readValues(decoder: decoding.Decoder): Content {
  const size = decoding.readVarUint(decoder);
  // Whatever we store stands alone under its key.
  if (size > 1) throw new Refused("schema");
  const values: unknown[] = [];
  for (let i = 0; i < size; i++) values.push(readValue(decoder, 0));
  return { is: "values", values };
}

function readType(decoder: decoding.Decoder): Content {
  switch (decoding.readVarUint(decoder)) {
    case TYPE_MAP:
      return { is: "map" };
    case TYPE_XML_ELEMENT:
      return { is: "xml-element", name: decoding.readVarString(decoder) };
    case TYPE_XML_TEXT:
      return { is: "xml-text" };
    default:
      throw new Refused("schema");
  }
}

const GC_CONTENT: Content = { is: "gc" };
const DELETED_CONTENT: Content = { is: "deleted" };

/** @returns the content and how many clocks it takes */
function readContent(decoder: decoding.Decoder, kind: number): [Content, number] {
  switch (kind) {
    case DELETED: {
      const length = decoding.readVarUint(decoder);
      if (length > MAX_DELETED_RUN) throw new Refused("too-large");
      return [DELETED_CONTENT, length];
    }
    case STRING: {
      const text = decoding.readVarString(decoder);
      if (text.length > MAX_TEXT_RUN) throw new Refused("too-large");
      return [{ is: "text", text }, text.length];
    }
    case FORMAT: {
      const key = decoding.readVarString(decoder);
      const json = decoding.readVarString(decoder);
      // Not worth a second of reading brackets.
      if (json.length > MAX_MARK_JSON) throw new Refused("schema");
      return [{ is: "format", key, value: JSON.parse(json) }, 1];
    }
    case TYPE:
      return [readType(decoder), 1];
    case ANY: {
      const content = readValues(decoder);
      return [content, content.is === "values" ? content.values.length : 0];
    }
    default:
      throw new Refused(NOT_OURS.has(kind) ? "schema" : "malformed");
  }
}

function readStruct(
  decoder: decoding.Decoder,
  index: number,
  client: number,
  clock: number,
): Struct {
  const info = decoding.readUint8(decoder);
  const kind = info & CONTENT_BITS;
  if (kind === SKIP) throw new Refused("gap");
  if (kind === GC) {
    const length = decoding.readVarUint(decoder);
    if (length > MAX_DELETED_RUN) throw new Refused("too-large");
    return struct(index, client, clock, length, GC_CONTENT, null, null, null, null);
  }
  const origin = (info & HAS_ORIGIN) === 0 ? null : readId(decoder);
  const rightOrigin = (info & HAS_RIGHT_ORIGIN) === 0 ? null : readId(decoder);
  let parent: string | Id | null = null;
  let key: string | null = null;
  if (origin === null && rightOrigin === null) {
    const isRoot = decoding.readVarUint(decoder) === 1;
    parent = isRoot ? decoding.readVarString(decoder) : readId(decoder);
    if ((info & HAS_KEY) !== 0) key = decoding.readVarString(decoder);
  }
  const [content, length] = readContent(decoder, kind);
  return struct(index, client, clock, length, content, origin, rightOrigin, parent, key);
}

function struct(
  index: number,
  client: number,
  clock: number,
  length: number,
  content: Content,
  origin: Id | null,
  rightOrigin: Id | null,
  parent: string | Id | null,
  key: string | null,
): Struct {
  // Yjs finds structs by their clocks; one without any could never be found.
  if (length === 0) throw new Refused("malformed");
  if (clock + length > MAX_CLOCK) throw new Refused("too-large");
  return { index, client, clock, length, content, origin, rightOrigin, parent, key };
}

function readClients(decoder: decoding.Decoder): ClientStructs[] {
  const count = decoding.readVarUint(decoder);
  if (count > MAX_CLIENTS_PER_UPDATE) throw new Refused("too-large");
  const clients: ClientStructs[] = [];
  let total = 0;
  let index = 0;
  for (let i = 0; i < count; i++) {
    const size = decoding.readVarUint(decoder);
    const client = readClient(decoder);
    const start = readClock(decoder);
    total += size;
    if (total > MAX_STRUCTS_PER_UPDATE) throw new Refused("too-large");
    // Applying keeps only the last part of an author, reading keeps all: they must not differ.
    if (size === 0 || clients.some((known) => known.client === client)) {
      throw new Refused("malformed");
    }
    const structs: Struct[] = [];
    let clock = start;
    for (let j = 0; j < size; j++) {
      const next = readStruct(decoder, index++, client, clock);
      structs.push(next);
      clock += next.length;
    }
    clients.push({ client, start, end: clock, structs });
  }
  return clients;
}

function readDeletes(decoder: decoding.Decoder): DeleteRange[] {
  const deletes: DeleteRange[] = [];
  const count = decoding.readVarUint(decoder);
  const authors = new Set<number>();
  for (let i = 0; i < count; i++) {
    const client = readClient(decoder);
    const ranges = decoding.readVarUint(decoder);
    // Yjs writes each author once and each range after the last; it would go over others again and again.
    if (authors.has(client)) throw new Refused("malformed");
    authors.add(client);
    let reached = 0;
    if (deletes.length + ranges > MAX_DELETE_RANGES) throw new Refused("too-large");
    for (let j = 0; j < ranges; j++) {
      const clock = readClock(decoder);
      const length = decoding.readVarUint(decoder);
      // Yjs would keep a range without length as pending for ever.
      if (length === 0 || clock < reached) throw new Refused("malformed");
      reached = clock + length;
      deletes.push({ client, clock, end: reached });
    }
  }
  return deletes;
}

/** @throws Refused, or lib0's own errors where the bytes end too early or make no sense */
export function readUpdate(bytes: Uint8Array): ReadUpdate {
  const decoder = decoding.createDecoder(bytes);
  const clients = readClients(decoder);
  const deletes = readDeletes(decoder);
  // A V2 update begins like an empty V1 update; only what follows gives it away.
  if (decoding.hasContent(decoder)) throw new Refused("malformed");
  return { clients, deletes };
}
