/** What a person does in document and canvas, at random, through a real editor. */
import { expect } from "vitest";
import type { HeadlessTab } from "@/lib/room-document/testing/headless-tab";
import { sampleElements } from "@/lib/room-document/testing/sample-elements";
import type { Random } from "./random";

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

export function act(tab: HeadlessTab, random: Random): void {
  const chance = random.int(20);
  if (chance === 0) tab.undoDocument.undo();
  else if (chance === 1) tab.undoDocument.redo();
  else if (chance === 2) tab.undoCanvas.undo();
  else if (chance === 3) tab.undoCanvas.redo();
  else if (chance < 12) editDocument(tab, random);
  else editCanvas(tab, random);
}
