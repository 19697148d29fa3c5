import { expect, test } from "vitest";
import * as Y from "yjs";
import type { Presence } from "../room-document/presence";
import { readFrame } from "./frame";
import { MAX_UPDATES_PER_FRAME, ROOM_NAMESPACE } from "./messages";
import { BrokenFrame, type Packet, PacketType, readText } from "./packet-text";
import { frameParser } from "./parser";

const event = (name: string, payload: unknown, nsp: string = ROOM_NAMESPACE): Packet => ({
  type: PacketType.EVENT,
  nsp,
  data: [name, payload],
});

function written(packet: Packet): string | Uint8Array {
  const [whole, ...more] = new frameParser.Encoder().encode(packet);
  if (whole === undefined || more.length > 0) throw new Error("A packet is one frame");
  return whole;
}

function read(chunk: unknown): Packet {
  const decoder = new frameParser.Decoder();
  const packets: Packet[] = [];
  decoder.on("decoded", (packet) => packets.push(packet));
  decoder.add(chunk);
  const [packet] = packets;
  if (!packet || packets.length > 1) throw new Error("A frame is one packet");
  return packet;
}

function typed(): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = 0xcafe_babe;
  const text = doc.getText("t");
  text.insert(0, "a");
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  text.insert(1, "b");
  return updates[0] ?? new Uint8Array();
}

const stroke = {
  colour: "#112233",
  width: 2.5,
  points: [
    [0, 1.5],
    [3.25, -4],
  ] as [number, number][],
};
const ID = { client: 0xffff_ffff, clock: 12 };
const states: (Presence | null)[] = [
  null,
  {},
  { caret: { anchor: { item: ID, assoc: 0 }, head: { item: ID, assoc: 0 } } },
  { caret: { anchor: { type: ID }, head: { tname: "notes", assoc: -1 } } },
  { pointer: { x: -12.5, y: 7.0625, tool: "laser" }, selected: ["a", "b"] },
  { stroke },
];

test.each(["/room", "/private"])("messages of %s arrive as they were sent", (nsp) => {
  const update = typed();
  const several = [update, new Uint8Array([1, 2, 3]), new Uint8Array()];
  const packets = [
    event("doc:update", { start: null, updates: [update] }, nsp),
    event(
      "doc:update",
      { start: { run: 300, sender: 2 ** 53 - 1, firstSeq: 7 }, updates: [update] },
      nsp,
    ),
    event("doc:update", { start: null, updates: several }, nsp),
    event("doc:updated", { updates: [new Uint8Array([0, 0])] }, nsp),
    event("doc:updated", { updates: several }, nsp),
    event("doc:saved", { run: 3, count: 200 }, nsp),
    ...states.flatMap((state) => [
      event("presence:update", { clientId: 2, clock: 0, state }, nsp),
      event("presence:changed", { clientId: 0xffff_ffff, clock: 70_000, state }, nsp),
    ]),
  ];
  for (const packet of packets) {
    const frame = written(packet);
    expect(frame).toBeInstanceOf(Uint8Array);
    expect(read(frame)).toEqual(packet);
  }
});

test("one typed character costs at most 12 bytes more than its update up and down, frames and answer included", () => {
  const update = typed();
  const sizeOf = (packet: Packet) => written(packet).length;
  // A WebSocket frame of this size costs 2 bytes, and 4 more for the mask on the way up.
  const up = sizeOf(event("doc:update", { start: null, updates: [update] })) + 6;
  const down = sizeOf(event("doc:updated", { updates: [update] })) + 2;
  const answer = sizeOf(event("doc:saved", { run: 1, count: 1 })) + 2;
  expect(up + down + answer - 2 * update.length).toBeLessThanOrEqual(12);
});

test("requests with bytes in them, and their answers, are one frame each", () => {
  const stateVector = new Uint8Array([0]);
  const ask = { ...event("doc:sync", { stateVector }), id: 12 };
  expect(read(written(ask))).toEqual(ask);
  const answer: Packet = {
    type: PacketType.ACK,
    nsp: ROOM_NAMESPACE,
    id: 12,
    data: [{ ok: true, value: { update: new Uint8Array(300).fill(7), stateVector, number: 1 } }],
  };
  expect(read(written(answer))).toEqual(answer);
});

