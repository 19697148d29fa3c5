/**
 * Searches what a browser received for a word that must not be there: as it is, as base64, and in
 * the text that Yjs updates write, also where it was typed letter by letter.
 */
import * as Y from "yjs";
import { readFrame } from "@/lib/protocol/frame";
import type { Channel, Received } from "./recording-proxy";

export interface Hit {
  channel: Channel;
  where: string;
  how: "plain" | "base64" | "yjs";
}

/** @param word letters and digits only, so that no JSON, HTML or URL writes it differently */
export function findWord(received: readonly Received[], word: string): Hit[] {
  return findWords(received, [word]).get(word) ?? [];
}

/** As `findWord`, for many words in one pass over the bytes. */
export function findWords(
  received: readonly Received[],
  words: readonly string[],
): Map<string, Hit[]> {
  const searches = words.map((word) => {
    if (!/^[A-Za-z0-9]{12,}$/.test(word))
      throw new Error(`"${word}" could be missed or met by chance`);
    const hits: Hit[] = [];
    return { word, encoded: base64Forms(word), hits };
  });
  const updates = new Map<string, Uint8Array[]>();
  for (const { channel, where, bytes } of received) {
    const whole = bytes();
    const text = whole.toString("latin1");
    for (const { word, encoded, hits } of searches) {
      if (text.includes(word)) hits.push({ channel, where, how: "plain" });
      if (encoded.some((form) => text.includes(form))) hits.push({ channel, where, how: "base64" });
    }
    const key = `${channel} ${where}`;
    const list = updates.get(key) ?? [];
    updates.set(key, list);
    if (channel === "socket-binary") list.push(whole, ...bytesInFrame(whole));
    // JavaScript is no place for anybody's edits, and full of long runs of letters.
    else if (channel !== "static") list.push(...decodedRuns(text));
  }
  for (const [key, list] of updates) {
    const written = writtenBy(list);
    const [channel = "page", where = ""] = key.split(/ (.*)/s);
    for (const { word, hits } of searches)
      if (written.includes(word)) hits.push({ channel: channel as Channel, where, how: "yjs" });
  }
  return new Map(searches.map(({ word, hits }) => [word, hits]));
}

/** The middle of a word's base64 at each of the three places it can begin in a group of bytes. */
function base64Forms(word: string): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.from(`${"\0".repeat(offset)}${word}`).toString("base64");
    // The first and last group share bits with whatever stands beside the word.
    return encoded.replace(/=+$/, "").slice(offset === 0 ? 0 : 4, -4);
  });
}

/** The updates a frame of ours carries, as Yjs wrote them. */
function bytesInFrame(frame: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = [];
  const search = (value: unknown): void => {
    if (value instanceof Uint8Array) found.push(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(search);
  };
  try {
    search(readFrame(frame).data);
  } catch {
    // Another server's frame.
  }
  return found;
}

/** What stands in a text as base64 of some length. */
function decodedRuns(text: string): Uint8Array[] {
  return [...text.matchAll(/[A-Za-z0-9+/_-]{24,}/g)].map(([run]) => Buffer.from(run, "base64"));
}

interface Piece {
  clock: number;
  text: string;
}

/**
 * All text that updates carry, deleted or not, each author's in the order it was written. Nothing
 * is applied, so an update counts also where those it builds on never arrived.
 */
function writtenBy(updates: readonly Uint8Array[]): string {
  const byAuthor = new Map<number, Piece[]>();
  for (const update of updates) {
    for (const decode of [Y.decodeUpdate, Y.decodeUpdateV2]) {
      for (const struct of structsOf(decode, update)) {
        if (!(struct instanceof Y.Item)) continue;
        const pieces = byAuthor.get(struct.id.client) ?? [];
        byAuthor.set(struct.id.client, pieces);
        pieces.push({ clock: struct.id.clock, text: textOf(struct.content) });
      }
    }
  }
  return [...byAuthor.values()]
    .map((pieces) =>
      pieces
        .toSorted((a, b) => a.clock - b.clock)
        .filter((piece, i, all) => piece.clock !== all[i - 1]?.clock)
        .map((piece) => piece.text)
        .join(""),
    )
    .join("\n");
}

function structsOf(decode: typeof Y.decodeUpdate, update: Uint8Array) {
  try {
    return decode(update).structs;
  } catch {
    // Not an update, or not of this format.
    return [];
  }
}

function textOf(content: Y.Item["content"]): string {
  if (content instanceof Y.ContentString) return content.str;
  if (content instanceof Y.ContentAny) return JSON.stringify(content.arr);
  if (content instanceof Y.ContentJSON) return JSON.stringify(content.arr);
  if (content instanceof Y.ContentEmbed) return JSON.stringify(content.embed);
  if (content instanceof Y.ContentFormat) return JSON.stringify([content.key, content.value]);
  if (content instanceof Y.ContentBinary) return Buffer.from(content.content).toString("latin1");
  return "";
}
