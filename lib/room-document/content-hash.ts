/**
 * A hash over everything two copies of a room must agree on: what was written by whom (state
 * vector), what was deleted, and what is there now, in order, with the author of every run.
 *
 * Equal state vectors are not enough: copies can hold the same edits and still differ in deletes
 * or order. The encoded update is not enough either: how Yjs cuts its runs depends on the order
 * in which edits arrived. Runs are joined here before they are hashed.
 */
import * as buffer from "lib0/buffer";
import * as encoding from "lib0/encoding";
import * as sha256 from "lib0/hash/sha256";
import * as Y from "yjs";

type AnyType = Y.AbstractType<unknown>;

const END = 0;
const TEXT = 1;
const OTHER = 2;

/** A value with its keys in one order, so that equal values have equal bytes. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

function writeClocks(encoder: encoding.Encoder, doc: Y.Doc): void {
  const state = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b);
  encoding.writeVarUint(encoder, state.length);
  for (const [client, clock] of state) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
  }
  const deleted = [...Y.createDeleteSetFromStructStore(doc.store).clients].sort(
    ([a], [b]) => a - b,
  );
  encoding.writeVarUint(encoder, deleted.length);
  for (const [client, ranges] of deleted) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, ranges.length);
    for (const range of ranges) {
      encoding.writeVarUint(encoder, range.clock);
      encoding.writeVarUint(encoder, range.len);
    }
  }
}

function writeContent(encoder: encoding.Encoder, item: Y.Item): void {
  const { content } = item;
  if (content instanceof Y.ContentType) {
    const type = content.type as AnyType;
    encoding.writeVarString(encoder, type instanceof Y.XmlElement ? type.nodeName : "");
    writeType(encoder, type);
  } else if (content instanceof Y.ContentFormat) {
    encoding.writeVarString(encoder, content.key);
    encoding.writeAny(encoder, sorted(content.value) as never);
  } else {
    encoding.writeAny(encoder, sorted(content.getContent()) as never);
  }
}

/** Children in order; text of one author in a row is one run, however Yjs has cut it. */
function writeType(encoder: encoding.Encoder, type: AnyType): void {
  let item = type._start;
  while (item !== null) {
    if (item.deleted) {
      item = item.right;
      continue;
    }
    const { client, clock } = item.id;
    encoding.writeUint8(encoder, item.content instanceof Y.ContentString ? TEXT : OTHER);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    if (item.content instanceof Y.ContentString) {
      let text = "";
      while (
        item !== null &&
        (item.deleted ||
          (item.content instanceof Y.ContentString &&
            item.id.client === client &&
            item.id.clock === clock + text.length))
      ) {
        if (!item.deleted) text += (item.content as Y.ContentString).str;
        item = item.right;
      }
      encoding.writeVarString(encoder, text);
    } else {
      writeContent(encoder, item);
      item = item.right;
    }
  }
  encoding.writeUint8(encoder, END);
  const entries = [...type._map].filter(([, item]) => !item.deleted);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  encoding.writeVarUint(encoder, entries.length);
  for (const [key, item] of entries) {
    encoding.writeVarString(encoder, key);
    encoding.writeVarUint(encoder, item.id.client);
    encoding.writeVarUint(encoder, item.id.clock);
    writeContent(encoder, item);
  }
}

/** What `contentHash` hashes; two copies are equal if and only if these bytes are. */
export function canonicalContent(doc: Y.Doc): Uint8Array {
  const encoder = encoding.createEncoder();
  writeClocks(encoder, doc);
  // A root that was asked for and never filled is no difference.
  const roots = [...doc.share].filter(([, type]) => type._start !== null || type._map.size > 0);
  roots.sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, type] of roots) {
    encoding.writeVarString(encoder, name);
    writeType(encoder, type as AnyType);
  }
  return encoding.toUint8Array(encoder);
}

/** SHA-256 of the whole content, as hex; the same on every machine. */
export function contentHash(doc: Y.Doc): string {
  return buffer.toHexString(sha256.digest(canonicalContent(doc)));
}
