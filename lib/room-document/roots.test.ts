import { expect, test } from "vitest";
import * as Y from "yjs";
import { contentHash } from "./content-hash";
import { documentOf, openRoots } from "./roots";

function copy(clientId: number): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  openRoots(doc, "shared");
  return doc;
}

test("a copy that takes in others' marks writes nothing of its own", () => {
  const [alice, bob, server] = [copy(10), copy(20), copy(30)];
  const text = new Y.XmlText("hello world");
  documentOf(alice, "shared").insert(0, [text]);
  const start = Y.encodeStateAsUpdate(alice);
  for (const doc of [bob, server]) Y.applyUpdate(doc, start);
  const bold = (doc: Y.Doc) => {
    const before = Y.encodeStateVector(doc);
    (documentOf(doc, "shared").get(0) as Y.XmlText).format(0, 5, { bold: {} });
    return Y.encodeStateAsUpdate(doc, before);
  };
  const updates = [bold(alice), bold(bob)];
  let events = 0;
  server.on("update", () => {
    events++;
  });
  for (const update of updates) Y.applyUpdate(server, update);
  expect(events).toBe(2);
  for (const doc of [alice, bob]) for (const update of updates) Y.applyUpdate(doc, update);
  expect(contentHash(alice)).toBe(contentHash(server));
  expect(contentHash(bob)).toBe(contentHash(server));
});
