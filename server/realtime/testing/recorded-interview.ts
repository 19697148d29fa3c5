/** Interviews that are over, with logs as a lively room leaves them. */
import * as Y from "yjs";
import type { InterviewId } from "@/lib/domain/ids";
import type { Viewer } from "@/lib/domain/viewer";
import { encodeLogItem, SURFACE_DOCUMENT, SURFACE_NOTES } from "@/lib/recording/log-entry";
import { documentOf, type Plane } from "@/lib/room-document/roots";
import { sampleElements } from "@/lib/room-document/testing/sample-elements";
import { appendToLogs } from "../../db/log-entries";
import { putKeyframe } from "../../db/log-keyframes";
import { isPack, type StoredEntry, unpackEntries } from "../../db/log-pack";
import { readStoredRows } from "../../db/log-packing";
import type { Pool } from "../../db/pool";
import { readRoomRecord } from "../../db/room-records";
import { loadFinalState } from "../../services/final-state";
import {
  type interviewDatabase,
  unwrap,
  wholeDraft,
} from "../../services/testing/interview-database";
import { addElement, addParagraph, writeInRoom } from "../../services/testing/write-in-room";
import { submitScorecard } from "../../services/write-scorecard";

type Data = ReturnType<typeof interviewDatabase>;

const ALL = [0, Number.MAX_SAFE_INTEGER] as const;

export interface Recorded {
  id: InterviewId;
  ana: Viewer;
  ben: Viewer;
  shared: number;
  private: number;
}

/** @param endedMinutesAgo since when both cards are in */
export async function recordedInterview(
  data: Data,
  pool: Pool,
  { edits = 60, endedMinutesAgo = 11 } = {},
): Promise<Recorded> {
  const { db } = data.context();
  const ana = await data.person("Ana");
  const id = await data.create(ana);
  const ben = await data.join(ana, id, "candidate", "Ben");
  await writeInRoom(db, id, (doc) => {
    addParagraph(doc, "Two towers, then a ranker");
    for (const element of Object.values(sampleElements)) addElement(doc, element);
  });
  await data.command(id, { type: "start" });
  const record = await readRoomRecord(pool, id);
  if (!record) throw new Error("The interview is there.");
  const recorded = { id, ana, ben, shared: record.sharedLog, private: record.privateLog };
  await type(data, pool, recorded, "shared", edits);
  await type(data, pool, recorded, "private", edits / 4);
  await data.command(id, { type: "end" });
  for (const viewer of [ana, ben])
    unwrap(await submitScorecard(viewer, id, wholeDraft("seen"), data.context()));
  await endedAgo(pool, id, endedMinutesAgo * 60_000);
  return recorded;
}

export async function endedAgo(pool: Pool, id: InterviewId, ms: number): Promise<void> {
  await pool.query("UPDATE interviews SET state_at = now() - $2 * interval '1 ms' WHERE id = $1", [
    id,
    ms,
  ]);
}

/** Both people type by turns, an entry each or both in one commit; halfway the whole state is kept. */
async function type(
  data: Data,
  pool: Pool,
  { id, ...logs }: Recorded,
  plane: Plane,
  edits: number,
): Promise<void> {
  const state = await loadFinalState(data.context().db, id, plane);
  if (!state) throw new Error("The interview is there.");
  const { doc } = state;
  let update = new Uint8Array();
  doc.on("update", (emitted: Uint8Array) => {
    update = Uint8Array.from(emitted);
  });
  const log = logs[plane];
  const surfaces = plane === "shared" ? SURFACE_DOCUMENT : SURFACE_NOTES;
  const seqs = new Map<number, number>();
  const edited = (author: number, edit: () => void) => {
    edit();
    const seq = (seqs.get(author) ?? 0) + 1;
    seqs.set(author, seq);
    const range = { sender: 1_000 + author, firstSeq: seq, lastSeq: seq };
    const item = encodeLogItem({ type: "edit", ...range, surfaces, update });
    return { log, author, ...range, data: item, clients: [] };
  };

  const client = await pool.connect();
  const text = new Y.XmlText();
  const paragraph = () => documentOf(doc, plane).push([paragraphOf(text)]);
  await appendToLogs(client, [edited(1, paragraph)]);
  for (let i = 0; i < edits; i++) {
    const letter = () => text.insert(text.length, String.fromCharCode(97 + (i % 26)));
    const appends = [edited(1 + (i % 2), letter)];
    if (i % 5 === 0) appends.push(edited(2 - (i % 2), letter));
    const outcomes = await appendToLogs(client, appends);
    if (i === Math.floor(edits / 2)) {
      const number = Math.max(...outcomes.map((outcome) => outcome.number));
      await putKeyframe(pool, log, { number, data: Y.encodeStateAsUpdateV2(doc) });
    }
  }
  client.release();
}

function paragraphOf(text: Y.XmlText): Y.XmlElement {
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [text]);
  return paragraph;
}

/** All entries of a log, however they are stored, in a form that can be compared. */
export async function entriesOf(pool: Pool, log: number): Promise<object[]> {
  const rows = await rowsOf(pool, log);
  const entries = await Promise.all(
    rows.map(async (row) => (isPack(row.data) ? unpackEntries(row.data) : [row])),
  );
  return entries.flat().map(({ data, ...entry }) => ({
    ...entry,
    data: Buffer.from(data).toString("hex"),
  }));
}

/** The rows as they are stored. */
export async function rowsOf(pool: Pool, log: number): Promise<StoredEntry[]> {
  const client = await pool.connect();
  try {
    return await readStoredRows(client, log, ALL);
  } finally {
    client.release();
  }
}
