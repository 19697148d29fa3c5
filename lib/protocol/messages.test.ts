import * as buffer from "lib0/buffer";
import * as sha256 from "lib0/hash/sha256";
import { expect, test } from "vitest";
import { z } from "zod";
import {
  Bytes,
  MAX_FRAME_BYTES,
  MAX_PART_BYTES,
  PROTOCOL_VERSION,
  planeAnnouncements,
  planeMessages,
  privateRequests,
  roomAnnouncements,
  roomRequests,
} from "./messages";
import { REFUSAL_SENTENCES, RefusalCode } from "./refusals";

/**
 * The shape of the contract, and the version it belongs to. When this fails, either stay
 * compatible with pages that are open now, or raise PROTOCOL_VERSION, and put the new pair here.
 */
const PINNED = { version: 2, shape: "c8a58260d8bdfc7a" };

/** Every schema of the contract as JSON, what JSON Schema cannot say left open. */
function shapeOf(value: unknown, io: "input" | "output"): unknown {
  if (value instanceof z.ZodType)
    return z.toJSONSchema(value, { io, unrepresentable: "any", target: "draft-2020-12" });
  const entries = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(
    entries.map(([name, inner]) => [name, shapeOf(inner, name === "payload" ? "input" : io)]),
  );
}

test("the contract has not changed without its version", () => {
  const contract = {
    requests: { room: roomRequests, private: privateRequests, messages: planeMessages },
    announcements: { room: roomAnnouncements, plane: planeAnnouncements },
    codes: RefusalCode,
  };
  const bytes = new TextEncoder().encode(JSON.stringify(shapeOf(contract, "input")));
  const shape = buffer.toHexString(sha256.digest(bytes)).slice(0, 16);
  expect({ version: PROTOCOL_VERSION, shape }).toEqual(PINNED);
});

test("every refusal has a sentence that ends like one", () => {
  for (const code of RefusalCode.options)
    expect(REFUSAL_SENTENCES[code], code).toMatch(/^[A-Z].*\.$/);
});

test("binary arrives as bytes, whatever carried it", () => {
  const bytes = new Uint8Array([1, 2]);
  for (const carrier of [bytes, Buffer.from(bytes), bytes.buffer])
    expect([...Bytes.parse(carrier)]).toEqual([1, 2]);
  expect(Bytes.safeParse([1, 2]).success).toBe(false);
  expect(Bytes.safeParse("ab").success).toBe(false);
});

test("a part with its framing fits into a frame", () => {
  expect(MAX_PART_BYTES).toBeLessThan(MAX_FRAME_BYTES / 1.5);
});
