/**
 * Packets that carry no bytes, as text: what socket.io itself writes, `type[/namespace,][id][JSON]`.
 *
 * Staying with it lets a page from before the binary frames connect, ask to join, and read that it
 * is too old. Reading is for hostile input: it gives a packet that socket.io can handle, or throws.
 */

export interface Packet {
  type: number;
  nsp: string;
  data?: unknown;
  id?: number;
}

/** What socket.io calls them. */
export const PacketType = {
  CONNECT: 0,
  DISCONNECT: 1,
  EVENT: 2,
  ACK: 3,
  CONNECT_ERROR: 4,
} as const;

/** Names that socket.io gives to its own events: nobody else may raise them. */
const RESERVED: ReadonlySet<unknown> = new Set([
  "connect",
  "connect_error",
  "disconnect",
  "disconnecting",
  "newListener",
  "removeListener",
]);

/** Longest name of a namespace, ours being `/private`. */
const MAX_NAMESPACE = 64;
/** Digits of an acknowledgement's number: a request every microsecond for a century has fewer. */
const MAX_ID_DIGITS = 15;

/** What arrived is no packet; the connection it came over is closed. */
export class BrokenFrame extends Error {}

export function writeText({ type, nsp, id, data }: Packet): string {
  const namespace = nsp === "/" ? "" : `${nsp},`;
  const json = data === undefined ? "" : JSON.stringify(data);
  return `${type}${namespace}${id ?? ""}${json}`;
}

/** @throws BrokenFrame when it is none, or one that would upset the library behind */
export function readText(text: string): Packet {
  const type = text.charCodeAt(0) - "0".charCodeAt(0);
  let at = 1;
  let nsp = "/";
  if (text[at] === "/") {
    const comma = text.indexOf(",", at);
    const end = comma < 0 ? text.length : comma;
    if (end - at > MAX_NAMESPACE) throw new BrokenFrame("a namespace's name");
    nsp = text.slice(at, end);
    at = end + 1;
  }
  const idFrom = at;
  while (isDigit(text.charCodeAt(at))) at += 1;
  if (at - idFrom > MAX_ID_DIGITS) throw new BrokenFrame("an acknowledgement's number");
  const packet: Packet = { type, nsp };
  if (at > idFrom) packet.id = Number(text.slice(idFrom, at));
  if (at < text.length) packet.data = readJson(text.slice(at));
  if (!isWhole(packet)) throw new BrokenFrame("a packet's content");
  return packet;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BrokenFrame("JSON");
  }
}

function isWhole({ type, data, id }: Packet): boolean {
  switch (type) {
    case PacketType.CONNECT:
      return data === undefined || isObject(data);
    case PacketType.DISCONNECT:
      return data === undefined;
    case PacketType.EVENT:
      return Array.isArray(data) && typeof data[0] === "string" && !RESERVED.has(data[0]);
    case PacketType.ACK:
      return Array.isArray(data) && id !== undefined;
    case PacketType.CONNECT_ERROR:
      return typeof data === "string" || isObject(data);
    default:
      return false;
  }
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
