/**
 * How much may wait for a connection whose other end does not read. The heartbeat ends such a
 * connection after some seconds; what a room says in that time would otherwise pile up here,
 * once for each of them.
 */
import type { Server, Socket } from "socket.io";
import type { Log } from "../log";

/** Some minutes of what a busy room says. A page that is this far behind is better off joining anew. */
export const MAX_UNREAD_BYTES = 1024 * 1024;
/**
 * A packet above this is a whole document, or a picture of a canvas somebody has pasted: as large as
 * it is and wanted at the other end. The first few of them do not count, or a slow line could
 * never fetch a large document.
 */
const LARGE_PACKET_BYTES = 64 * 1024;
/** One document for each plane. */
const MAX_SPARED_PACKETS = 2;

type Connection = Socket["conn"];

/** Ends connections for which more than this waits and is not read. */
export function limitUnread(io: Server, log: Log): void {
  io.engine.on("connection", (connection: Connection) => {
    const unread = new Unread();
    let isLooking = false;
    // What was still in the library's hands is the system's from here on.
    connection.on("flush", () => unread.handedOver());
    connection.on("packetCreate", ({ data }: { data?: string | ArrayBufferView }) => {
      const handed = connection.request.socket.writableLength;
      unread.add(sizeOf(data), handed);
      if (isLooking || !unread.isTooMuch(handed)) return;
      isLooking = true;
      // Much at once is not yet a line that is not read: first the system takes what it can.
      setImmediate(() => {
        isLooking = false;
        const bytes = connection.request.socket.writableLength;
        if (!unread.isTooMuch(bytes)) return;
        log.warn("A connection was closed because nobody reads what it is sent", { bytes });
        // Closing in order would wait until everything before the goodbye is read.
        connection.request.socket.destroy();
      });
    });
  });
}

/** What has been made for one connection and not been taken by the system. */
class Unread {
  #madeBytes = 0;
  /** In the library's queue, behind what the system has not taken yet. */
  #queuedBytes = 0;
  /** Large packets that may be on their way still, by where they lie in all that was made. */
  #spared: { start: number; end: number }[] = [];

  /** @param handedBytes what the library has given away and the system has not taken */
  add(bytes: number, handedBytes: number): void {
    const start = this.#madeBytes;
    this.#madeBytes += bytes;
    this.#queuedBytes += bytes;
    if (bytes <= LARGE_PACKET_BYTES) return;
    const taken = this.#takenBytes(handedBytes);
    this.#spared = this.#spared.filter(({ end }) => end > taken);
    if (this.#spared.length < MAX_SPARED_PACKETS)
      this.#spared.push({ start, end: this.#madeBytes });
  }

  handedOver(): void {
    this.#queuedBytes = 0;
  }

  isTooMuch(handedBytes: number): boolean {
    const waiting = this.#queuedBytes + handedBytes;
    if (waiting <= MAX_UNREAD_BYTES) return false;
    const taken = this.#takenBytes(handedBytes);
    const spared = this.#spared.reduce(
      (sum, { start, end }) => sum + Math.max(0, end - Math.max(start, taken)),
      0,
    );
    return waiting - spared > MAX_UNREAD_BYTES;
  }

  #takenBytes(handedBytes: number): number {
    return this.#madeBytes - this.#queuedBytes - handedBytes;
  }
}

function sizeOf(data: string | ArrayBufferView | undefined): number {
  return typeof data === "string" ? data.length : (data?.byteLength ?? 0);
}
