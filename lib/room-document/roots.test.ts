import { expect, test } from "vitest";
import * as Y from "yjs";
import { contentHash } from "./content-hash";
import { bareDocument } from "./roots";
import { copyOf, doubledMarks } from "./testing/doubled-marks";

test("a copy that takes in others' marks writes nothing of its own", () => {
  const { start, marks } = doubledMarks();
  const [alice, bob] = [copyOf(40, start), copyOf(50, start)];
  for (const [copy, updates] of [
    [alice, marks],
    [bob, marks.toReversed()],
  ] as const) {
    let events = 0;
    copy.on("update", () => {
      events++;
    });
    for (const update of updates) Y.applyUpdate(copy, update);
    expect(events).toBe(2);
  }
  expect(contentHash(alice)).toBe(contentHash(bob));
});

test("neither does a document whose roots nobody has opened", () => {
  const { start, marks } = doubledMarks();
  const doc = bareDocument();
  for (const update of [start, ...marks]) Y.applyUpdate(doc, update);
  expect(contentHash(doc)).toBe(contentHash(copyOf(40, start, ...marks)));
});
