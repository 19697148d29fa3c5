/**
 * Two tabs that edit at random, drop off, come back and converge; and the same updates with bits
 * turned over, cut short and glued together. Seeds are printed; a seed that failed stays here.
 */
import { expect, test } from "vitest";
import * as Y from "yjs";
import { contentHash } from "@/lib/room-document/content-hash";
import { NODE_RULES } from "@/lib/room-document/document-schema";
import { documentOf, elementsOf, openRoots } from "@/lib/room-document/roots";
import { buildStarter } from "@/lib/room-document/starter";
import { HeadlessTab } from "@/lib/room-document/testing/headless-tab";
import { sampleElements } from "@/lib/room-document/testing/sample-elements";
import { type Random, randomness } from "./testing/random";
import { checkUpdate, type GateContext } from "./update-gate";

const starter = buildStarter([
  { phaseId: "p1-requirements", blocks: [{ heading: "Goal", prompt: "Who wants what." }] },
  { phaseId: "p2-framing", blocks: [] },
]);

const WORDS = ["ranker", "two tower", "💡", "", "ﬁ", "a\u0301", "latency < 50 ms", "`code`", " "];

/** A place in a text block, so that an edit applies more often than not. */
function somewhere(tab: HeadlessTab, random: Random): number {
  const places: number[] = [];
  tab.content().descendants((node, at) => {
    if (node.isTextblock) places.push(at + 1 + random.int(node.content.size + 1));
  });
  return places.length === 0 ? 0 : random.pick(places);
}

function editDocument(tab: HeadlessTab, random: Random): void {
  const { nodes, marks } = tab.schema;
  const make = (name: string, attrs: object | null, content?: unknown) =>
    (nodes[name] ?? expect.fail()).create(attrs as never, content as never);
  const paragraph = () => {
    const word = random.pick(WORDS);
    return make("paragraph", null, word === "" ? undefined : tab.schema.text(word));
  };
  const from = somewhere(tab, random);
  const to = from + random.int(12);
  tab.edit((tr) => {
    // ProseMirror throws where an edit does not fit; such an edit is simply not made.
    try {
      switch (random.int(9)) {
        case 0:
        case 1:
        case 2:
          return tr.insertText(random.pick(WORDS), from);
        case 3:
          return tr.split(from);
        case 4:
          return tr.delete(from, Math.min(to, tr.doc.content.size));
        case 5: {
          const mark = random.pick(["bold", "italic", "code", "link"]);
          const attrs = mark === "link" ? { href: "https://a.example" } : null;
          return tr.addMark(from, to, (marks[mark] ?? expect.fail()).create(attrs));
        }
        case 6:
          return tr.removeMark(from, to);
        case 7:
          return tr.setBlockType(from, from, nodes.heading ?? expect.fail(), {
            level: 1 + random.int(3),
          });
        default:
          return tr.insert(
            tr.doc.resolve(from).after(),
            random.pick([
              () => make("bulletList", null, make("listItem", null, paragraph())),
              () => make("taskList", null, make("taskItem", { checked: true }, paragraph())),
              () => make("codeBlock", { language: null }, tab.schema.text("x = 1")),
              () => make("blockquote", null, [paragraph(), paragraph()]),
              () =>
                make(
                  "table",
                  null,
                  make("tableRow", null, [
                    make("tableHeader", null, paragraph()),
                    make("tableCell", null, paragraph()),
                  ]),
                ),
            ])(),
          );
      }
    } catch {
      return false;
    }
  });
}

function editCanvas(tab: HeadlessTab, random: Random): void {
  const id = `${random.pick(["box", "pipe", "note"])}-${random.int(6)}`;
  const chance = random.int(5);
  if (chance < 2) tab.draw(id, random.pick(Object.values(sampleElements)));
  else if (chance === 2) tab.draw(id, { x: random.int(1000), y: random.int(1000) / 3 });
  else if (chance === 3) tab.draw(id, { strokeColor: random.pick(["#e03131", "#1971c2"]) });
  else tab.erase(id);
}

function act(tab: HeadlessTab, random: Random): void {
  const chance = random.int(20);
  if (chance === 0) tab.undoDocument.undo();
  else if (chance === 1) tab.undoDocument.redo();
  else if (chance === 2) tab.undoCanvas.undo();
  else if (chance === 3) tab.undoCanvas.redo();
  else if (chance < 12) editDocument(tab, random);
  else editCanvas(tab, random);
}

function newStaging(): Y.Doc {
  const staging = new Y.Doc();
  openRoots(staging, "shared");
  Y.applyUpdate(staging, starter);
  return staging;
}

const contextOf = (tab: HeadlessTab): GateContext => ({
  plane: "shared",
  clientOwner: (id) => (id === tab.doc.clientID ? "self" : "other"),
});

