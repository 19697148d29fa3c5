/** Text that databases, files and browsers stumble over: NUL, halves of characters, a split emoji. */
import { expect, test } from "vitest";
import * as Y from "yjs";
import { DisplayName } from "@/lib/domain/account";
import type { InterviewId } from "@/lib/domain/ids";
import { contentHash } from "@/lib/room-document/content-hash";
import { documentJson, plainText } from "@/lib/room-document/document-json";
import { storedProperties } from "@/lib/room-document/elements";
import { documentOf, elementsOf } from "@/lib/room-document/roots";
import { sampleElements } from "@/lib/room-document/testing/sample-elements";
import { renamePerson } from "../../server/services/rename-person";
import { unwrap, wholeDraft } from "../../server/services/testing/interview-database";
import { submitScorecard } from "../../server/services/write-scorecard";
import type { HeadlessPerson } from "../support/headless";
import { liveInterview } from "./live-interview";

const HIGH = "\ud83d";
const LOW = "\ude00";
const EMOJI = `${HIGH}${LOW}`;
/** Begins and ends in words that have to be found again. */
const strange = (where: string) =>
  `${where}-begins \0 ${HIGH} ${LOW} ${LOW}${HIGH} ${EMOJI} \u202e ${where}-ends`;

const room = liveInterview({ waitsAtDoor: true });

/** Where people type: in the shared document's first section, and in the notes; made if there is none. */
function typedText(doc: Y.Doc, plane: "shared" | "private"): Y.XmlText {
  const last = (parent: Y.XmlFragment): Y.XmlText => {
    const child = parent.length > 0 ? parent.get(parent.length - 1) : null;
    if (child instanceof Y.XmlText) return child;
    if (child instanceof Y.XmlElement) return last(child);
    const fresh = new Y.XmlText();
    parent.insert(0, [fresh]);
    return fresh;
  };
  const root = documentOf(doc, plane);
  const section = root.get(0);
  return last(plane === "shared" && section instanceof Y.XmlElement ? section : root);
}

const write = (doc: Y.Doc, plane: "shared" | "private", text: string) =>
  doc.transact(() => {
    const content = typedText(doc, plane);
    content.insert(content.length, text);
  });

async function expectOneDocument(interviewId: InterviewId, people: HeadlessPerson[]) {
  for (const person of people) {
    await person.untilSavedIs("saved");
    await expect
      .poll(async () => person.hash === contentHash((await room.recorded(interviewId)).doc), {
        timeout: 30_000,
      })
      .toBe(true);
  }
}

test("goes through the room, a restart, the review and the downloads", async () => {
  const { interviewId, host, candidate } = await room.begin();
  const people = { db: room.services().db, now: new Date() };
  await renamePerson(host.viewer, DisplayName.parse(strange("name")), people);
  const ida = await room.enter(interviewId, host);
  const carl = await room.enter(interviewId, candidate);

  ida.type(strange("document"));
  // Two keystrokes that together are one character here and two halves everywhere else, which this
  // page finds out when it next compares; and somebody in the middle of a character.
  ida.type(HIGH);
  ida.type(LOW);
  ida.type(`split${EMOJI}here`);
  await ida.untilSavedIs("saved");
  await carl.untilContent(() => carl.text.includes("here"));
  const text = typedText(carl.doc, "shared");
  const middle = text.toString().lastIndexOf(EMOJI) + 1;
  carl.doc.transact(() => text.insert(middle, "X"));
  expect(carl.text).toContain("split\ufffdX\ufffdhere");
  const label = strange("canvas");
  ida.doc.transact(() => {
    const properties = {
      ...sampleElements.label,
      containerId: null,
      text: label,
      originalText: label,
    };
    elementsOf(ida.doc).set("label-1", new Y.Map(Object.entries(storedProperties(properties))));
  });
  const notes = ida.connection.private?.sync.doc;
  if (!notes) throw new Error("An interviewer has notes");
  await ida.until((state) => state.private?.isSynced === true);
  write(notes, "private", strange("notes"));
  await ida.untilSavedIs("saved");
  await expectOneDocument(interviewId, [carl]);

  const { restart } = await room.kill();
  for (const person of [ida, carl]) await person.untilSavedIs("offline");
  await restart();
  await expectOneDocument(interviewId, [ida, carl]);
  ida.type("after the restart");
  await expectOneDocument(interviewId, [ida, carl]);
  const again = await room.enter(interviewId, host);
  await again.until((state) => state.private?.isSynced === true);
  await again.untilContent(() => again.hash === ida.hash);
  expect(
    plainText(documentJson(again.connection.private?.sync.doc ?? new Y.Doc(), "private")),
  ).toContain("notes-ends");

  expect(await ida.connection.command({ type: "end" })).toEqual({ ok: true });
  for (const { viewer } of [host, candidate])
    unwrap(
      await submitScorecard(viewer, interviewId, wholeDraft(strange("evidence")), room.services()),
    );
  for (const { viewer } of [host, candidate]) {
    const page = await read(`/interviews/${interviewId}/review`, viewer);
    const markdown = await read(`/interviews/${interviewId}/review/markdown`, viewer);
    const canvas = await read(`/interviews/${interviewId}/review/excalidraw`, viewer);
    for (const found of [page, markdown])
      for (const part of ["name-begins", "document-ends", "canvas-ends", "evidence-ends", EMOJI])
        expect(found).toContain(part);
    expect(JSON.parse(canvas).elements[0].text).toContain("canvas-ends");
    // A browser leaves it out of a page; in a file it would make that a binary one.
    for (const found of [markdown, canvas]) expect(found).not.toContain("\0");
    expect(markdown).not.toContain("notes-ends");
  }
});

/** What a page or file says, which has to be sound UTF-8. */
async function read(path: string, viewer: Parameters<typeof room.get>[1]): Promise<string> {
  const response = await room.get(path, viewer);
  expect(response.status, path).toBe(200);
  return new TextDecoder("utf-8", { fatal: true }).decode(await response.arrayBuffer());
}