test("what has no bytes is the text that socket.io itself writes, which an older page can read", () => {
  const join = { ...event("room:join", { protocol: 1 }), id: 0 };
  expect(written(join)).toBe('2/room,0["room:join",{"protocol":1}]');
  expect(read('2/room,0["room:join",{"protocol":1}]')).toEqual(join);
  const refusal = { type: PacketType.ACK, nsp: "/room", id: 0, data: [{ ok: false }] };
  expect(written(refusal)).toBe('3/room,0[{"ok":false}]');
  expect(read("0/room,")).toEqual({ type: PacketType.CONNECT, nsp: "/room" });
  expect(read("0")).toEqual({ type: PacketType.CONNECT, nsp: "/" });
});

test("a payload that is not what its name promises is passed on as it is, for the schemas to refuse", () => {
  for (const [name, payload] of [
    ["doc:update", null],
    ["doc:update", { start: null, updates: "all of them" }],
    ["doc:update", { start: { run: -1 }, updates: [] }],
    ["doc:update", { start: null, updates: [3] }],
    ["doc:updated", { updates: [null] }],
    ["doc:saved", { run: "1", count: 1 }],
    ["presence:update", { clientId: 5, clock: 1, state: { user: "somebody" } }],
    ["presence:update", { clientId: 5.5, clock: 1, state: null }],
  ] as const)
    expect(read(written(event(name, payload)))).toEqual(event(name, payload));
});

test("edits are copies: what the network's buffer becomes afterwards changes nothing", () => {
  const update = typed();
  for (const updates of [[update], [update, update], [new Uint8Array([5, 6])]]) {
    const frame = written(event("doc:updated", { updates })) as Uint8Array;
    const packet = read(frame);
    frame.fill(0xff);
    expect(packet).toEqual(event("doc:updated", { updates }));
  }
});

test("frames that are none are refused", () => {
  const packed = written(event("x", { a: new Uint8Array([1]) })) as Uint8Array;
  const several = written(
    event("doc:updated", { updates: Array(MAX_UPDATES_PER_FRAME).fill(new Uint8Array([1])) }),
  ) as Uint8Array;
  const nested = `${"[".repeat(40)}{"$bytes":0}${"]".repeat(40)}`;
  for (const chunk of [
    new Uint8Array(),
    new Uint8Array([0xff]),
    new Uint8Array([7 << 3, 1]),
    // A form nobody writes, a number that never ends, a message with something after it.
    new Uint8Array([(1 << 3) | (3 << 1), 1]),
    new Uint8Array([3 << 3, ...Array(20).fill(0xff)]),
    new Uint8Array([3 << 3, 1, 1, 1]),
    new Uint8Array([...several, 1, 1]),
    packed.subarray(0, -1),
    packed.subarray(0, -2),
    Uint8Array.from([
      0,
      nested.length + 9,
      ...Buffer.from(`2/room,["x",${nested}]`.slice(0, nested.length + 9)),
    ]),
    undefined,
    42,
    "",
    "9",
    "2",
    "2/room,",
    '2/room,["disconnecting"]',
    '2/room,["connect",1]',
    "2/room,{}",
    "2/room,[1]",
    "2/room,[",
    "3/room,[]",
    `3/room,${"9".repeat(16)}[]`,
    `0/${"a".repeat(100)},`,
    '1/room,{"a":1}',
    '51-/room,["x",{"_placeholder":true,"num":0}]',
  ])
    expect(() => read(chunk), String(chunk)).toThrow();
});

test("no name in a frame reaches a prototype", () => {
  const packet = readText('2/room,["x",{"__proto__":{"isAdmin":true}}]');
  const bytes = written({ ...packet, data: [...(packet.data as unknown[]), new Uint8Array([1])] });
  for (const each of [packet, readFrame(bytes as Uint8Array)]) {
    const [, payload] = each.data as [string, Record<string, unknown>];
    expect(payload.isAdmin).toBeUndefined();
    expect(Object.getPrototypeOf(payload)).toBe(Object.prototype);
  }
  expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
  expect(() => readText("nothing")).toThrow(BrokenFrame);
});