/** Every node, attribute and mark is one the editor knows, where it knows it. */
function expectInSchema(staging: Y.Doc): void {
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

const SEEDS = [1, 2, 3, 20_261_121];
/** Much work for a unit test, and the machine may be busy. */
const TIMEOUT_MS = 60_000;

test.each(SEEDS)(
  "two diverging tabs pass the gate and converge (seed %i)",
  (seed) => {
    const random = randomness(seed);
    const staging = newStaging();
    const tabs = [
      new HeadlessTab(1_000_000_000 + random.int(1e9)),
      new HeadlessTab(5 + random.int(1e9)),
    ];
    for (const tab of tabs) tab.receive(starter);
    const outboxes = new Map(tabs.map((tab) => [tab, [] as Uint8Array[]]));
    const inboxes = new Map(tabs.map((tab) => [tab, [] as Uint8Array[]]));
    let passed = 0;

    const send = (tab: HeadlessTab, update: Uint8Array): void => {
      const result = checkUpdate(staging, update, contextOf(tab));
      expect(result).toMatchObject({ ok: true });
      const emitted: Uint8Array[] = [];
      const note = (bytes: Uint8Array): void => {
        emitted.push(bytes);
      };
      staging.on("update", note);
      Y.applyUpdate(staging, update);
      staging.off("update", note);
      expect(staging.store.pendingStructs).toBeNull();
      expect(staging.store.pendingDs).toBeNull();
      // Others get what staging emits, not what was received.
      for (const other of tabs) if (other !== tab) inboxes.get(other)?.push(...emitted);
      passed++;
    };

    for (let step = 0; step < 900; step++) {
      const tab = random.pick(tabs);
      act(tab, random);
      const outbox = outboxes.get(tab) ?? expect.fail();
      outbox.push(...tab.takeUpdates());
      const connected = random.int(3) === 0;
      if (!connected) continue;
      for (const update of inboxes.get(tab)?.splice(0) ?? []) tab.receive(update);
      outbox.push(...tab.takeUpdates());
      if (outbox.length === 0) continue;
      // Sometimes one merged update, and sometimes an acknowledgement is lost and all goes again.
      if (random.int(3) === 0) send(tab, Y.mergeUpdates(outbox));
      else for (const update of outbox) send(tab, update);
      if (random.int(4) === 0) for (const update of outbox) send(tab, update);
      outbox.length = 0;
    }
    // Until nobody has anything to say: reading for an editor can join two neighbouring texts.
    for (let isQuiet = false; !isQuiet; ) {
      isQuiet = true;
      for (const tab of tabs) {
        for (const update of inboxes.get(tab)?.splice(0) ?? []) tab.receive(update);
        const outbox = [...(outboxes.get(tab)?.splice(0) ?? []), ...tab.takeUpdates()];
        for (const update of outbox) send(tab, update);
        if (outbox.length > 0) isQuiet = false;
      }
    }
    for (const tab of tabs) expect(contentHash(tab.doc)).toBe(contentHash(staging));
    const rebuilt = newStaging();
    Y.applyUpdate(rebuilt, Y.encodeStateAsUpdate(staging));
    expect(contentHash(rebuilt)).toBe(contentHash(staging));
    expectInSchema(staging);
    expect(passed).toBeGreaterThan(600);
  },
  TIMEOUT_MS,
);

test.each(SEEDS)(
  "damaged updates are refused or harmless, never thrown on (seed %i)",
  (seed) => {
    const random = randomness(seed);
    const staging = newStaging();
    const tab = new HeadlessTab(300);
    tab.receive(starter);
    const updates: Uint8Array[] = [];
    while (updates.length < 150) {
      act(tab, random);
      updates.push(...tab.takeUpdates());
    }
    const damage: ((update: Uint8Array) => Uint8Array)[] = [
      (update) => {
        const copy = update.slice();
        copy[random.int(copy.length)] = random.int(256);
        return copy;
      },
      (update) => {
        const copy = update.slice();
        const at = random.int(copy.length);
        copy[at] = (copy[at] ?? 0) ^ (1 << random.int(8));
        return copy;
      },
      (update) => update.slice(0, random.int(update.length)),
      (update) => Uint8Array.of(...update, ...random.pick(updates)),
      (update) => {
        const at = random.int(update.length);
        return Uint8Array.of(...update.slice(0, at), ...update.slice(at + 1 + random.int(3)));
      },
    ];
    let harmless = 0;
    for (const update of updates) {
      for (let i = 0; i < 10; i++) {
        const damaged = random.pick(damage)(update);
        const result = checkUpdate(staging, damaged, contextOf(tab));
        if (!result.ok) continue;
        harmless++;
        // On a copy, so that the next whole update still follows.
        const copy = newStaging();
        Y.applyUpdate(copy, Y.encodeStateAsUpdate(staging));
        Y.applyUpdate(copy, damaged);
        expect(copy.store.pendingStructs).toBeNull();
        expect(copy.store.pendingDs).toBeNull();
        expectInSchema(copy);
      }
      expect(checkUpdate(staging, update, contextOf(tab))).toMatchObject({ ok: true });
      Y.applyUpdate(staging, update);
    }
    expect(harmless).toBeGreaterThan(0);
    expect(contentHash(staging)).toBe(contentHash(tab.doc));
  },
  TIMEOUT_MS,
);
