/**
 * How packets are written on the wire, for socket.io's `parser` option; the same on both sides.
 * What has bytes in it is one binary frame, everything else is text.
 */
import { readFrame, writeFrame } from "./frame";
import { BrokenFrame, type Packet, readText, writeText } from "./packet-text";

class Encoder {
  encode(packet: Packet): (string | Uint8Array)[] {
    return [writeFrame(packet) ?? writeText(packet)];
  }
}

type Listener = (packet: Packet) => void;

/** One connection's. What it throws ends that connection, and nothing else. */
class Decoder {
  #listeners: Listener[] = [];

  on(_event: "decoded", listener: Listener): void {
    this.#listeners.push(listener);
  }

  off(_event: "decoded", listener: Listener): void {
    this.#listeners = this.#listeners.filter((each) => each !== listener);
  }

  /** As Node's emitters call it. */
  removeListener(event: "decoded", listener: Listener): void {
    this.off(event, listener);
  }

  /** @throws where it is no packet */
  add(chunk: unknown): void {
    const packet = this.#read(chunk);
    for (const listener of this.#listeners) listener(packet);
  }

  /** Called when the connection ends; nothing is half read. */
  destroy(): void {}

  #read(chunk: unknown): Packet {
    if (typeof chunk === "string") return readText(chunk);
    if (chunk instanceof ArrayBuffer) return readFrame(new Uint8Array(chunk));
    if (chunk instanceof Uint8Array) return readFrame(chunk);
    throw new BrokenFrame("neither text nor bytes");
  }
}

export const frameParser = { Encoder, Decoder };
