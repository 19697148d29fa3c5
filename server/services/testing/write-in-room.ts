import * as Y from "yjs";
import type { InterviewId } from "@/lib/domain/ids";
import { encodeLogItem, SURFACE_CANVAS, SURFACE_DOCUMENT } from "@/lib/recording/log-entry";
import { storedProperties } from "@/lib/room-document/elements";
import { documentOf, elementsOf } from "@/lib/room-document/roots";
import type { Db } from "../../db/client";
import { loadFinalState } from "../final-state";

/** Writes into an interview's shared document as its participant 1 would, without a room: one log entry. */
export async function writeInRoom(
  db: Db,
  interviewId: InterviewId,
  write: (doc: Y.Doc) => void,
): Promise<void> {
  const state = await loadFinalState(db, interviewId, "shared");
  if (!state) throw new Error("There is no such interview.");
  const before = Y.encodeStateVector(state.doc);
  state.doc.transact(() => write(state.doc));
  const data = encodeLogItem({
    type: "edit",
    sender: 1,
    firstSeq: 1,
    lastSeq: 1,
    surfaces: SURFACE_DOCUMENT | SURFACE_CANVAS,
    update: Y.encodeStateAsUpdate(state.doc, before),
  });
  const { sharedLog: log } = await db.interview.findUniqueOrThrow({ where: { id: interviewId } });
  const number = BigInt(state.number + 1);
  await db.$transaction([
    db.logEntry.create({
      data: { log, number, author: 1, at: new Date(), data: Uint8Array.from(data) },
    }),
    db.logHead.update({ where: { id: log }, data: { lastNumber: number } }),
  ]);
}

/** A paragraph at the end of the first section. */
export function addParagraph(doc: Y.Doc, text: string): void {
  const section = documentOf(doc, "shared").get(0);
  if (!(section instanceof Y.XmlElement)) throw new Error("The document has no section.");
  const paragraph = new Y.XmlElement("paragraph");
  const content = new Y.XmlText();
  content.insert(0, text);
  paragraph.insert(0, [content]);
  section.push([paragraph]);
}

export function addElement(
  doc: Y.Doc,
  element: { id: string } & Readonly<Record<string, unknown>>,
): void {
  elementsOf(doc).set(element.id, new Y.Map(Object.entries(storedProperties(element))));
}
