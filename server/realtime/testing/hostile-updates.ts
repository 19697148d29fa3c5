/**
 * Updates as somebody would make them who knows the format and means harm, by seed: noise, real
 * updates damaged in every way, and whole updates put together from parts that do not belong.
 */
import * as encoding from "lib0/encoding";
import type { Random } from "./random";
import {
  gc,
  innerItem,
  itemBetween,
  number,
  type RawAuthor,
  type RawDeletes,
  type RawId,
  raw,
  rawUpdate,
  rootItem,
  text,
  type Write,
} from "./raw-update";

/** What a hostile client can know about the room. */
export interface Surroundings {
  /** ClientIDs with the clock up to which each is held; the first is the sender's own. */
  clocks: readonly (readonly [client: number, clock: number])[];
  /** Updates a real tab has made here, in order. */
  real: readonly Uint8Array[];
}

export const KINDS = ["noise", "cut", "flipped", "respliced", "glued", "forged"] as const;
export type Kind = (typeof KINDS)[number];

const EXTREMES = [
  0,
  1,
  2,
  63,
  127,
  128,
  255,
  16_383,
  16_384,
  65_536,
  999_999,
  1_000_000,
  1_000_001,
  0x7fff_ffff,
  0x8000_0000,
  0xffff_ffff,
  0x1_0000_0000,
  2 ** 40,
  Number.MAX_SAFE_INTEGER,
];
const ROOTS = [
  "document",
  "elements",
  "notes",
  "",
  "__proto__",
  "constructor",
  "secrets",
  "toString",
];
const NODES = [
  "section",
  "paragraph",
  "heading",
  "bulletList",
  "listItem",
  "table",
  "tableRow",
  "tableCell",
  "codeBlock",
  "blockquote",
  "hardBreak",
  "script",
  "iframe",
  "__proto__",
  "",
  "UNDEFINED",
];
const KEYS = [
  "phase",
  "level",
  "checked",
  "start",
  "colspan",
  "colwidth",
  "language",
  "type",
  "x",
  "y",
  "size",
  "txt",
  "link",
  "groupIds",
  "customData",
  "strokeColor",
  "points",
  "shape-1",
  "shape-2",
  "__proto__",
  "constructor",
  "prototype",
  "hasOwnProperty",
  "onclick",
  "",
  "no id",
  "\u0000",
  "\ud800",
];
const TEXTS = [
  "a",
  "",
  "word ",
  "\u0000",
  "\ud83d",
  "\ude00",
  "😀",
  "e\u0301",
  "<script>",
  "‮",
  "x".repeat(300),
];
const JSONS = [
  "{}",
  "null",
  "true",
  "1e999",
  "{",
  "",
  '{"href":"https://a.example"}',
  '{"href":"javascript:alert(1)"}',
  '{"__proto__":{"a":1}}',
  '{"constructor":1}',
  "[".repeat(400),
  `${"[".repeat(200)}${"]".repeat(200)}`,
  '"\\ud800"',
];
const MARKS = ["bold", "italic", "link", "code", "blink", "__proto__", "constructor", ""];
const SCALARS: readonly unknown[] = [
  0,
  1,
  -1,
  2 ** 31,
  1e308,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  0.1,
  true,
  false,
  null,
  undefined,
  "",
  "rectangle",
  "ellipse",
  "image",
  "iframe",
  "p1",
  "#e03131",
  "javascript:alert(1)",
  "https://a.example",
  "x".repeat(2_100),
  10n,
  new Uint8Array([1, 2, 3]),
  3,
  "python",
];
/** Few people have seen the rest; two of them are sub-documents and what Yjs skips. */
const CONTENT_REFS = 12;

/** A number of any size, mostly near something that matters. */
function anyNumber(random: Random, near: number): number {
  switch (random.int(8)) {
    case 0:
      return random.pick(EXTREMES);
    case 1:
      return near + 1;
    case 2:
      return Math.max(0, near - 1);
    case 3:
      return random.int(1 + near);
    default:
      return near;
  }
}

function anyValue(random: Random, depth = 0): unknown {
  const chance = random.int(depth > 3 ? 8 : 12);
  if (chance < 8) return random.pick(SCALARS);
  if (chance === 8) {
    // Deeper than anything may be, all at once.
    let value: unknown = 1;
    for (let i = random.int(14); i > 0; i--)
      value = random.oneIn(2) ? [value] : { [random.pick(KEYS)]: value };
    return value;
  }
  if (chance === 9)
    return {
      width: 1,
      height: 1,
      points: Array.from({ length: random.int(9) }, () => [1, random.pick([2, 3, "4"])]),
    };
  const size = random.int(5);
  if (chance === 10) return Array.from({ length: size }, () => anyValue(random, depth + 1));
  const object: Record<string, unknown> = Object.create(null);
  for (let i = 0; i < size; i++) object[random.pick(KEYS)] = anyValue(random, depth + 1);
  return object;
}

