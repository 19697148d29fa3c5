import * as encoding from "lib0/encoding";
import { beforeEach, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { MAX_UPDATE_BYTES } from "@/lib/protocol/messages";
import { contentHash } from "@/lib/room-document/content-hash";
import { documentOf, ELEMENTS_ROOT, elementsOf, openRoots } from "@/lib/room-document/roots";
import { buildStarter } from "@/lib/room-document/starter";
import { HeadlessTab } from "@/lib/room-document/testing/headless-tab";
import { sampleElements } from "@/lib/room-document/testing/sample-elements";
import {
  gc,
  itemBetween,
  raw,
  rawDelete,
  rawStructs,
  rawUpdate,
  rootItem,
} from "./testing/raw-update";
import { checkUpdate, type GateContext, type GateRefusal } from "./update-gate";
import {
  MAX_CLIENTS_PER_UPDATE,
  MAX_CLOCK,
  MAX_DELETE_RANGES,
  MAX_DELETED_RUN,
  MAX_ELEMENTS,
  MAX_MARK_JSON,
  MAX_NESTING,
  MAX_STRUCTS_PER_UPDATE,
  MAX_TEXT_RUN,
  MAX_VALUE_DEPTH,
} from "./update-gate-limits";

const ALICE = 4_000_000_001;
const BOB = 2_000_000_002;
const NOBODY = 77;

const starter = buildStarter([
  { phaseId: "p1-requirements", blocks: [{ heading: "Goal", prompt: "Who wants what." }] },
  { phaseId: "p2-framing", blocks: [] },
]);

let staging: Y.Doc;
let alice: HeadlessTab;
let bob: HeadlessTab;

beforeEach(() => {
  staging = new Y.Doc();
  openRoots(staging, "shared");
  Y.applyUpdate(staging, starter);
  alice = new HeadlessTab(ALICE);
  bob = new HeadlessTab(BOB);
  for (const tab of [alice, bob]) tab.receive(starter);
});

const owned =
  (...mine: number[]): GateContext["clientOwner"] =>
  (id) =>
    mine.includes(id) ? "self" : id === NOBODY ? "unbound" : "other";

const shared = (...mine: number[]): GateContext => ({
  plane: "shared",
  clientOwner: owned(...mine),
});

function check(update: Uint8Array, context: GateContext = shared(ALICE)) {
  return checkUpdate(staging, update, context);
}

/** Checks and applies; after a pass nothing may be pending. */
function accept(update: Uint8Array, context: GateContext = shared(ALICE)) {
  const result = check(update, context);
  expect(result).toMatchObject({ ok: true });
  Y.applyUpdate(staging, update);
  expect(staging.store.pendingStructs).toBeNull();
  expect(staging.store.pendingDs).toBeNull();
  return result.ok ? result.value : expect.fail();
}

/** Checks that it is refused with this code and that nothing has changed. */
function refused(update: Uint8Array, code: GateRefusal, context: GateContext = shared(ALICE)) {
  const before = contentHash(staging);
  expect(check(update, context)).toEqual({ ok: false, code });
  expect(contentHash(staging)).toBe(before);
}

function acceptAll(tab: HeadlessTab, context = shared(tab.doc.clientID)) {
  return tab.takeUpdates().map((update) => {
    const accepted = accept(update, context);
    for (const other of [alice, bob]) if (other !== tab) other.receive(update);
    return accepted;
  });
}

/** What a client other than ours could send: any Yjs edit on a copy of the room. */
function forge(change: (doc: Y.Doc) => void, clientId = ALICE): Uint8Array {
  const doc = new Y.Doc();
  openRoots(doc, "shared");
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(staging));
  // Only now: Yjs takes a new id when its own arrives from elsewhere.
  doc.clientID = clientId;
  const before = Y.encodeStateVector(doc);
  doc.transact(() => change(doc));
  return Y.encodeStateAsUpdate(doc, before);
}

const section = (doc: Y.Doc): Y.XmlElement => documentOf(doc, "shared").get(0) as Y.XmlElement;

const insert = (...nodes: (Y.XmlElement | Y.XmlText)[]) =>
  forge((doc) => section(doc).insert(0, nodes));

type Attribute = string | number | boolean;

