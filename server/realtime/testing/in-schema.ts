import { expect } from "vitest";
import * as Y from "yjs";
import { contentHash } from "@/lib/room-document/content-hash";
import { NODE_RULES } from "@/lib/room-document/document-schema";
import { documentOf, elementsOf } from "@/lib/room-document/roots";
import { HeadlessTab } from "@/lib/room-document/testing/headless-tab";

/** Every node, attribute and mark is one the editor knows, where it knows it. */
export function expectInSchema(staging: Y.Doc): void {
  const tab = new HeadlessTab(9);
  tab.receive(Y.encodeStateAsUpdate(staging));
  const before = contentHash(tab.doc);
  for (const node of documentOf(staging, "shared").createTreeWalker(() => true)) {
    if (!(node instanceof Y.XmlElement)) continue;
    const rule = NODE_RULES.get(node.nodeName) ?? expect.fail(node.nodeName);
    for (const [key, value] of Object.entries(node.getAttributes() as Record<string, unknown>)) {
      expect(rule.attributes.get(key)?.(value), `${node.nodeName}.${key}`).toBe(true);
    }
  }
  // The sync plugin deletes what it cannot show.
  tab.content();
  if (before !== contentHash(tab.doc)) expectOnlyEmptied(staging, tab.doc);
  for (const [, properties] of elementsOf(staging)) expect(properties).toBeInstanceOf(Y.Map);
}

/** Two people can empty a list item or a cell together; the editor then removes its empty shell. */
function expectOnlyEmptied(before: Y.Doc, after: Y.Doc): void {
  const text = (doc: Y.Doc): string =>
    documentOf(doc, "shared")
      .toString()
      .replace(/<[^>]*>/g, "");
  expect(text(after)).toBe(text(before));
}
