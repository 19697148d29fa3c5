/**
 * Updates that are small and would keep the process busy for seconds: each is refused before it is
 * applied, and what an editor makes of the same size is not.
 */
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { documentOf, elementsOf, openRoots } from "@/lib/room-document/roots";
import { buildStarter } from "@/lib/room-document/starter";
import {
  ANY,
  innerItem,
  itemBetween,
  number,
  type RawId,
  rawDelete,
  rawStructs,
  rawUpdate,
  rootItem,
  STRING,
  TYPE,
  text,
  value,
  type Write,
} from "./testing/raw-update";
import { checkUpdate, type GateContext } from "./update-gate";
import { MAX_WORK_PER_UPDATE } from "./update-gate-limits";

const MALLORY = 4_000_000_001;
const OTHER = 2_000_000_002;
const MAP = 1;
const XML_ELEMENT = 3;
const context: GateContext = {
  plane: "shared",
  clientOwner: (id) => (id === 1 ? "other" : "self"),
};
const starter = buildStarter([{ phaseId: "p1", blocks: [] }]);

function newStaging(): Y.Doc {
  const staging = new Y.Doc();
  openRoots(staging, "shared");
  Y.applyUpdate(staging, starter);
  return staging;
}

const verdict = (staging: Y.Doc, update: Uint8Array) => {
  const checked = checkUpdate(staging, update, context);
  return checked.ok ? "accepted" : checked.code;
};

/** A run of text under the room's section. @returns the id of a character of it */
function withText(staging: Y.Doc, length: number, client = MALLORY): (at: number) => RawId {
  const section = documentOf(staging, "shared").get(0) as Y.XmlElement;
  const doc = new Y.Doc();
  openRoots(doc, "shared");
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(staging));
  doc.clientID = client;
  const [block, run] = [new Y.XmlElement("codeBlock"), new Y.XmlText()];
  run.insert(0, "x".repeat(length));
  block.insert(0, [run]);
  (documentOf(doc, "shared").get(0) as Y.XmlElement).insert(section.length, [block]);
  const first = run._start?.id.clock ?? expect.fail();
  Y.applyUpdate(staging, Y.encodeStateAsUpdate(doc));
  return (at) => [client, first + at];
}

const many = (count: number, make: (i: number) => Write) =>
  Array.from({ length: count }, (_, i) => make(i));

/** An element whose one property is given its value so often by somebody who names no older one. */
function forgetful(times: number): Uint8Array {
  const element = rootItem("elements", "shape", TYPE, number(MAP));
  const set = (i: number) => innerItem([MALLORY, 0], "x", ANY, value(i));
  return rawStructs(MALLORY, 0, element, ...many(times, set));
}

describe("[G8] work that an update's size does not explain", () => {
  test("[too-large] is taken up to the limit, and refused one step past it", () => {
    // The n-th value goes past n - 1 others to find the first, and then meets that one.
    let times = 1;
    while ((times * (times + 3)) / 2 <= MAX_WORK_PER_UPDATE) times++;
    expect(verdict(newStaging(), forgetful(times))).toBe("accepted");
    expect(verdict(newStaging(), forgetful(times + 1))).toBe("too-large");
  });

  test.each<[string, (staging: Y.Doc) => Uint8Array]>([
    [
      "characters that name a far neighbour each",
      (staging) => {
        const at = withText(staging, 5_000);
        const items = many(4_999, (i) => itemBetween(at(0), at(4_999 - i), STRING, text("a")));
        return rawStructs(OTHER, 0, ...items);
      },
    ],
    [
      "the same between what others wrote there before",
      (staging) => {
        const at = withText(staging, 2);
        const between = (count: number) =>
          many(count, () => itemBetween(at(0), at(1), STRING, text("a")));
        Y.applyUpdate(staging, rawStructs(10, 0, ...between(10_000)));
        return rawStructs(99, 0, ...between(100));
      },
    ],
    [
      "deletes of every other character of a long text",
      (staging) => {
        const at = withText(staging, 60_000);
        const ranges = Array.from({ length: 29_999 }, (_, i) => [at(2 * i + 1)[1], 1] as const);
        return rawUpdate([], [{ client: MALLORY, ranges }]);
      },
    ],
    [
      "characters between all characters of a long text",
      (staging) => {
        const at = withText(staging, 40_000);
        const items = many(39_999, (i) => itemBetween(at(i), at(i + 1), STRING, text("a")));
        return rawStructs(OTHER, 0, ...items);
      },
    ],
    [
      "values of one key after a long history of it",
      (staging) => {
        const doc = new Y.Doc();
        openRoots(doc, "shared");
        doc.clientID = OTHER;
        const element = new Y.Map<unknown>();
        elementsOf(doc).set("shape", element);
        doc.transact(() => {
          // In turns, so that neither's past is joined into one.
          for (let i = 0; i < 40_000; i++) element.set(i % 2 === 0 ? "x" : "y", i);
        });
        Y.applyUpdate(staging, Y.encodeStateAsUpdate(doc));
        const set = (i: number) => innerItem([OTHER, 0], "x", ANY, value(i));
        return rawStructs(MALLORY, 0, ...many(20, set));
      },
    ],
    [
      "one delete that takes a hundred thousand nodes with it",
      (staging) => {
        const node =
          (name: string): Write =>
          (e) => {
            number(XML_ELEMENT)(e);
            text(name)(e);
          };
        const section = rootItem("document", null, TYPE, node("section"));
        Y.applyUpdate(staging, rawStructs(MALLORY, 0, section));
        const child = (i: number) =>
          i === 0
            ? innerItem([MALLORY, 0], null, TYPE, node("horizontalRule"))
            : itemBetween([MALLORY, i], null, TYPE, node("horizontalRule"));
        const structs = many(130_000, child);
        Y.applyUpdate(staging, rawUpdate([{ client: MALLORY, clock: 1, structs }]));
        return rawDelete(MALLORY, 0, 1);
      },
    ],
  ])("%s", (_what, forge) => {
    const staging = newStaging();
    const update = forge(staging);
    const before = Y.encodeStateVector(staging);
    expect(verdict(staging, update)).toBe("too-large");
    expect(Y.encodeStateVector(staging)).toEqual(before);
  });

  test("ranges of deletes that overlap, go back or name an author twice", () => {
    const staging = newStaging();
    const at = withText(staging, 100);
    const ranges = (...list: [number, number][]) => ({
      client: MALLORY,
      ranges: list.map(([from, length]) => [at(from)[1], length] as const),
    });
    const check = (...deletes: Parameters<typeof rawUpdate>[1] & object) =>
      verdict(staging, rawUpdate([], deletes));
    expect(check(ranges([0, 10], [10, 10], [30, 5]))).toBe("accepted");
    expect(check(ranges([0, 10], [9, 10]))).toBe("malformed");
    expect(check(ranges([30, 5], [0, 10]))).toBe("malformed");
    expect(check(ranges([0, 10]), ranges([20, 10]))).toBe("malformed");
  });

  test("more values than one are refused at the second", () => {
    const values = (count: number) =>
      rawStructs(
        MALLORY,
        0,
        rootItem("elements", "shape", ANY, (e) => {
          number(count)(e);
          for (let i = 0; i < count; i++) number(126)(e);
        }),
      );
    expect(verdict(newStaging(), values(2))).toBe("schema");
  });
});