function element(
  name: string,
  attributes: Record<string, Attribute> = {},
  ...children: Y.XmlElement[]
) {
  const node = new Y.XmlElement<Record<string, Attribute>>(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.insert(0, children);
  return node as unknown as Y.XmlElement;
}

function textIn(name: string, build: (text: Y.XmlText) => void): Y.XmlElement {
  const node = element(name);
  const text = new Y.XmlText();
  build(text);
  node.insert(0, [text]);
  return node;
}

const drawn = (properties: Record<string, unknown>, id = "shape-1") =>
  forge((doc) => elementsOf(doc).set(id, new Y.Map(Object.entries(properties))));

describe("what real people do passes", () => {
  test("typing, splitting, marks, lists, tables and undo in the document", () => {
    const { nodes, marks } = alice.schema;
    const make = (name: string, attrs: object | null, content: unknown) =>
      (nodes[name] ?? expect.fail()).create(attrs as never, content as never);
    const paragraph = (text: string) => make("paragraph", null, alice.schema.text(text));
    let position = 0;
    alice.content().descendants((node, at) => {
      if (node.type.name === "paragraph" && node.childCount === 0) position = at + 1;
    });
    for (const letter of "hello world") alice.edit((tr) => tr.insertText(letter, position));
    alice.edit((tr) => tr.split(position + 5));
    alice.edit((tr) => tr.addMark(position, position + 3, (marks.bold ?? expect.fail()).create()));
    alice.edit((tr) => tr.addMark(position, position + 3, (marks.code ?? expect.fail()).create()));
    alice.edit((tr) =>
      tr.addMark(
        position + 1,
        position + 4,
        (marks.link ?? expect.fail()).create({ href: "https://a.example" }),
      ),
    );
    alice.edit((tr) => tr.removeMark(position, position + 2, marks.bold));
    alice.edit((tr) =>
      tr.insert(position - 1, make("heading", { level: 2 }, alice.schema.text("H"))),
    );
    alice.edit((tr) =>
      tr.insert(position - 1, [
        make("bulletList", null, make("listItem", null, paragraph("one"))),
        make("orderedList", { start: 3 }, make("listItem", null, paragraph("two"))),
        make("taskList", null, make("taskItem", { checked: true }, paragraph("three"))),
        make("blockquote", null, paragraph("four")),
        make("codeBlock", { language: "python" }, alice.schema.text("import x\n``` y")),
        make("horizontalRule", null, null),
        make(
          "table",
          null,
          make("tableRow", null, [
            make("tableHeader", null, paragraph("a")),
            make("tableCell", { colspan: 2, colwidth: [100, 80] }, paragraph("b 😀")),
          ]),
        ),
      ]),
    );
    alice.edit((tr) => tr.delete(position, position + 20));
    while (alice.undoDocument.undo() !== null);
    while (alice.undoDocument.redo() !== null);
    const accepted = acceptAll(alice);
    expect(accepted.length).toBeGreaterThan(20);
    expect(new Set(accepted.flatMap(({ surfaces }) => surfaces))).toEqual(new Set(["document"]));
    expect(contentHash(staging)).toBe(contentHash(alice.doc));
  });

  test("drawing, moving, relabelling, deleting and undo on the canvas", () => {
    for (const shape of Object.values(sampleElements)) alice.draw(shape.id, shape);
    alice.draw("stencil-1", { x: 3, y: 4 });
    alice.draw("label-1", { text: "Index\n2", originalText: "Index 2", width: 40, height: 50 });
    alice.erase("arrow-1");
    while (alice.undoCanvas.undo() !== null);
    while (alice.undoCanvas.redo() !== null);
    const accepted = acceptAll(alice);
    expect(new Set(accepted.flatMap(({ surfaces }) => surfaces))).toEqual(new Set(["canvas"]));
    expect(contentHash(staging)).toBe(contentHash(alice.doc));
  });

  test("the answer names the authors and the surfaces that change", () => {
    const both = forge((doc) => {
      section(doc).delete(0, 1);
      elementsOf(doc).set("shape-1", new Y.Map([["type", "rectangle"]]));
    });
    expect(accept(both)).toEqual({ clients: [ALICE], surfaces: ["canvas", "document"] });
    expect(accept(both)).toEqual({ clients: [ALICE], surfaces: [] });
    const erased = forge((doc) => elementsOf(doc).delete("shape-1"), BOB);
    expect(accept(erased, shared(BOB))).toEqual({ clients: [], surfaces: ["canvas"] });
  });

  test("edits made at the same time, and edits in what somebody else deletes", () => {
    alice.edit((tr) => tr.insertText("alice", 2));
    alice.draw("shape-1", sampleElements.stencil);
    acceptAll(alice);
    bob.edit((tr) => tr.insertText("bob", 4));
    bob.draw("shape-1", { strokeColor: "#e03131" });
    alice.erase("shape-1");
    alice.edit((tr) => tr.delete(1, tr.doc.child(0).nodeSize - 1));
    const [fromAlice, fromBob] = [alice.takeUpdates(), bob.takeUpdates()];
    for (const update of fromAlice) accept(update);
    for (const update of fromBob) accept(update, shared(BOB));
    for (const update of fromAlice) bob.receive(update);
    for (const update of fromBob) alice.receive(update);
    expect(contentHash(alice.doc)).toBe(contentHash(staging));
    expect(contentHash(bob.doc)).toBe(contentHash(staging));
  });

  test("after a reconnect, what is known is sent again together with what is new", () => {
    const typed: Uint8Array[] = [];
    for (const letter of "abcdef 😀") {
      alice.edit((tr) => tr.insertText(letter, 2));
      typed.push(...alice.takeUpdates());
    }
    for (const update of typed.slice(0, 3)) accept(update);
    accept(Y.mergeUpdates(typed));
    accept(Y.mergeUpdates(typed.slice(0, 2)));
    expect(contentHash(staging)).toBe(contentHash(alice.doc));
  });

  test("one run of text of which the first half is known", () => {
    const whole = insert(textIn("paragraph", (text) => text.insert(0, "one run of text")));
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(staging));
    Y.applyUpdate(copy, whole);
    const half = Y.decodeUpdate(whole).structs.at(-1) ?? expect.fail();
    const [first] = splitAt(whole, half.id.clock + 4);
    accept(first);
    accept(whole);
    expect(contentHash(staging)).toBe(contentHash(copy));
  });

  test("content that was made and deleted in one go", () => {
    accept(
      forge((doc) => {
        section(doc).insert(0, [textIn("paragraph", (text) => text.insert(0, "gone"))]);
        section(doc).delete(0, 1);
      }),
    );
  });

  test("two clientIDs of one tab, the second building on the first", () => {
    const first = forge((doc) => section(doc).insert(0, [element("paragraph")]), ALICE);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(staging));
    Y.applyUpdate(doc, first);
    doc.clientID = 5;
    const before = Y.encodeStateVector(doc);
    section(doc).insert(1, [element("paragraph")]);
    const merged = Y.mergeUpdates([first, Y.encodeStateAsUpdate(doc, before)]);
    expect(new Set(accept(merged, shared(ALICE, 5)).clients)).toEqual(new Set([5, ALICE]));
  });

  test("the private plane takes flat notes and no canvas", () => {
    const notes = new Y.Doc();
    openRoots(notes, "private");
    const tab = new HeadlessTab(ALICE, "private");
    documentOf(tab.doc, "private").insert(0, [new Y.XmlElement("paragraph")]);
    tab.edit((tr) => tr.insertText("asks good questions", 1));
    const context: GateContext = { plane: "private", clientOwner: owned(ALICE) };
    for (const update of tab.takeUpdates()) {
      expect(checkUpdate(notes, update, context)).toMatchObject({ ok: true });
      Y.applyUpdate(notes, update);
    }
    expect(checkUpdate(notes, drawn({ type: "text" }), context)).toMatchObject({ code: "schema" });
    expect(checkUpdate(notes, insert(element("paragraph")), context)).toMatchObject({ ok: false });
  });
});

