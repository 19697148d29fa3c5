import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keptOrRead } from "./content-cache";
import { readContent } from "./load-content";

let root: string;
let reads: number;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "kept-content-"));
  for (const [folder, file, text] of [
    ["content/cases", "a.yaml", "id: a"],
    ["lib/domain/content", "case.ts", "export const Case = 1;"],
    ["server/content", "check-case.ts", "export const check = 1;"],
    ["lib/board", "structural-hints.ts", "export const hints = 1;"],
  ] as const) {
    mkdirSync(path.join(root, folder), { recursive: true });
    writeFileSync(path.join(root, folder, file), text);
  }
  reads = 0;
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function load(): Map<string, { title: string }> {
  return keptOrRead(root, () => {
    reads += 1;
    return new Map([["a", { title: "A" }]]);
  });
}

const keptFiles = () => readdirSync(path.join(root, ".cache/content"));

test("what was read and checked once is not read again", () => {
  const first = load();
  expect(load()).toEqual(first);
  expect(reads).toBe(1);
});

test.each([
  "content/cases/a.yaml",
  "lib/domain/content/case.ts",
  "server/content/check-case.ts",
  "lib/board/structural-hints.ts",
])("it is read again when %s has changed, and the old is thrown away", (file) => {
  load();
  writeFileSync(path.join(root, file), `${readFileSync(path.join(root, file), "utf8")} # more`);
  load();
  expect(reads).toBe(2);
  expect(keptFiles()).toHaveLength(1);
});

test("a new file is seen", () => {
  load();
  writeFileSync(path.join(root, "content/cases/b.yaml"), "id: b");
  load();
  expect(reads).toBe(2);
});

test.each([
  ["cut short", (bytes: Buffer) => bytes.subarray(0, bytes.length - 3)],
  ["empty", () => Buffer.alloc(0)],
  [
    "changed in a byte",
    (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([7])]),
  ],
] as const)("a kept file that is %s is not believed", (_what, damage) => {
  const first = load();
  const file = path.join(root, ".cache/content", keptFiles()[0] ?? "");
  writeFileSync(file, damage(readFileSync(file)));
  expect(load()).toEqual(first);
  expect(reads).toBe(2);
});

test("where nothing can be kept, it is read each time", () => {
  mkdirSync(path.join(root, ".cache"));
  writeFileSync(path.join(root, ".cache/content"), "not a folder");
  load();
  expect(load().size).toBe(1);
  expect(reads).toBe(2);
});

test("content with its mistakes is refused each time, and nothing is kept of it", () => {
  const refuse = () =>
    keptOrRead(root, () => {
      throw new Error("a problem");
    });
  expect(refuse).toThrow("a problem");
  expect(refuse).toThrow("a problem");
});

test("all of the product's content comes back as it was", () => {
  cpSync("content", path.join(root, "content"), { recursive: true });
  const content = keptOrRead(root, () => readContent("content"));
  const again = keptOrRead(root, (): typeof content => {
    throw new Error("it was read again");
  });
  expect(again).toEqual(content);
});
