import * as Y from "yjs";
import type { InterviewId } from "@/lib/domain/ids";
import {
  encodeLogItem,
  SURFACE_CANVAS,
  SURFACE_DOCUMENT,
  SURFACE_NOTES,
} from "@/lib/recording/log-entry";
import { storedProperties } from "@/lib/room-document/elements";
import { documentOf, elementsOf, type Plane } from "@/lib/room-document/roots";
import type { Db } from "../../db/client";
import { loadFinalState } from "../final-state";

/** Writes into one of an interview's documents as its participant 1 would, without a room: one log entry. */
export async function writeInRoom(
  db: Db,
  interviewId: InterviewId,
  write: (doc: Y.Doc) => void,
  plane: Plane = "shared",
): Promise<void> {
  const state = await loadFinalState(db, interviewId, plane);
  if (!state) throw new Error("There is no such interview.");
  const before = Y.encodeStateVector(state.doc);
  state.doc.transact(() => write(state.doc));
  const data = encodeLogItem({
    type: "edit",
    sender: 1,
    firstSeq: 1,
    lastSeq: 1,
    surfaces: plane === "shared" ? SURFACE_DOCUMENT | SURFACE_CANVAS : SURFACE_NOTES,
    update: Y.encodeStateAsUpdate(state.doc, before),
  });
  const { sharedLog, privateLog } = await db.interview.findUniqueOrThrow({
    where: { id: interviewId },
  });
  const log = plane === "shared" ? sharedLog : privateLog;
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
  addTo(section, text);
}

/** A paragraph at the end of a section, or of the private notes. */
export function addTo(parent: Y.XmlElement | Y.XmlFragment, text: string): void {
  const paragraph = new Y.XmlElement("paragraph");
  const content = new Y.XmlText();
  content.insert(0, text);
  paragraph.insert(0, [content]);
  parent.push([paragraph]);
}

export function addElement(
  doc: Y.Doc,
  element: { id: string } & Readonly<Record<string, unknown>>,
): void {
  elementsOf(doc).set(element.id, new Y.Map(Object.entries(storedProperties(element))));
}