/** An update of one author cut in two at a clock, as Yjs cuts when it answers a state vector. */
function splitAt(update: Uint8Array, clock: number): [Uint8Array, Uint8Array] {
  const { structs } = Y.decodeUpdate(update);
  const client = structs[0]?.id.client ?? expect.fail();
  const vector = (to: number) => Y.encodeStateVector(new Map([[client, to]]) as never);
  const rest = Y.diffUpdate(update, vector(clock));
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(staging));
  Y.applyUpdate(doc, update);
  // Yjs has no way to take only the beginning of an update: write it again up to the clock.
  const encoder = new Y.UpdateEncoderV1();
  const head = (doc.store.clients.get(client) ?? []).filter(({ id }) => id.clock < clock);
  encoding.writeVarUint(encoder.restEncoder, 1);
  encoding.writeVarUint(encoder.restEncoder, head.length);
  encoding.writeVarUint(encoder.restEncoder, client);
  encoding.writeVarUint(encoder.restEncoder, head[0]?.id.clock ?? 0);
  for (const struct of head) {
    if (struct.id.clock + struct.length > clock && struct instanceof Y.Item) {
      struct.content.splice(clock - struct.id.clock);
      struct.length = clock - struct.id.clock;
    }
    struct.write(encoder, 0);
  }
  encoding.writeVarUint(encoder.restEncoder, 0);
  return [encoder.toUint8Array(), rest];
}

