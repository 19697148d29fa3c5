/** The long editing trace that BENCH_TRACE names, `sequential_traces/automerge-paper.json.gz`. */
import fs from "node:fs";
import zlib from "node:zlib";
import type * as Y from "yjs";

export type Edit = [at: number, deleted: number, inserted: string];

/** @throws when BENCH_TRACE names no file */
export function readTrace(): Edit[] {
  const file = process.env.BENCH_TRACE;
  if (!file) throw new Error("BENCH_TRACE must name the editing trace");
  const raw = fs.readFileSync(file);
  const trace: { txns: { patches: Edit[] }[] } = JSON.parse(
    (file.endsWith(".gz") ? zlib.gunzipSync(raw) : raw).toString("utf8"),
  );
  return trace.txns.flatMap(({ patches }) => patches);
}

export function applyEdit(text: Y.XmlText, [at, deleted, inserted]: Edit): void {
  if (deleted > 0) text.delete(at, deleted);
  if (inserted) text.insert(at, inserted);
}
