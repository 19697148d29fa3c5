/** Messages out of the bytes a WebSocket server sends: RFC 6455, unmasked, without extensions. */

export interface SocketMessage {
  isText: boolean;
  bytes: Buffer;
}

const CONTINUATION = 0;
const TEXT = 1;
const BINARY = 2;

/** Takes the bytes after the handshake as they come, and gives each message once it is whole. */
export class FrameReader {
  readonly #onMessage: (message: SocketMessage) => void;
  #rest = Buffer.alloc(0);
  #parts: Buffer[] = [];
  #isText = false;

  constructor(onMessage: (message: SocketMessage) => void) {
    this.#onMessage = onMessage;
  }

  take(bytes: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (let frame = this.#next(); frame; frame = this.#next()) {
      const { opcode, isLast, payload } = frame;
      // Pings, pongs and closes carry nothing of ours, and may come between two parts.
      if (opcode > BINARY) continue;
      if (opcode !== CONTINUATION) {
        this.#isText = opcode === TEXT;
        this.#parts = [];
      }
      this.#parts.push(payload);
      if (isLast) this.#onMessage({ isText: this.#isText, bytes: Buffer.concat(this.#parts) });
    }
  }

  #next(): { opcode: number; isLast: boolean; payload: Buffer } | null {
    const bytes = this.#rest;
    if (bytes.length < 2) return null;
    const [first, second] = [bytes.readUInt8(0), bytes.readUInt8(1)];
    // Masked or compressed would mean that we look at noise and find nothing in it.
    if ((second & 0x80) !== 0 || (first & 0x70) !== 0)
      throw new Error("The server sent a frame that this reader does not understand.");
    const short = second & 0x7f;
    const header = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (bytes.length < header) return null;
    const length =
      short === 127
        ? Number(bytes.readBigUInt64BE(2))
        : short === 126
          ? bytes.readUInt16BE(2)
          : short;
    if (bytes.length < header + length) return null;
    this.#rest = bytes.subarray(header + length);
    return {
      opcode: first & 0x0f,
      isLast: (first & 0x80) !== 0,
      payload: bytes.subarray(header, header + length),
    };
  }
}