describe("bytes that are no update of ours", () => {
  test("an update without structs and deletes is empty", () => {
    refused(Uint8Array.of(0, 0), "empty");
  });

  test("no bytes, cut bytes and bytes after the end are malformed", () => {
    const update = insert(textIn("paragraph", (text) => text.insert(0, "some text")));
    refused(new Uint8Array(), "malformed");
    for (let length = 1; length < update.length; length++) {
      expect(check(update.subarray(0, length)).ok, `first ${length} bytes`).toBe(false);
    }
    refused(Uint8Array.of(...update, 0), "malformed");
    accept(update);
  });

  test("a V2 update is malformed, also one that V1 reads as empty", () => {
    const update = insert(element("paragraph"));
    const v2 = Y.convertUpdateFormatV1ToV2(update);
    expect(Y.decodeUpdate(v2).structs).toEqual([]);
    refused(v2, "malformed");
  });

  test("two parts of one author are malformed: applying would forget the first", () => {
    const part = (text: string) => (e: encoding.Encoder) => {
      for (const n of [1, ALICE, 0]) encoding.writeVarUint(e, n);
      rootItem("document", null, 1, (inner) => encoding.writeVarUint(inner, text.length))(e);
    };
    const update = raw((e) => {
      encoding.writeVarUint(e, 2);
      part("a")(e);
      part("b")(e);
      encoding.writeVarUint(e, 0);
    });
    refused(update, "malformed");
  });

  test("structs and deletes without length are malformed", () => {
    refused(rawStructs(ALICE, 0, gc(0)), "malformed");
    refused(
      rawStructs(
        ALICE,
        0,
        rootItem("document", null, 1, (e) => encoding.writeVarUint(e, 0)),
      ),
      "malformed",
    );
    refused(rawDelete(1, 0, 0), "malformed");
  });

  test("an update one byte too large is refused before it is read", () => {
    const size = (bytes: number) => {
      const update = new Uint8Array(bytes).fill(255);
      return check(update);
    };
    expect(size(MAX_UPDATE_BYTES)).toEqual({ ok: false, code: "malformed" });
    expect(size(MAX_UPDATE_BYTES + 1)).toEqual({ ok: false, code: "too-large" });
  });
});

describe("whose edits they are", () => {
  test("somebody else's clientID is refused", () => {
    refused(
      forge(
        (doc) => section(doc).delete(0, 1) ?? section(doc).insert(0, [element("paragraph")]),
        BOB,
      ),
      "foreign-client",
    );
  });

  test("an id nobody has becomes the sender's, but only if nothing was written under it", () => {
    const update = forge((doc) => section(doc).insert(0, [element("paragraph")]), NOBODY);
    expect(accept(update)).toMatchObject({ clients: [NOBODY] });
    refused(
      forge((doc) => section(doc).insert(0, [element("paragraph")]), NOBODY),
      "foreign-client",
    );
  });

  test("the system's clientID and zero are nobody's, whatever the binding says", () => {
    for (const id of [0, 1]) {
      const state = Y.getState(staging.store, id);
      refused(rawStructs(id, state, gc(1)), "foreign-client", {
        plane: "shared",
        clientOwner: () => "self",
      });
    }
  });

  test("a clientID past 32 bits is malformed", () => {
    const item = rootItem("document", null, 1, (e) => encoding.writeVarUint(e, 1));
    const context: GateContext = { plane: "shared", clientOwner: () => "self" };
    expect(check(rawStructs(0xffff_ffff, 0, item), context).ok).toBe(true);
    refused(rawStructs(0x1_0000_0000, 0, item), "malformed", context);
  });

  test("authors in one update are counted", () => {
    const context: GateContext = { plane: "shared", clientOwner: () => "self" };
    const authors = (count: number) =>
      raw((e) => {
        encoding.writeVarUint(e, count);
        for (let i = 0; i < count; i++) {
          for (const n of [1, 100 + i, 0]) encoding.writeVarUint(e, n);
          gc(1)(e);
        }
        encoding.writeVarUint(e, 0);
      });
    expect(check(authors(MAX_CLIENTS_PER_UPDATE), context).ok).toBe(true);
    refused(authors(MAX_CLIENTS_PER_UPDATE + 1), "too-large", context);
  });
});

