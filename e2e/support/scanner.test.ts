import { expect, test } from "vitest";
import * as Y from "yjs";
import type { Channel, Received } from "./recording-proxy";
import { findWord } from "./scanner";
import { FrameReader, type SocketMessage } from "./websocket-frames";

const WORD = "Zanzibar7Quokka";

function got(channel: Channel, bytes: Uint8Array | string): Received {
  const kept = Buffer.from(bytes);
  return { channel, where: "/x", bytes: () => kept };
}
const hows = (...received: Received[]) => findWord(received, WORD).map((hit) => hit.how);

test("a word is found as it is, on every channel", () => {
  for (const channel of ["headers", "page", "static", "socket-text", "socket-binary"] as const)
    expect(findWord([got(channel, `… ${WORD} …`)], WORD)).toContainEqual({
      channel,
      where: "/x",
      how: "plain",
    });
  expect(hows(got("page", "nothing of the kind"))).toEqual([]);
});

test.each([0, 1, 2, 3, 4, 5])(
  "a word is found in base64 that begins %i bytes before it",
  (before) => {
    const encoded = Buffer.from(`${"x".repeat(before)}${WORD} and more`).toString("base64");
    expect(hows(got("page", `{"a":"${encoded}"}`))).toContain("base64");
    expect(hows(got("socket-text", Buffer.from(encoded).toString("latin1")))).toContain("base64");
  },
);

/** Updates of somebody who types a word letter by letter, one of them in between deleted again. */
function typed(format: 1 | 2): Uint8Array[] {
  const doc = new Y.Doc();
  const text = new Y.XmlText();
  doc.getXmlFragment("notes").insert(0, [text]);
  const updates: Uint8Array[] = [];
  doc.on(format === 1 ? "update" : "updateV2", (update: Uint8Array) => updates.push(update));
  for (const [i, letter] of [...WORD].entries()) text.insert(i, letter);
  return updates;
}

test.each([1, 2] as const)(
  "a word typed letter by letter is found in Yjs updates of format V%i",
  (format) => {
    const frames = typed(format).map((update) => got("socket-binary", update));
    expect(hows(...frames)).toEqual(["yjs"]);
    expect(hows(...frames.slice(0, -1))).toEqual([]);
  },
);

test("a word is found in a whole Yjs state, in an element of a canvas, and in base64 of either", () => {
  const doc = new Y.Doc();
  const element = new Y.Map<unknown>();
  doc.getMap("elements").set("a", element);
  element.set("txt", { text: `a ${WORD}` });
  const state = Y.encodeStateAsUpdateV2(doc);
  expect(hows(got("socket-binary", state))).toContain("yjs");
  for (const [letter, update] of typed(1).entries()) {
    // Letter by letter and each in a text of its own: only together are they the word.
    expect(hows(got("socket-text", Buffer.from(update).toString("base64"))), `${letter}`).toEqual(
      [],
    );
  }
  const texts = typed(1).map((update) =>
    got("socket-text", JSON.stringify({ u: Buffer.from(update).toString("base64") })),
  );
  expect(hows(...texts)).toEqual(["yjs"]);
});

test("a word that could be written in two ways, or met by chance, is not accepted", () => {
  for (const word of ["short", "with space and more", "has-a-dash-inside"])
    expect(() => findWord([], word)).toThrow();
});

test("messages are read out of frames of any length, however the bytes are cut", () => {
  const messages = [
    Buffer.from("short"),
    Buffer.alloc(200, "b"),
    Buffer.alloc(70_000, "c"),
    Buffer.alloc(0),
  ];
  const header = (length: number, opcode: number) => {
    if (length < 126) return Buffer.from([0x80 | opcode, length]);
    const long = Buffer.alloc(length < 65_536 ? 4 : 10);
    long[0] = 0x80 | opcode;
    long[1] = length < 65_536 ? 126 : 127;
    if (length < 65_536) long.writeUInt16BE(length, 2);
    else long.writeBigUInt64BE(BigInt(length), 2);
    return long;
  };
  const stream = Buffer.concat([
    ...messages.flatMap((message) => [header(message.length, 2), message, header(0, 9)]),
    // One message in two parts, with a ping between them.
    Buffer.from([0x01, 2]),
    Buffer.from("ab"),
    header(0, 9),
    Buffer.from([0x80, 1]),
    Buffer.from("c"),
  ]);
  for (const step of [1, 7, 65_536]) {
    const read: SocketMessage[] = [];
    const reader = new FrameReader((message) => read.push(message));
    for (let i = 0; i < stream.length; i += step) reader.take(stream.subarray(i, i + step));
    expect(read.map(({ bytes }) => bytes.length)).toEqual([5, 200, 70_000, 0, 3]);
    expect(read.at(-1)).toEqual({ isText: true, bytes: Buffer.from("abc") });
  }
});

test("a masked or compressed frame is an error, not silence", () => {
  for (const bytes of [
    [0x81, 0x85],
    [0xc1, 0x05],
  ])
    expect(() => new FrameReader(() => {}).take(Buffer.from(bytes))).toThrow();
});
