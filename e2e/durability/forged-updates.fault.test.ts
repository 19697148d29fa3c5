/** A hostile client says everything that our page never would. */
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { newClientId, newSender } from "@/app/interviews/[interviewId]/room/connection/identities";
import type { InterviewId } from "@/lib/domain/ids";
import {
  MAX_FRAME_BYTES,
  MAX_PART_BYTES,
  MAX_UPDATE_BYTES,
  PRIVATE_NAMESPACE,
} from "@/lib/protocol/messages";
import { documentOf, elementsOf } from "@/lib/room-document/roots";
import { type HeadlessPerson, typeInto } from "../support/headless";
import type { RawClient } from "../support/raw-client";
import { liveInterview, type Seat } from "./live-interview";

const room = liveInterview();
let interviewId: InterviewId;
let candidate: Seat;
let ida: HeadlessPerson;
let mallory: RawClient;
let before: string;

beforeAll(async () => {
  const begun = await room.begin();
  interviewId = begun.interviewId;
  candidate = begun.candidate;
  ida = await room.enter(interviewId, begun.host);
});
beforeEach(async () => {
  mallory = await room.raw(interviewId, candidate);
  ida.type("before;");
  await ida.untilSavedIs("saved");
  await mallory.contentHash();
  before = ida.hash;
});

afterEach(() => mallory.close());

/** Nobody else's document has changed, and the same client's next good edit is accepted. */
async function expectUnharmed(): Promise<void> {
  expect(await mallory.contentHash()).toBe(before);
  expect(ida.hash).toBe(before);
  const token = `good-${mallory.sender};`;
  const good = mallory.updateOf((doc) => typeInto(doc, token));
  expect(await mallory.send(good)).toMatchObject({ ok: true });
  await ida.untilContent(() => ida.text.includes(token));
}

const typed = () => mallory.updateOf((doc) => typeInto(doc, "forged"));

test("another person's clientID is refused", async () => {
  const forged = mallory.updateOf((doc) => typeInto(doc, "as Ida"), ida.doc.clientID);
  expect(await mallory.send(forged)).toMatchObject({ ok: false, code: "foreign-client" });
  expect(await mallory.ask("doc:bind", { clientId: ida.doc.clientID })).toMatchObject({
    ok: false,
    code: "foreign-client",
  });
  await expectUnharmed();
});

test("another person's sender is refused", async () => {
  const { sender } = ida.connection.shared.sync;
  expect(await mallory.send(typed(), { sender })).toMatchObject({
    ok: false,
    code: "foreign-sender",
  });
  await expectUnharmed();
});

test("a number too far ahead is a gap", async () => {
  expect(await mallory.send(typed(), { firstSeq: 5 })).toMatchObject({ ok: false, code: "gap" });
  await expectUnharmed();
});

test("an edit that builds on one that was never sent is a gap", async () => {
  const clientId = mallory.clientId;
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(mallory.doc));
  doc.clientID = clientId;
  typeInto(doc, "kept back");
  const between = Y.encodeStateVector(doc);
  typeInto(doc, "sent");
  expect(await mallory.send(Y.encodeStateAsUpdate(doc, between))).toMatchObject({
    ok: false,
    code: "gap",
  });
  await expectUnharmed();
});

test("the other update format and an empty update are refused", async () => {
  const v2 = Y.convertUpdateFormatV1ToV2(typed());
  expect(await mallory.send(v2)).toMatchObject({ ok: false });
  expect(await mallory.send(Y.encodeStateAsUpdate(new Y.Doc()))).toMatchObject({
    ok: false,
    code: "empty",
  });
  await expectUnharmed();
});