describe("what comes before must be there", () => {
  test("an update that skips one of its own is a gap", () => {
    alice.edit((tr) => tr.insertText("a", 2));
    alice.edit((tr) => tr.insertText("b", 3));
    const [first, second] = alice.takeUpdates();
    refused(second ?? expect.fail(), "gap");
    accept(first ?? expect.fail());
    accept(second ?? expect.fail());
  });

  test("[G5] an update that builds on somebody's unknown edit is a gap", () => {
    bob.edit((tr) => tr.insertText("bob", 2));
    for (const update of bob.takeUpdates()) alice.receive(update);
    alice.edit((tr) => tr.insertText("alice", 3));
    for (const update of alice.takeUpdates()) refused(update, "gap");
  });

  test("a merged update with a hole in it is a gap", () => {
    const letters = [..."abc"].map((letter) => {
      alice.edit((tr) => tr.insertText(letter, 2));
      return alice.takeUpdates()[0] ?? expect.fail();
    });
    const [a, , c] = letters;
    refused(Y.mergeUpdates([a ?? expect.fail(), c ?? expect.fail()]), "gap");
  });

  test("deletes end at what is known", () => {
    const state = Y.getState(staging.store, 1);
    expect(check(rawDelete(1, 0, state)).ok).toBe(true);
    refused(rawDelete(1, 0, state + 1), "gap");
    refused(rawDelete(1, state, 1), "gap");
    refused(rawDelete(999, 0, 1), "gap");
  });

  test("neighbours of one's own that come later are malformed", () => {
    const item = (origin: number) => (e: encoding.Encoder) => {
      encoding.writeUint8(e, 0b1000_0000 | 1);
      for (const n of [ALICE, origin, 1]) encoding.writeVarUint(e, n);
    };
    refused(rawStructs(ALICE, 0, item(0)), "malformed");
    refused(rawStructs(ALICE, 0, item(3)), "malformed");
  });

  test("two authors that wait for each other are a gap", () => {
    const waiting = (self: number, other: number) => (e: encoding.Encoder) => {
      for (const n of [1, self, 0]) encoding.writeVarUint(e, n);
      encoding.writeUint8(e, 0b1000_0000 | 1);
      for (const n of [other, 0, 1]) encoding.writeVarUint(e, n);
    };
    const update = raw((e) => {
      encoding.writeVarUint(e, 2);
      waiting(ALICE, 5)(e);
      waiting(5, ALICE)(e);
      encoding.writeVarUint(e, 0);
    });
    refused(update, "gap", shared(ALICE, 5));
  });

  test("clocks end where the limit is", () => {
    const deleted = (length: number) =>
      rootItem("document", null, 1, (e) => encoding.writeVarUint(e, length));
    expect(check(rawStructs(ALICE, 0, deleted(MAX_DELETED_RUN))).ok).toBe(true);
    refused(rawStructs(ALICE, 0, deleted(MAX_DELETED_RUN + 1)), "too-large");
    refused(rawStructs(ALICE, MAX_CLOCK, deleted(1)), "too-large");
    refused(rawStructs(ALICE, MAX_CLOCK + 1, deleted(1)), "malformed");
    refused(rawStructs(ALICE, 0, gc(MAX_DELETED_RUN + 1)), "too-large");
  });
});

