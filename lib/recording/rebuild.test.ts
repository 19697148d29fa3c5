import { expect, test } from "vitest";
import * as Y from "yjs";
import { contentHash } from "../room-document/content-hash";
import { copyOf, doubledMarks } from "../room-document/testing/doubled-marks";
import { encodeLogItem } from "./log-entry";
import { rebuildDocument } from "./rebuild";

/** Text typed letter by letter, as the rows a room would have stored. */
function typed(text: string): { doc: Y.Doc; rows: { number: number; data: Uint8Array }[] } {
  const doc = new Y.Doc();
  const rows: { number: number; data: Uint8Array }[] = [];
  doc.on("update", (update: Uint8Array) => {
    const number = rows.length + 1;
    const edit = { type: "edit", sender: 7, firstSeq: number, lastSeq: number } as const;
    rows.push({ number, data: encodeLogItem({ ...edit, surfaces: 1, update }) });
  });
  for (const [i, letter] of [...text].entries()) doc.getText("t").insert(i, letter);
  return { doc, rows };
}

test("rows from the first one on give the whole text", () => {
  const { rows } = typed("retention");
  const { doc, number } = rebuildDocument(null, rows);
  expect(doc.getText("t").toString()).toBe("retention");
  expect(number).toBe(9);
});

test("a keyframe stands for the rows before it", () => {
  const { rows } = typed("retention");
  const before = rebuildDocument(null, rows.slice(0, 4));
  const keyframe = { number: 4, data: Y.encodeStateAsUpdateV2(before.doc) };
  expect(rebuildDocument(keyframe, rows.slice(4)).doc.getText("t").toString()).toBe("retention");
});

test("marks without effect stay where they are, wherever one begins to read", () => {
  const { start, marks } = doubledMarks();
  const rows = [start, ...marks].map((update, i) => {
    const edit = { type: "edit", sender: 7, firstSeq: i + 1, lastSeq: i + 1 } as const;
    return { number: i + 1, data: encodeLogItem({ ...edit, surfaces: 1, update }) };
  });
  const whole = copyOf(40, start, ...marks);
  expect(contentHash(rebuildDocument(null, rows).doc)).toBe(contentHash(whole));
  for (const number of [1, 2, 3]) {
    const { doc } = rebuildDocument(null, rows.slice(0, number));
    const keyframe = { number, data: Y.encodeStateAsUpdateV2(doc) };
    const rebuilt = rebuildDocument(keyframe, rows.slice(number)).doc;
    expect(contentHash(rebuilt), `from ${number}`).toBe(contentHash(whole));
  }
});

test("rows without edits move the number and leave the text alone", () => {
  const { rows } = typed("ab");
  rows.push({ number: 3, data: encodeLogItem({ type: "left", participant: 2 }) });
  const { doc, number } = rebuildDocument(null, rows);
  expect(doc.getText("t").toString()).toBe("ab");
  expect(number).toBe(3);
});

test("a missing number is a damaged log, not a shorter document", () => {
  const { rows } = typed("abc");
  expect(() =>
    rebuildDocument(
      null,
      [rows[0], rows[2]].filter((row) => row !== undefined),
    ),
  ).toThrow("from number 1 to 3");
});

test("an edit that builds on one that is not in the log is a damaged log", () => {
  const { rows } = typed("abc");
  const later = rows.slice(1).map((row, i) => ({ ...row, number: i + 1 }));
  expect(() => rebuildDocument(null, later)).toThrow("lacks edits");
});