test.each<[string, (doc: Y.Doc) => void]>([
  ["a root of its own", (doc) => void doc.getMap("secrets").set("a", 1)],
  [
    "a script in the document",
    (doc) => documentOf(doc, "shared").push([new Y.XmlElement("script")]),
  ],
  [
    "an embedded page on the canvas",
    (doc) => void elementsOf(doc).set("x", new Y.Map([["type", "iframe"]])),
  ],
  [
    "a link that runs code",
    (doc) =>
      void elementsOf(doc).set(
        "x",
        new Y.Map(Object.entries({ type: "rectangle", link: "javascript:alert(1)" })),
      ),
  ],
  ["the interviewers' notes", (doc) => doc.getXmlFragment("notes").push([new Y.XmlText("x")])],
])("%s is not what the room accepts", async (_what, edit) => {
  const refused = await mallory.send(mallory.updateOf(edit));
  expect(refused).toMatchObject({ ok: false, code: "schema" });
  await expectUnharmed();
});

test("bytes that are no update, and messages of another shape, are refused", async () => {
  expect(await mallory.send(new Uint8Array([255, 1, 2, 3]))).toMatchObject({ ok: false });
  expect(await mallory.ask("doc:update", { updates: "all of them" })).toMatchObject({
    ok: false,
    code: "malformed",
  });
  expect(await mallory.ask("doc:update", null)).toMatchObject({ ok: false, code: "malformed" });
  await expectUnharmed();
});

test("an update in parts that is one byte too large is refused", async () => {
  const sender = newSender();
  const parts = Math.ceil(MAX_UPDATE_BYTES / MAX_PART_BYTES);
  const part = (number: number, bytes: Uint8Array) =>
    mallory.ask("doc:part", { sender, seq: 1, part: number, parts, bytes });
  expect(await part(0, new Uint8Array(MAX_PART_BYTES + 1))).toMatchObject({
    ok: false,
    code: "malformed",
  });
  expect(
    await mallory.ask("doc:part", {
      sender,
      seq: 1,
      part: 0,
      parts: parts + 1,
      bytes: new Uint8Array(1),
    }),
  ).toMatchObject({ ok: false, code: "malformed" });
  await expectUnharmed();
});

test("a frame larger than the wire allows ends that line and no other", async () => {
  const ended = new Promise((resolve) => mallory.socket.once("disconnect", resolve));
  void mallory.send(new Uint8Array(MAX_FRAME_BYTES + 1));
  await ended;
  expect(ida.state.status).toEqual({ kind: "open" });
  expect(ida.hash).toBe(before);
  mallory = await room.raw(interviewId, candidate);
  await expectUnharmed();
});

test("a candidate cannot reach the interviewers' plane, nor learn that there is one", async () => {
  const failure = (namespace: string) =>
    new Promise<string>((resolve) => {
      const socket = mallory.socket.io.socket(namespace);
      socket.once("connect", () => resolve("connected"));
      socket.once("connect_error", (error) => resolve(error.message));
      socket.connect();
    });
  expect(await failure(PRIVATE_NAMESPACE)).toBe("not-found");
  await expectUnharmed();
});

test("forged presence is refused, and nobody is shown where they are not", async () => {
  const { awareness } = ida.connection.shared.view;
  const say = (payload: unknown) => mallory.socket.emit("presence:update", payload);
  const at = (x: number) => ({ pointer: { x, y: 0, tool: "pointer" } });
  say({ clientId: ida.doc.clientID, clock: 1_000, state: at(1) });
  say({ clientId: newClientId(), clock: 1, state: at(2) });
  say({ clientId: mallory.clientId, clock: 1, state: { user: { name: "Ida" }, ...at(3) } });
  say({ clientId: mallory.clientId, clock: 1, state: { note: "x".repeat(10_000) } });
  say({ clientId: mallory.clientId, clock: 2, state: at(4) });
  await new Promise<void>((resolve) => {
    awareness.on("change", () => {
      if (awareness.getStates().has(mallory.clientId)) resolve();
    });
  });
  const others = [...awareness.getStates()].filter(([id]) => id !== ida.doc.clientID);
  expect(others).toHaveLength(1);
  expect(others[0]).toMatchObject([mallory.clientId, { ...at(4), user: { name: "Carl" } }]);
  expect(awareness.getLocalState()).not.toMatchObject(at(1));
  await expectUnharmed();
});