describe("ties between two lists", () => {
  test("neighbours in different lists are malformed", () => {
    accept(insert(element("paragraph")));
    const first = section(staging).get(0) as Y.XmlElement;
    const second = documentOf(staging, "shared").get(1) as Y.XmlElement;
    const ids = [first._item?.id, second._item?.id];
    const update = rawStructs(ALICE, Y.getState(staging.store, ALICE), (e) => {
      encoding.writeUint8(e, 0b1100_0000 | 1);
      for (const id of ids) {
        encoding.writeVarUint(e, id?.client ?? expect.fail());
        encoding.writeVarUint(e, id?.clock ?? expect.fail());
      }
      encoding.writeVarUint(e, 1);
    });
    refused(update, "malformed");
  });

  test("a right neighbour that stands on the left is malformed", () => {
    accept(insert(textIn("paragraph", (text) => text.insert(0, "abcd"))));
    const held = Y.getState(staging.store, ALICE);
    const between = (left: number, right: number) =>
      rawStructs(
        ALICE,
        held,
        itemBetween([ALICE, left], [ALICE, right], 4, (e) => encoding.writeVarString(e, "x")),
      );
    refused(between(held - 1, held - 4), "malformed");
    refused(between(held - 2, held - 2), "malformed");
    accept(between(held - 4, held - 1));
  });

  test("what is brought back once more, with others' words, stands as its writer sees it", () => {
    const paragraph = element("paragraph");
    section(bob.doc).insert(0, [paragraph]);
    const text = new Y.XmlText("one two ");
    paragraph.insert(0, [text]);
    acceptAll(bob, shared(BOB));
    const undo = new Y.UndoManager(documentOf(bob.doc, "shared"), { captureTimeout: 0 });
    // Between "two " and its copy: the deleted one on the right leads to the copy on the left.
    const words = section(alice.doc).get(0) as Y.XmlElement;
    (words.get(0) as Y.XmlText).insert(4, "three ");
    text.delete(4, 4);
    undo.undo();
    acceptAll(bob, shared(BOB));
    acceptAll(alice);
    expect(paragraph.toString()).toBe("<paragraph>one two three </paragraph>");
    section(bob.doc).delete(0, 1);
    undo.undo();
    acceptAll(bob, shared(BOB));
    expect(section(bob.doc).get(0).toString()).toBe("<paragraph>one two three </paragraph>");
    for (const copy of [staging, alice.doc]) expect(contentHash(copy)).toBe(contentHash(bob.doc));
  });

  test("a half-known run that claims another place is malformed", () => {
    accept(insert(textIn("paragraph", (text) => text.insert(0, "abc"))));
    const held = Y.getState(staging.store, ALICE);
    const update = rawStructs(
      ALICE,
      held - 1,
      rootItem("document", null, 1, (e) => encoding.writeVarUint(e, 5)),
    );
    refused(update, "malformed");
  });

  test("a known struct may not cut a surrogate pair in two", () => {
    accept(insert(textIn("paragraph", (text) => text.insert(0, "😀"))));
    const held = Y.getState(staging.store, ALICE);
    const update = rawStructs(ALICE, held - 1, (e) => {
      encoding.writeUint8(e, 0b1000_0000 | 1);
      for (const n of [ALICE, held - 2, 1]) encoding.writeVarUint(e, n);
    });
    refused(update, "malformed");
  });
});

test("nor may one whose place is gone, nor one of which the beginning is known", () => {
  accept(insert(textIn("paragraph", (text) => text.insert(0, "gone"))));
  const gone = Y.getState(staging.store, ALICE) - 1;
  accept(forge((doc) => section(doc).delete(0, 1)));
  accept(insert(textIn("paragraph", (text) => text.insert(0, "😀"))));
  const held = Y.getState(staging.store, ALICE);
  const beside = (left: number, right: number) =>
    itemBetween([ALICE, left], [ALICE, right], 4, (e) => encoding.writeVarString(e, "ab"));
  // The emoji is the last two clocks; its second half is `held - 1`.
  refused(rawStructs(ALICE, held, beside(gone, held - 1)), "malformed");
  accept(rawStructs(ALICE, held, beside(gone, held - 2)));
  accept(insert(textIn("paragraph", (text) => text.insert(0, "x"))));
  const next = Y.getState(staging.store, ALICE);
  refused(rawStructs(ALICE, next - 1, beside(held - 2, held - 1)), "malformed");
});

