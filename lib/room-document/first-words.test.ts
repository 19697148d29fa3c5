import { expect, test } from "vitest";
import { buildNotesStarter, buildStarter } from "./starter";
import { HeadlessTab } from "./testing/headless-tab";

test.each([
  ["the document", "shared", buildStarter([{ phaseId: "p1", blocks: [] }]), 2],
  ["the notes", "private", buildNotesStarter(), 1],
] as const)("two who type first at once in %s lose nothing", (_, plane, starter, position) => {
  const tabs = [101, 202].map((clientId) => new HeadlessTab(clientId, plane));
  for (const tab of tabs) tab.receive(starter);
  const type = (rounds: string[][]) => {
    for (const letters of rounds)
      for (const [i, tab] of tabs.entries())
        tab.edit((tr) => tr.insertText(letters[i] ?? "", position));
    const updates = tabs.map((tab) => tab.takeUpdates());
    for (const [i, tab] of tabs.entries())
      for (const update of updates[1 - i] ?? []) tab.receive(update);
  };
  type([["a", "k"]]);
  // With a text of each, this is where the editor would rewrite one of them, on both sides.
  type([["b", "l"]]);
  type([["c", "m"]]);
  const [first, second] = tabs.map((tab) => tab.content().textContent);
  expect([...(first ?? "")].sort().join("")).toBe("abcklm");
  expect(second).toBe(first);
});
