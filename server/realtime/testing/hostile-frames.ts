/** What a client that is not ours can put on the wire, from engine.io's own letters to whole requests, by seed. */
import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import { MAX_FRAME_BYTES, PRIVATE_NAMESPACE, ROOM_NAMESPACE } from "@/lib/protocol/messages";
import { frameParser } from "@/lib/protocol/parser";
import { hostileUpdate, KINDS } from "./hostile-updates";
import type { Random } from "./random";

export type Frame = string | Uint8Array;

/** The tab it is sent from: what is its own is believed more easily. */
export interface Attacker {
  sender: number;
  clientId: number;
  interviewId: string;
}

const MESSAGE = "4";
const EVENT = 2;
const REQUESTS = [
  "room:join",
  "private:join",
  "doc:sync",
  "doc:part",
  "doc:watermark",
  "doc:bind",
  "doc:update",
  "room:ready",
  "clock:sync",
  "clock:command",
  "presence:update",
];
const UNKNOWN = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "error",
  "message",
  "",
  "room:left",
  "doc:updated",
  "roster:changed",
  "interview:changed",
  "doc:reset",
  "\u0000",
  "x".repeat(5_000),
];
const PAYLOADS = [
  "",
  "null",
  "0",
  "-1",
  "1e400",
  "true",
  '""',
  '"x"',
  "[]",
  "{}",
  "[[]]",
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
  '{"sender":"__proto__"}',
  '{"sender":{"$gt":0}}',
  '{"stateVector":"AAAA"}',
  '{"stateVector":{}}',
  '{"stateVector":{"type":"Buffer","data":[0]}}',
  '{"stateVector":{"_placeholder":true,"num":0}}',
  '{"updates":[{"_placeholder":true,"num":99}]}',
  `${"[".repeat(2_000)}${"]".repeat(2_000)}`,
  `{"a":${'{"a":'.repeat(1_000)}1${"}".repeat(1_000)}}`,
  '{"clientId":1e308}',
  '{"clientId":-0.5}',
  '{"isReady":"yes"}',
  '{"commandId":"x","command":{"type":"start"}}',
  `"${"y".repeat(20_000)}"`,
  `[${"0,".repeat(10_000)}0]`,
];
/** Each of them ends the line it comes on. */
const BREAKERS: readonly ((random: Random) => Frame)[] = [
  () => "",
  () => "9",
  () => "1",
  () => "2probe",
  () => "\ud800",
  () => `${MESSAGE}9`,
  () => `${MESSAGE}2/room,{"no":"list"}`,
  () => `${MESSAGE}2/room,["connect"]`,
  () => `${MESSAGE}2/room,[`,
  () => `${MESSAGE}52-["x",{"_placeholder":true,"num":0}]`,
  () => `${MESSAGE}2${"1".repeat(400)}["x"]`,
  (random) => Uint8Array.from({ length: 1 + random.int(200) }, () => random.int(256)),
  () => new Uint8Array(),
  () => new Uint8Array(MAX_FRAME_BYTES + 1),
  () => MESSAGE.padEnd(MAX_FRAME_BYTES + 1, "x"),
];
/** One in so many. */
const BREAKER_EVERY = 60;

const encoder = new frameParser.Encoder();

function framesOf(name: string, payload: unknown, nsp: string, id?: number): Frame[] {
  const packet = { type: EVENT, nsp, data: [name, payload], ...(id !== undefined && { id }) };
  return encoder
    .encode(packet)
    .map((frame) => (typeof frame === "string" ? MESSAGE + frame : frame));
}

/** Requests as our page sends them, with one part of them gone wrong. */
function wellFormed(random: Random, who: Attacker): [name: string, payload: unknown] {
  const clocks = [
    [who.clientId, 0],
    [1, 30],
    [77, 5],
  ] as const;
  const real = [Y.encodeStateAsUpdate(new Y.Doc())];
  const update = () => hostileUpdate(random, random.pick(KINDS), { clocks, real });
  const number = random.pick([
    0,
    1,
    -1,
    0.5,
    2 ** 31,
    2 ** 48,
    2 ** 53,
    Number.NaN,
    who.sender,
    who.clientId,
  ]);
  switch (random.int(8)) {
    case 0:
      return [
        "doc:update",
        {
          start: { run: 1 + random.int(3), sender: random.pick([who.sender, number]), firstSeq: 1 },
          updates: [update()],
        },
      ];
    case 1:
      return [
        "doc:update",
        { start: null, updates: Array.from({ length: random.int(14) }, update) },
      ];
    case 2:
      return ["doc:sync", { stateVector: stateVector(random), wantsHash: random.oneIn(2) }];
    case 3:
      return [
        "doc:part",
        {
          sender: who.sender,
          seq: 1,
          part: random.int(10),
          parts: random.int(10),
          bytes: update(),
        },
      ];
    case 4:
      return ["doc:bind", { clientId: random.pick([number, random.int(2 ** 31)]) }];
    case 5:
      return ["doc:watermark", { sender: number }];
    case 6:
      return ["room:ready", { isReady: random.oneIn(2) }];
    default:
      return [
        "presence:update",
        { clientId: random.pick([who.clientId, number]), clock: number, state: presence(random) },
      ];
  }
}

