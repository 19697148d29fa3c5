/**
 * Frames turned over, cut short, glued together and made up: each gives one packet that the library
 * behind can handle, or an exception, and costs no more than its length. Seeds that failed stay here.
 */
import { expect, test } from "vitest";
import { freshSeed, seededRandom } from "../testing/random";
import { type Packet, PacketType } from "./packet-text";
import { frameParser } from "./parser";

const ROUNDS = 1_500;

const event = (name: string, payload: unknown): Packet => ({
  type: PacketType.EVENT,
  nsp: "/room",
  data: [name, payload],
});

const bytes = (size: number) => Uint8Array.from({ length: size }, (_, i) => (i * 37) & 0xff);
const place = { caret: { anchor: { item: { client: 9, clock: 1 } }, head: { tname: "notes" } } };
const pen = { stroke: { colour: "red", width: 1, points: [[1, 2] as [number, number]] } };

const samples: Packet[] = [
  event("doc:update", { start: null, updates: [Uint8Array.from([1, 1, 5, 6, 0])] }),
  event("doc:update", { start: { run: 1, sender: 99, firstSeq: 1 }, updates: [bytes(30)] }),
  event("doc:updated", { updates: [bytes(3), bytes(0), bytes(200)] }),
  event("doc:saved", { run: 1, count: 5 }),
  event("presence:update", { clientId: 7, clock: 3, state: { ...place, ...pen, selected: ["a"] } }),
  { ...event("doc:sync", { stateVector: bytes(10) }), id: 4 },
  { ...event("room:join", { interviewId: "x" }), id: 0 },
  { type: PacketType.CONNECT, nsp: "/private" },
];

const encoder = new frameParser.Encoder();
const frames = samples.map((packet) => {
  const [frame] = encoder.encode(packet);
  return typeof frame === "string" ? Buffer.from(frame) : Buffer.from(frame ?? []);
});

function damaged(random: () => number): Buffer {
  const int = (below: number) => Math.floor(random() * below);
  const pick = () => frames[int(frames.length)] ?? Buffer.alloc(0);
  switch (int(5)) {
    case 0: {
      const frame = Buffer.from(pick());
      for (let i = 0; i <= int(4); i++) frame[int(frame.length)] = int(256);
      return frame;
    }
    case 1:
      return pick().subarray(0, int(40));
    case 2:
      return Buffer.concat([pick(), pick()]);
    case 3:
      return Buffer.from(Array.from({ length: int(60) }, () => int(256)));
    default: {
      const [frame, at] = [pick(), int(20)];
      return Buffer.concat([frame.subarray(0, at), bytes(int(6)), frame.subarray(at + int(4))]);
    }
  }
}

function expectWhole({ type, nsp, id, data }: Packet): void {
  expect(nsp.startsWith("/")).toBe(true);
  if (id !== undefined) expect(Number.isSafeInteger(id)).toBe(true);
  if (type === PacketType.EVENT) expect(typeof (data as unknown[])[0]).toBe("string");
  if (type === PacketType.ACK) expect(Array.isArray(data)).toBe(true);
}

test.each([1, 2, freshSeed()])("a damaged frame is a packet or an exception, seed %i", (seed) => {
  const random = seededRandom(seed);
  let read = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const frame = damaged(random);
    for (const chunk of [frame, frame.toString()]) {
      const decoder = new frameParser.Decoder();
      const packets: Packet[] = [];
      decoder.on("decoded", (packet) => packets.push(packet));
      try {
        decoder.add(chunk);
      } catch (error) {
        // Ours, lib0's or JSON's; not the engine giving up on memory or stack.
        expect(error, `seed ${seed}, round ${round}`).toBeInstanceOf(Error);
        expect(error).not.toBeInstanceOf(RangeError);
        expect(packets).toEqual([]);
        continue;
      }
      read += 1;
      expect(packets).toHaveLength(1);
      for (const packet of packets) expectWhole(packet);
      // What was read can be said again, and says the same.
      for (const packet of packets) {
        const [again] = encoder.encode(packet);
        const second = new frameParser.Decoder();
        second.on("decoded", (other) => expect(other).toEqual(packet));
        second.add(again);
      }
    }
  }
  // Most damage is noticed; were all of it, nothing but exceptions would have been tried.
  expect(read).toBeGreaterThan(ROUNDS / 50);
});
