/**
 * Says things to connections. What is said to several of them, one after another, is encoded once,
 * WebSocket frame included: a room's news costs one encoding however many listen.
 */
import type { Socket } from "socket.io";
import { writeFrame } from "@/lib/protocol/frame";
import { PacketType, writeText } from "@/lib/protocol/packet-text";
import type { Announcement, PayloadOf } from "./connection";

const TEXT = 0x81;
const BINARY = 0x82;
/** Engine.IO's mark of a message, before text; bytes are always one. */
const MESSAGE = "4";

const MAX_SHORT = 125;
const LENGTH_IN_TWO_BYTES = 126;
const LENGTH_IN_EIGHT_BYTES = 127;

/** A WebSocket frame as a server writes it: final, unmasked, uncompressed. */
function webSocketFrame(opcode: number, body: Uint8Array): Buffer {
  const size = body.byteLength;
  const head = size <= MAX_SHORT ? 2 : size < 0x1_0000 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + size);
  frame[0] = opcode;
  if (head === 2) frame[1] = size;
  else if (head === 4) {
    frame[1] = LENGTH_IN_TWO_BYTES;
    frame.writeUInt16BE(size, 2);
  } else {
    frame[1] = LENGTH_IN_EIGHT_BYTES;
    frame.writeBigUInt64BE(BigInt(size), 2);
  }
  frame.set(body, head);
  return frame;
}

interface Encoded {
  data: string | Buffer;
  options: { compress: boolean; wsPreEncodedFrame: [Buffer] };
}

function encode(nsp: string, event: string, payload: unknown): Encoded {
  const packet = { type: PacketType.EVENT, nsp, data: [event, payload] };
  const bytes = writeFrame(packet);
  const data = bytes
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    : writeText(packet);
  const frame =
    typeof data === "string"
      ? webSocketFrame(TEXT, Buffer.from(MESSAGE + data))
      : webSocketFrame(BINARY, data);
  return { data, options: { compress: false, wsPreEncodedFrame: [frame] } };
}

export class Speaker {
  #last: { nsp: string; event: string; payload: unknown; encoded: Encoded } | null = null;

  say<E extends Announcement>(socket: Socket, event: E, payload: PayloadOf<E>): void {
    const { data, options } = this.#encoded(socket.nsp.name, event, payload);
    socket.conn.write(data, options);
  }

  /** Dropped when the line is busy. */
  mention<E extends Announcement>(socket: Socket, event: E, payload: PayloadOf<E>): void {
    if (socket.conn.transport.writable) this.say(socket, event, payload);
  }

  /** The very same object again is the same message: announcements are never changed once made. */
  #encoded(nsp: string, event: string, payload: unknown): Encoded {
    const last = this.#last;
    if (last && last.payload === payload && last.event === event && last.nsp === nsp)
      return last.encoded;
    const encoded = encode(nsp, event, payload);
    this.#last = { nsp, event, payload, encoded };
    return encoded;
  }
}