function stateVector(random: Random): Uint8Array {
  const e = encoding.createEncoder();
  const size = random.pick([0, 1, 3, 8_000]);
  encoding.writeVarUint(e, random.oneIn(4) ? 2 ** 40 : size);
  for (let i = 0; i < size; i++) {
    encoding.writeVarUint(e, random.pick([i, 1, 2 ** 32 - 1, 2 ** 45]));
    encoding.writeVarUint(e, random.pick([0, 1, 7, 2 ** 31, 2 ** 52]));
  }
  return encoding.toUint8Array(e).slice(0, 64 * 1024 + random.int(2));
}

/** Somewhere, in every shape that looks like it. */
function presence(random: Random): unknown {
  const point = () =>
    random.pick<unknown>([[1, 2], [1], [1e9, 0], ["1", 2], null, [Number.NaN, 1]]);
  const id = { client: random.pick([1, -1, 2 ** 33]), clock: random.pick([0, 1.5, 2 ** 31]) };
  return random.pick<unknown>([
    null,
    {},
    [],
    "here",
    {
      pointer: {
        x: random.pick([0, 1e8, "0"]),
        y: 0,
        tool: random.pick(["pointer", "laser", "gun"]),
      },
    },
    { caret: { anchor: { item: id, tname: "x".repeat(random.int(64)) }, head: { type: id } } },
    {
      selected: Array.from({ length: random.int(400) }, (_, i) =>
        random.pick([`e${i}`, "__proto__", 7]),
      ),
    },
    {
      stroke: {
        colour: "#000".repeat(random.int(30)),
        width: 1,
        points: Array.from({ length: random.int(600) }, point),
      },
    },
    { user: { name: "Ida" } },
    JSON.parse('{"__proto__":{"isAdmin":true}}'),
  ]);
}

/** Bytes turned over in a frame that was right. */
function damaged(random: Random, frame: Frame): Frame {
  if (typeof frame === "string") return frame;
  const copy = frame.slice();
  for (let i = random.int(3); i > 0; i--) copy[random.int(copy.length)] = random.int(256);
  return random.oneIn(4) ? copy.slice(0, 1 + random.int(copy.length)) : copy;
}

export interface HostileFrames {
  frames: Frame[];
  /** The line is not expected to live. */
  isBreaker: boolean;
}

export function hostileFrames(random: Random, who: Attacker): HostileFrames {
  if (random.oneIn(BREAKER_EVERY))
    return { frames: [random.pick(BREAKERS)(random)], isBreaker: true };
  const nsp = random.oneIn(5)
    ? random.pick([PRIVATE_NAMESPACE, "/", "/__proto__", "/nowhere"])
    : ROOM_NAMESPACE;
  const id = random.oneIn(2) ? random.int(1e9) : undefined;
  const text = (body: string): HostileFrames => ({ frames: [MESSAGE + body], isBreaker: false });
  const space = nsp === "/" ? "" : `${nsp},`;
  switch (random.int(6)) {
    case 0: {
      // Wrong arity, and prototype keys as text: JSON.stringify would not write them.
      const args = Array.from({ length: random.int(4) }, () => random.pick(PAYLOADS)).filter(
        Boolean,
      );
      const name = random.pick(REQUESTS.slice(2));
      return text(`2${space}${id ?? ""}[${[JSON.stringify(name), ...args].join(",")}]`);
    }
    case 1:
      return text(
        `2${space}${id ?? ""}[${JSON.stringify(random.pick(UNKNOWN))},${random.pick(PAYLOADS) || "0"}]`,
      );
    case 2:
      // Answers that nobody has asked for, and places that do not exist.
      return text(
        random.pick([
          `3${space}${id ?? 7}[{"ok":true}]`,
          `0${"/nowhere"},`,
          `0${PRIVATE_NAMESPACE},`,
          `1/nowhere,`,
        ]),
      );
    case 3: {
      // Bytes where text is expected.
      const [name] = wellFormed(random, who);
      return {
        frames: framesOf(
          name,
          random.pick<unknown>([
            new Uint8Array(9),
            [new Uint8Array(3)],
            { isReady: new Uint8Array(1) },
          ]),
          nsp,
          id,
        ),
        isBreaker: false,
      };
    }
    case 4: {
      const [name, payload] = wellFormed(random, who);
      const frames = framesOf(name, payload, nsp, id).map((frame) => damaged(random, frame));
      return { frames, isBreaker: frames.some((frame) => typeof frame !== "string") };
    }
    default: {
      const [name, payload] = wellFormed(random, who);
      return { frames: framesOf(name, payload, nsp, id), isBreaker: false };
    }
  }
}
