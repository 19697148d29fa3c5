/**
 * Reading and checking all content takes seconds of a start, and once more in the copy of these
 * modules that the pages have. What passed the checks is kept beside the app, under a name made
 * from the files and from the rules they were checked by: whatever changes, it is read anew.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { deserialize, serialize } from "node:v8";

/** What the content is made from: its files, its schemas, its checks. */
const SOURCES = ["content", "lib/board", "lib/domain", "server/content"];
const KEPT_IN = ".cache/content";
const HASH_BYTES = 32;

/**
 * @param root the app's folder
 * @param read reads and checks; whatever it throws is thrown
 */
export function keptOrRead<T>(root: string, read: () => T): T {
  const folder = path.join(/* turbopackIgnore: true */ root, KEPT_IN);
  const name = nameOf(root);
  const kept = findKept<T>(path.join(/* turbopackIgnore: true */ folder, name));
  if (kept !== null) return kept.value;
  const value = read();
  keep(folder, name, value);
  return value;
}

function nameOf(root: string): string {
  // The format of what is kept is V8's own.
  const hash = createHash("sha256").update(process.versions.v8);
  for (const source of SOURCES) {
    const folder = path.join(/* turbopackIgnore: true */ root, source);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(/* turbopackIgnore: true */ entry.parentPath, entry.name))
      .sort();
    for (const file of files) {
      const bytes = readFileSync(file);
      hash.update(`${path.relative(root, file)} ${bytes.byteLength}\n`).update(bytes);
    }
  }
  return hash.digest("hex");
}

/** @returns null when nothing is kept, or what is kept is not what was written */
function findKept<T>(file: string): { value: T } | null {
  try {
    const bytes = readFileSync(file);
    const body = bytes.subarray(HASH_BYTES);
    if (!sha256(body).equals(bytes.subarray(0, HASH_BYTES))) return null;
    return { value: deserialize(body) as T };
  } catch {
    return null;
  }
}

function keep(folder: string, name: string, value: unknown): void {
  const body = serialize(value);
  const fresh = path.join(/* turbopackIgnore: true */ folder, `${name}.${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    const others = readdirSync(folder);
    writeFileSync(fresh, Buffer.concat([sha256(body), body]));
    renameSync(fresh, path.join(/* turbopackIgnore: true */ folder, name));
    for (const other of others) rmSync(path.join(folder, other), { force: true });
  } catch {
    // A full or read-only disk costs the next start its seconds again, nothing else.
    discard(fresh);
  }
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Its folder cannot be reached either, so there is nothing to discard.
  }
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}
