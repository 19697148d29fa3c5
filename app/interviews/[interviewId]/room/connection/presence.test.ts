import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { ClientId } from "@/lib/domain/ids";
import type { Roster } from "@/lib/protocol/messages";
import { PlanePresence, type PresenceMessage, REPEAT_AFTER_MS, SEND_EVERY_MS } from "./presence";

const BEN = ClientId.parse(20);
let doc: Y.Doc;
let sent: PresenceMessage[];
let presence: PlanePresence;

const person = (participant: number, clientIds: number[], name = `Person ${participant}`) => ({
  participant,
  name,
  role: "candidate" as const,
  colour: participant,
  isHere: clientIds.length > 0,
  isReady: false,
  clientIds,
});
const together = (): Roster => [person(1, [doc.clientID]), person(2, [BEN], "Ben")];
const at = (x: number) => ({ x, y: 0, tool: "pointer" as const });
const fromBen = (clock: number, state: unknown): PresenceMessage => ({
  clientId: BEN,
  clock,
  state,
});

beforeEach(() => {
  vi.useFakeTimers();
  doc = new Y.Doc();
  sent = [];
  presence = new PlanePresence(doc, (message) => sent.push(message));
});
afterEach(() => {
  presence.destroy();
  vi.useRealTimers();
});

test("nothing is sent while alone; when somebody comes they learn where we are", () => {
  presence.open();
  presence.setRoster([person(1, [doc.clientID])]);
  presence.awareness.setLocalStateField("pointer", at(1));
  vi.advanceTimersByTime(1_000);
  expect(sent).toEqual([]);
  presence.setRoster(together());
  vi.advanceTimersByTime(SEND_EVERY_MS);
  expect(sent).toMatchObject([{ clientId: doc.clientID, state: { pointer: at(1) } }]);
});

test("a movement is sent at most 20 times a second, and its end always", () => {
  presence.open();
  presence.setRoster(together());
  vi.advanceTimersByTime(SEND_EVERY_MS);
  sent = [];
  for (let ms = 0; ms < 1_000; ms += 5) {
    presence.awareness.setLocalStateField("pointer", at(ms));
    vi.advanceTimersByTime(5);
  }
  presence.awareness.setLocalStateField("pointer", at(9_999));
  vi.advanceTimersByTime(SEND_EVERY_MS);
  // A second and the wait after it, with the first one at once.
  expect(sent.length).toBeLessThanOrEqual(22);
  expect(sent.at(-1)?.state).toEqual({ pointer: at(9_999) });
});

test("where somebody came to rest is said once more, and then no more", () => {
  presence.open();
  presence.setRoster(together());
  vi.advanceTimersByTime(2 * REPEAT_AFTER_MS);
  sent = [];
  presence.awareness.setLocalStateField("pointer", at(7));
  vi.advanceTimersByTime(SEND_EVERY_MS);
  expect(sent).toMatchObject([{ state: { pointer: at(7) } }]);
  vi.advanceTimersByTime(10 * REPEAT_AFTER_MS);
  expect(sent).toMatchObject([{ state: { pointer: at(7) } }, { state: { pointer: at(7) } }]);
  // With a clock of its own, or the server would take it for a late frame.
  expect(sent[1]?.clock).toBeGreaterThan(sent[0]?.clock ?? 0);
});

test("only positions leave the page, never what an editor adds of its own", () => {
  presence.open();
  presence.setRoster(together());
  const type = doc.getXmlFragment("document");
  const anchor = Y.createRelativePositionFromTypeIndex(type, 0);
  presence.awareness.setLocalState({ user: { name: "Mallory" }, cursor: { anchor, head: anchor } });
  vi.advanceTimersByTime(SEND_EVERY_MS);
  const state = sent.at(-1)?.state as Record<string, unknown>;
  expect(Object.keys(state)).toEqual(["caret"]);
});

test("somebody else's state carries the name and colour of the roster", () => {
  presence.open();
  presence.setRoster(together());
  presence.receive(fromBen(1, { pointer: at(3) }));
  expect(presence.awareness.getStates().get(BEN)).toMatchObject({
    pointer: at(3),
    user: { participant: 2, name: "Ben", colour: 2 },
  });
  presence.setRoster([person(1, [doc.clientID]), person(2, [BEN], "Benjamin")]);
  expect(presence.awareness.getStates().get(BEN)?.user).toMatchObject({ name: "Benjamin" });
});

test("somebody who is here is shown before they have said where", () => {
  presence.open();
  presence.setRoster(together());
  expect(presence.awareness.getStates().get(BEN)).toMatchObject({ user: { name: "Ben" } });
  presence.receive(fromBen(0, { pointer: at(1) }));
  expect(presence.awareness.getStates().get(BEN)?.pointer).toEqual(at(1));
});

test("a state from nobody in the roster is not shown until the roster knows them", () => {
  presence.open();
  presence.setRoster([person(1, [doc.clientID])]);
  presence.receive(fromBen(1, { pointer: at(3) }));
  expect(presence.awareness.getStates().has(BEN)).toBe(false);
  presence.setRoster(together());
  expect(presence.awareness.getStates().has(BEN)).toBe(true);
});

test("a forged name, a state that is no position and a late frame change nothing", () => {
  presence.open();
  presence.setRoster(together());
  presence.receive(fromBen(5, { pointer: at(5) }));
  presence.receive(fromBen(6, { user: { name: "Ann" } }));
  presence.receive(fromBen(7, "somewhere"));
  presence.receive(fromBen(4, { pointer: at(4) }));
  presence.receive({
    clientId: ClientId.parse(doc.clientID),
    clock: 99,
    state: { pointer: at(0) },
  });
  expect(presence.awareness.getStates().get(BEN)?.pointer).toEqual(at(5));
  expect(presence.awareness.getLocalState()).toEqual({});
});

test("who leaves, and everybody when the line is lost, is shown no longer", () => {
  const gone = vi.fn<(changes: { removed: number[] }) => void>();
  presence.open();
  presence.setRoster(together());
  presence.receive(fromBen(1, { pointer: at(1) }));
  presence.awareness.on("change", gone);
  presence.receive(fromBen(2, null));
  expect(gone).toHaveBeenLastCalledWith(expect.objectContaining({ removed: [BEN] }), "remote");
  presence.receive(fromBen(3, { pointer: at(1) }));
  presence.close();
  expect(presence.awareness.getStates().has(BEN)).toBe(false);
});

test("a document with another clientID moves our own state to it", () => {
  presence.open();
  presence.awareness.setLocalStateField("pointer", at(1));
  doc.clientID = 77;
  presence.followClientId();
  expect(presence.awareness.getLocalState()).toEqual({ pointer: at(1) });
  expect(presence.awareness.clientID).toBe(77);
});
