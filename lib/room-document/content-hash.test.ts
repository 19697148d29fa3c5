import { expect, test } from "vitest";
import * as Y from "yjs";
import { contentHash } from "./content-hash";
import { documentOf, elementsOf, openRoots } from "./roots";

function copy(clientId: number, ...updates: Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  openRoots(doc, "shared");
  for (const update of updates) Y.applyUpdate(doc, update);
  doc.clientID = clientId;
  return doc;
}

function typed(doc: Y.Doc, ...letters: string[]): Uint8Array[] {
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  const text = new Y.XmlText();
  documentOf(doc, "shared").insert(0, [text]);
  for (const letter of letters) text.insert(text.length, letter);
  return updates;
}

test("how Yjs has cut its runs makes no difference", () => {
  const updates = typed(copy(5), "a", "b", "c", "d");
  const oneByOne = copy(6, ...updates);
  const atOnce = copy(7, Y.mergeUpdates(updates));
  const kept = new Y.Doc({ gc: false });
  for (const update of updates) Y.applyUpdate(kept, update);
  expect(contentHash(atOnce)).toBe(contentHash(oneByOne));
  expect(contentHash(kept)).toBe(contentHash(oneByOne));
});

test("a delete, a mark, an attribute and a property each make a difference", () => {
  const start = typed(copy(5), "a", "b");
  const seen = new Set([contentHash(copy(6, ...start))]);
  const changes: ((doc: Y.Doc) => void)[] = [
    (doc) => (documentOf(doc, "shared").get(0) as Y.XmlText).delete(0, 1),
    (doc) => (documentOf(doc, "shared").get(0) as Y.XmlText).format(0, 1, { bold: {} }),
    (doc) => documentOf(doc, "shared").insert(1, [new Y.XmlElement("paragraph")]),
    (doc) => elementsOf(doc).set("a", new Y.Map([["x", 1]])),
    (doc) => elementsOf(doc).set("a", new Y.Map([["x", 2]])),
  ];
  for (const change of changes) {
    const doc = copy(6, ...start);
    change(doc);
    seen.add(contentHash(doc));
  }
  expect(seen.size).toBe(changes.length + 1);
});

test("copies that lack a delete differ although their state vectors are equal", () => {
  const start = typed(copy(5), "a", "b");
  const [whole, cut] = [copy(6, ...start), copy(7, ...start)];
  (documentOf(cut, "shared").get(0) as Y.XmlText).delete(0, 1);
  expect(Y.encodeStateVector(cut)).toEqual(Y.encodeStateVector(whole));
  expect(contentHash(cut)).not.toBe(contentHash(whole));
});

test("a root that was asked for and never filled is no difference", () => {
  expect(contentHash(copy(1))).toBe(contentHash(new Y.Doc()));
});