describe("[G8] what people do costs nothing of that", () => {
  function edited(staging: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array {
    const doc = new Y.Doc();
    openRoots(doc, "shared");
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(staging));
    doc.clientID = OTHER;
    const before = Y.encodeStateVector(doc);
    doc.transact(() => change(doc));
    return Y.encodeStateAsUpdate(doc, before);
  }
  const section = (doc: Y.Doc) => documentOf(doc, "shared").get(0) as Y.XmlElement;
  const paragraphs = (count: number) =>
    Array.from({ length: count }, () => {
      const [paragraph, run] = [new Y.XmlElement("paragraph"), new Y.XmlText()];
      run.insert(0, "a pasted paragraph of some length");
      paragraph.insert(0, [run]);
      return paragraph;
    });

  test("a long paste beside somebody else's", () => {
    const staging = newStaging();
    const paste = edited(staging, (doc) => section(doc).insert(0, paragraphs(3_000)));
    const theirs = new Y.Doc();
    openRoots(theirs, "shared");
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(staging));
    theirs.clientID = MALLORY;
    section(theirs).insert(0, paragraphs(20));
    Y.applyUpdate(staging, Y.encodeStateAsUpdate(theirs));
    expect(verdict(staging, paste)).toBe("accepted");
  });

  test("a word replaced a thousand times in a text that was written letter by letter", () => {
    const staging = newStaging();
    withText(staging, 20_000);
    const replace = edited(staging, (doc) => {
      const block = section(doc).get(section(doc).length - 1) as Y.XmlElement;
      const run = block.get(0) as Y.XmlText;
      for (let i = 0; i < 1_000; i++) {
        run.delete(i * 20, 3);
        run.insert(i * 20, "new");
      }
    });
    expect(verdict(staging, replace)).toBe("accepted");
  });

  test("a board of 1,500 shapes moved together, and taken away", () => {
    const staging = newStaging();
    const shapes = Array.from({ length: 1_500 }, (_, i) => `shape-${i}`);
    const properties = Array.from({ length: 20 }, (_, i) => [`k${i}`, i] as [string, unknown]);
    const doc = new Y.Doc();
    openRoots(doc, "shared");
    doc.clientID = MALLORY;
    doc.transact(() => {
      for (const id of shapes)
        elementsOf(doc).set(id, new Y.Map<unknown>([...properties, ["x", 1], ["y", 1]]));
    });
    Y.applyUpdate(staging, Y.encodeStateAsUpdate(doc));
    const moved = edited(staging, (board) => {
      for (const id of shapes) for (const key of ["x", "y"]) elementsOf(board).get(id)?.set(key, 2);
    });
    expect(verdict(staging, moved)).toBe("accepted");
    Y.applyUpdate(staging, moved);
    const erased = edited(staging, (board) => {
      for (const id of shapes) elementsOf(board).delete(id);
    });
    expect(verdict(staging, erased)).toBe("accepted");
  });
});