describe("what is not in the schema", () => {
  test("roots that are not ours", () => {
    refused(
      forge((doc) => doc.getMap("secrets").set("a", 1)),
      "schema",
    );
    refused(
      forge((doc) => doc.getXmlFragment("notes").insert(0, [element("paragraph")])),
      "schema",
    );
  });

  test("nodes nobody knows, or in a place where they cannot be", () => {
    refused(insert(element("iframe")), "schema");
    refused(insert(element("image", { src: "x" })), "schema");
    refused(insert(element("section", { phase: "p1" })), "schema");
    refused(insert(element("listItem")), "schema");
    refused(insert(element("paragraph", {}, element("paragraph"))), "schema");
    refused(insert(new Y.XmlText("bare")), "schema");
    refused(
      forge((doc) => documentOf(doc, "shared").insert(0, [element("paragraph")])),
      "schema",
    );
    refused(insert(new Y.XmlHook("hook") as unknown as Y.XmlElement), "schema");
  });

  test("attributes nobody knows, and values out of range", () => {
    refused(insert(element("paragraph", { onclick: "x" })), "schema");
    refused(insert(element("heading", { level: 4 })), "schema");
    refused(insert(element("heading", { level: "1" })), "schema");
    refused(insert(element("codeBlock", { language: "x".repeat(65) })), "schema");
    refused(
      insert(element("table", {}, element("tableRow", {}, element("tableCell", { colspan: 101 })))),
      "schema",
    );
    refused(
      forge((doc) => section(doc).setAttribute("phase", "P 1")),
      "schema",
    );
    accept(insert(element("heading", { level: 3 })));
  });

  test("marks nobody knows, links that run something, marks inside code", () => {
    const marked = (name: string, marks: object) =>
      insert(textIn(name, (text) => text.insert(0, "text", marks)));
    refused(marked("paragraph", { blink: {} }), "schema");
    refused(marked("paragraph", { link: { href: "javascript:alert(1)" } }), "schema");
    refused(marked("paragraph", { link: { href: "https://a.example", target: "x" } }), "schema");
    refused(marked("paragraph", { bold: { color: "red" } }), "schema");
    refused(marked("codeBlock", { bold: {} }), "schema");
    accept(marked("paragraph", { link: { href: "https://a.example" }, bold: {} }));
  });

  test("a mark's value ends where the limit is, before it is read", () => {
    accept(insert(textIn("paragraph", (text) => text.insert(0, "ab"))));
    const held = Y.getState(staging.store, ALICE);
    const marked = (length: number) =>
      rawStructs(
        ALICE,
        held,
        itemBetween([ALICE, held - 1], null, 6, (e) => {
          encoding.writeVarString(e, "bold");
          encoding.writeVarString(e, `{${" ".repeat(length - 2)}}`);
        }),
      );
    expect(check(marked(MAX_MARK_JSON)).ok).toBe(true);
    refused(marked(MAX_MARK_JSON + 1), "schema");
  });

  test("embeds, attributes of text, binary, big integers, arrays and sub-documents", () => {
    refused(insert(textIn("paragraph", (text) => text.insertEmbed(0, { image: "x" }))), "schema");
    refused(insert(textIn("paragraph", (text) => text.setAttribute("dir", "rtl"))), "schema");
    refused(drawn({ type: Uint8Array.of(1) }), "schema");
    refused(drawn({ x: 1n }), "schema");
    refused(
      forge((doc) => elementsOf(doc).set("a", new Y.Array() as never)),
      "schema",
    );
    refused(
      forge((doc) => elementsOf(doc).set("a", new Y.Text("a") as never)),
      "schema",
    );
    refused(
      forge((doc) => elementsOf(doc).set("a", new Y.Doc() as never)),
      "schema",
    );
    refused(
      forge((doc) => elementsOf(doc).set("a", "plain" as never)),
      "schema",
    );
    refused(drawn({ customData: new Y.Map() }), "schema");
  });

  test("elements of other types, with other properties or out of range", () => {
    for (const type of ["image", "iframe", "embeddable", "magicframe", "selection"]) {
      refused(drawn({ type }), "schema");
    }
    refused(drawn({ type: "rectangle", boundElements: [] }), "schema");
    refused(drawn({ type: "rectangle", version: 1 }), "schema");
    refused(drawn({ x: Number.NaN }), "schema");
    refused(drawn({ x: Number.POSITIVE_INFINITY }), "schema");
    refused(drawn({ x: 10_000_001 }), "schema");
    refused(drawn({ link: "javascript:alert(1)" }), "schema");
    refused(drawn({ customData: { stencil: "ranker", more: 1 } }), "schema");
    refused(drawn({ customData: { edge: "<b>data</b>" } }), "schema");
    refused(drawn({ type: "rectangle" }, "no id"), "schema");
    accept(drawn({ x: 10_000_000, type: "rectangle" }));
    accept(drawn({ type: "arrow", customData: { edge: "control" } }, "arrow"));
  });

  test("keys that reach into every object", () => {
    for (const key of ["__proto__", "constructor", "prototype", "toString"]) {
      refused(drawn({ type: "rectangle" }, key), "schema");
      const property = new Map([[key, 1 as unknown]]);
      refused(
        forge((doc) => elementsOf(doc).set("a", new Y.Map(property))),
        "schema",
      );
    }
    const value = rawStructs(
      ALICE,
      0,
      rootItem(ELEMENTS_ROOT, "a", 8, (e) => {
        encoding.writeVarUint(e, 1);
        encoding.writeUint8(e, 118);
        encoding.writeVarUint(e, 1);
        encoding.writeVarString(e, "__proto__");
        encoding.writeUint8(e, 126);
      }),
    );
    refused(value, "schema");
  });

  test("list content in the canvas, and keys on the document", () => {
    const any = (e: encoding.Encoder) => {
      encoding.writeVarUint(e, 1);
      encoding.writeAny(e, 1);
    };
    refused(rawStructs(ALICE, 0, rootItem("elements", null, 8, any)), "schema");
    refused(rawStructs(ALICE, 0, rootItem("document", "key", 8, any)), "schema");
  });

  test("values nested too deep", () => {
    const nested = (depth: number) => {
      let value: unknown = 1;
      for (let i = 0; i < depth; i++) value = [value];
      return drawn({ points: value });
    };
    // Neither is one of our properties; only the second is not even read to its end.
    refused(nested(MAX_VALUE_DEPTH), "schema");
    refused(nested(1_000), "schema");
  });
});

