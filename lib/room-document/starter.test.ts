import { getSchema } from "@tiptap/core";
import { yXmlFragmentToProseMirrorRootNode } from "@tiptap/y-tiptap";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { documentJson, plainText } from "./document-json";
import { documentExtensions } from "./extensions";
import { documentOf, openRoots, STARTER_CLIENT_ID } from "./roots";
import { buildNotesStarter, buildStarter } from "./starter";

const sections = [
  {
    phaseId: "p1-requirements",
    blocks: [
      { heading: "Goal", prompt: "Who wants what." },
      { heading: "Scope", prompt: "What is in, what is out." },
    ],
  },
  { phaseId: "p2-framing", blocks: [] },
];

function open(update: Uint8Array, plane: "shared" | "private" = "shared"): Y.Doc {
  const doc = new Y.Doc();
  openRoots(doc, plane);
  Y.applyUpdate(doc, update);
  return doc;
}

test("the same sections give the same bytes, all by the system's own author", () => {
  const update = buildStarter(sections);
  expect(buildStarter(sections)).toEqual(update);
  expect([...Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update)).keys()]).toEqual([
    STARTER_CLIENT_ID,
  ]);
});

test("there is a section per phase in order, each ending in an empty paragraph", () => {
  const { content = [] } = documentJson(open(buildStarter(sections)));
  expect(content.map(({ type, attrs }) => [type, attrs?.phase])).toEqual([
    ["section", "p1-requirements"],
    ["section", "p2-framing"],
  ]);
  for (const section of content) expect(section.content?.at(-1)).toEqual({ type: "paragraph" });
  expect(content.map(plainText)).toEqual(["GoalWho wants what.ScopeWhat is in, what is out.", ""]);
});

test("the editor shows the starter as it is and has nothing to repair", () => {
  for (const plane of ["shared", "private"] as const) {
    const doc = open(plane === "shared" ? buildStarter(sections) : buildNotesStarter(), plane);
    let edits = 0;
    doc.on("update", () => {
      edits++;
    });
    const schema = getSchema(documentExtensions(plane));
    const node = yXmlFragmentToProseMirrorRootNode(documentOf(doc, plane), schema);
    node.check();
    expect(edits).toBe(0);
    expect(node.childCount).toBe(plane === "shared" ? 2 : 1);
  }
});
