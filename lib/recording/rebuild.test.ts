import { expect, test } from "vitest";
import * as Y from "yjs";
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