describe("how much", () => {
  test("a run of text ends where the limit is", () => {
    const run = (length: number) =>
      insert(textIn("codeBlock", (text) => text.insert(0, "x".repeat(length))));
    expect(check(run(MAX_TEXT_RUN)).ok).toBe(true);
    refused(run(MAX_TEXT_RUN + 1), "too-large");
  });

  test("nodes nest as deep as the limit, counted from the root, also over several updates", () => {
    const quotes = (levels: number) => {
      let node = element("blockquote");
      for (let i = 1; i < levels; i++) node = element("blockquote", {}, node);
      return node;
    };
    expect(check(insert(quotes(MAX_NESTING - 1))).ok).toBe(true);
    refused(insert(quotes(MAX_NESTING)), "too-large");
    accept(insert(quotes(MAX_NESTING - 2)));
    const innermost = (doc: Y.Doc) => {
      let node = section(doc).get(0) as Y.XmlElement;
      while (node.length > 0) node = node.get(0) as Y.XmlElement;
      return node;
    };
    refused(
      forge((doc) => innermost(doc).insert(0, [quotes(2)])),
      "too-large",
    );
    accept(forge((doc) => innermost(doc).insert(0, [quotes(1)])));
  });

  test("structs and ranges of deletes are counted before they are read", () => {
    const structs = (count: number) =>
      rawUpdate([{ client: ALICE, clock: 0, structs: Array.from({ length: count }, () => gc(1)) }]);
    expect(check(structs(MAX_STRUCTS_PER_UPDATE)).ok).toBe(true);
    refused(structs(MAX_STRUCTS_PER_UPDATE + 1), "too-large");
    accept(rawStructs(ALICE, 0, gc(2 * MAX_DELETE_RANGES + 2)));
    const ranges = (count: number) =>
      rawUpdate(
        [],
        [{ client: ALICE, ranges: Array.from({ length: count }, (_, i) => [2 * i, 1]) }],
      );
    expect(check(ranges(MAX_DELETE_RANGES)).ok).toBe(true);
    refused(ranges(MAX_DELETE_RANGES + 1), "too-large");
  });

  test("elements are counted, with those on the board", () => {
    const add = (from: number, count: number) =>
      forge((doc) => {
        for (let i = from; i < from + count; i++) elementsOf(doc).set(`e${i}`, new Y.Map());
      });
    accept(add(0, MAX_ELEMENTS - 1));
    refused(add(MAX_ELEMENTS, 2), "too-large");
    accept(add(MAX_ELEMENTS, 1));
    refused(add(MAX_ELEMENTS + 1, 1), "too-large");
    accept(forge((doc) => elementsOf(doc).set("e1", new Y.Map([["type", "ellipse"]]))));
  });
});
