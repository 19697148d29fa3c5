/**
 * Two tabs that take back and bring back what they deleted, while the other writes into it: Yjs's undo puts
 * copies between copies, and the gate looks closely at neighbours. Seeds are printed.
 */
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { contentHash } from "@/lib/room-document/content-hash";
import { documentOf, openRoots } from "@/lib/room-document/roots";
import { buildStarter } from "@/lib/room-document/starter";
import { HeadlessTab } from "@/lib/room-document/testing/headless-tab";
import { type Random, randomness } from "./testing/random";
import { checkUpdate } from "./update-gate";

const SEEDS = Array.from({ length: 40 }, (_, i) => i + 1);
const ROUNDS = 6;
/** Both edit at the borders of the same words, where their copies meet. */
const WORD = 4;

const starter = buildStarter([
  { phaseId: "p1-requirements", blocks: [{ heading: "Goal", prompt: "Who wants what." }] },
]);

function copyOf(...updates: Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  openRoots(doc, "shared");
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

const sectionOf = ({ doc }: HeadlessTab) => documentOf(doc, "shared").get(0) as Y.XmlElement;

function paragraphOf(tab: HeadlessTab): { at: number; text: Y.XmlText } | null {
  for (const [at, node] of sectionOf(tab).toArray().entries()) {
    if (!(node instanceof Y.XmlElement) || node.nodeName !== "paragraph") continue;
    const text = node.get(0);
    if (text instanceof Y.XmlText) return { at, text };
  }
  return null;
}

const edit = ({ doc }: HeadlessTab, change: () => void) => doc.transact(change, ySyncPluginKey);

/**
 * Yjs gives up with an error where the copy it would continue was deleted by the other and is forgotten
 * by now. What it did before stays, and must be as good as any edit.
 */
function undo({ undoDocument }: HeadlessTab): void {
  try {
    undoDocument.undo();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

function editWords(tab: HeadlessTab, random: Random): void {
  const text = paragraphOf(tab)?.text;
  if (!text) return;
  const at = Math.min(text.length, WORD * random.int(5));
  const rest = text.length - at;
  const kind = random.int(4);
  if (kind === 0) edit(tab, () => text.insert(at, "xyz".slice(random.int(3))));
  else if (kind === 1) undo(tab);
  else if (rest > 0) {
    if (kind === 2) edit(tab, () => text.delete(at, Math.min(rest, WORD)));
    else edit(tab, () => text.format(at, Math.min(rest, WORD), { bold: {} }));
    if (random.int(3) > 0) undo(tab);
  }
}

/** The paragraph goes with all that is in it, and comes back. */
function deleteAndUndo(tab: HeadlessTab): void {
  const at = paragraphOf(tab)?.at;
  if (at === undefined) return;
  edit(tab, () => sectionOf(tab).delete(at, 1));
  undo(tab);
}

test.each(SEEDS)("what is undone and redone passes the gate and converges (seed %i)", (seed) => {
  const random = randomness(seed);
  const tabs = [new HeadlessTab(random.pick([7, 9_000])), new HeadlessTab(800)];
  const staging = copyOf(starter);
  const log = [starter];
  for (const tab of tabs) tab.receive(starter);

  const exchange = (): void => {
    const made = tabs.map((tab) => ({ tab, updates: tab.takeUpdates() }));
    for (const { tab, updates } of made) {
      for (const update of updates) {
        const owner = (id: number) => (id === tab.doc.clientID ? "self" : "other");
        const verdict = checkUpdate(staging, update, { plane: "shared", clientOwner: owner });
        expect(verdict).toMatchObject({ ok: true });
        Y.applyUpdate(staging, update);
        log.push(update);
        for (const other of tabs) if (other !== tab) other.receive(update);
      }
    }
  };

  const [first] = tabs;
  if (!first) expect.fail();
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText("one two ten six ")]);
  sectionOf(first).insert(0, [paragraph]);
  exchange();
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < 2; i++) for (const tab of tabs) editWords(tab, random);
    if (random.int(4) > 0) exchange();
    deleteAndUndo(random.pick(tabs));
    if (random.int(2) === 0) exchange();
  }
  exchange();
  const copies = [
    copyOf(...log),
    copyOf(Y.encodeStateAsUpdate(staging)),
    ...tabs.map((t) => t.doc),
  ];
  for (const copy of copies) expect(contentHash(copy)).toBe(contentHash(staging));
});