function content(random: Random, ref: number): Write {
  return (e) => {
    switch (ref) {
      case 0:
      case 1:
      case 10:
        return number(random.oneIn(3) ? random.pick(EXTREMES) : 1 + random.int(4))(e);
      case 2:
        return number(random.int(3))(e);
      case 3:
        return encoding.writeVarUint8Array(e, new Uint8Array(random.int(20)));
      case 4:
        return text(random.pick(TEXTS))(e);
      case 5:
        return text(random.pick(JSONS))(e);
      case 6:
        text(random.pick(MARKS))(e);
        return text(random.pick(JSONS))(e);
      case 7: {
        const type = random.pick([0, 1, 1, 2, 3, 3, 3, 4, 5, 6, 6, 7, 200]);
        number(type)(e);
        if (type === 3 || type === 5) text(random.pick(NODES))(e);
        return;
      }
      case 9:
        text(random.pick(TEXTS))(e);
        return encoding.writeAny(e, { autoLoad: true, gc: false });
      default: {
        const count = random.oneIn(6) ? random.int(4) : 1;
        number(random.oneIn(20) ? random.pick(EXTREMES) : count)(e);
        for (let i = 0; i < count; i++) encoding.writeAny(e, anyValue(random) as never);
      }
    }
  };
}

function anyStruct(random: Random, { clocks }: Surroundings, self: RawId): Write {
  // Text, marks, types and values are what is worth trying; the rest is one in eight.
  const ref = random.oneIn(8) ? random.int(CONTENT_REFS) : random.pick([4, 4, 6, 7, 7, 8, 8, 1]);
  const id = (): RawId => {
    if (random.oneIn(3)) return [self[0], Math.max(0, self[1] - 1 - random.int(4))];
    const [client, clock] = random.pick(clocks);
    return [client, random.oneIn(6) ? anyNumber(random, clock) : random.int(1 + clock)];
  };
  const key = random.oneIn(2) ? random.pick(KEYS) : null;
  const inside = content(random, ref);
  if (ref === 0 || random.oneIn(12)) return gc(random.oneIn(3) ? random.pick(EXTREMES) : 1);
  switch (random.int(5)) {
    case 0:
      return rootItem(
        random.oneIn(3) ? random.pick(ROOTS) : random.pick(["document", "elements"]),
        key,
        ref,
        inside,
      );
    case 1:
      return innerItem(id(), key, ref, inside);
    case 2:
      return itemBetween(id(), null, ref, inside);
    case 3:
      return itemBetween(null, id(), ref, inside);
    default:
      return itemBetween(id(), id(), ref, inside);
  }
}

function forged(random: Random, around: Surroundings): Uint8Array {
  const [own] = around.clocks;
  const authors: RawAuthor[] = [];
  for (let i = random.oneIn(6) ? 0 : 1 + random.int(random.oneIn(10) ? 4 : 1); i > 0; i--) {
    const [client, held] = random.oneIn(8) || own === undefined ? random.pick(around.clocks) : own;
    const who = random.oneIn(30) ? random.pick(EXTREMES) : client;
    const clock = random.oneIn(10) ? anyNumber(random, held) : held;
    const structs = Array.from({ length: 1 + random.int(random.oneIn(8) ? 12 : 3) }, (_, k) =>
      anyStruct(random, around, [who, clock + k]),
    );
    authors.push({ client: who, clock, structs });
  }
  const deletes: RawDeletes[] = [];
  for (let i = random.oneIn(4) ? 1 + random.int(3) : 0; i > 0; i--) {
    const [client, held] = random.pick(around.clocks);
    let from = 0;
    const ranges = Array.from({ length: random.int(5) }, () => {
      from = random.oneIn(6) ? anyNumber(random, held) : from + random.int(1 + held / 4);
      const length = random.oneIn(10) ? random.pick(EXTREMES) : 1 + random.int(3);
      const range = [Math.floor(from), length] as const;
      from += length;
      return range;
    });
    deletes.push({ client: random.oneIn(20) ? random.pick(EXTREMES) : client, ranges });
  }
  return rawUpdate(authors, deletes);
}

function noise(random: Random): Uint8Array {
  const length = random.oneIn(50) ? random.int(4_096) : random.int(48);
  // Low bytes make counts that can be met, so that reading gets further.
  const below = random.pick([4, 16, 128, 256]);
  return Uint8Array.from({ length }, () => random.int(below));
}

/** Bytes left out, doubled, swapped for an extreme number, or for those of another update. */
function respliced(random: Random, update: Uint8Array, others: readonly Uint8Array[]): Uint8Array {
  const at = random.int(update.length);
  const end = at + random.int(4);
  const middle = [
    () => [],
    () => [...update.slice(at, end), ...update.slice(at, end)],
    () => [...raw(number(random.pick(EXTREMES)))],
    () => [...random.pick(others).slice(0, random.int(24))],
  ];
  return Uint8Array.of(...update.slice(0, at), ...random.pick(middle)(), ...update.slice(end));
}

export function hostileUpdate(random: Random, kind: Kind, around: Surroundings): Uint8Array {
  const update = random.pick(around.real);
  switch (kind) {
    case "noise":
      return noise(random);
    case "forged":
      return forged(random, around);
    case "cut":
      return update.slice(0, random.int(update.length));
    case "flipped": {
      const copy = update.slice();
      for (let i = 1 + random.int(3); i > 0; i--) {
        const at = random.int(copy.length);
        copy[at] = (copy[at] ?? 0) ^ (1 << random.int(8));
      }
      return copy;
    }
    case "respliced":
      return respliced(random, update, around.real);
    case "glued": {
      const other = random.pick(around.real);
      return Uint8Array.of(...update, ...other);
    }
    default:
      return kind satisfies never;
  }
}
