import { expect, test } from "vitest";
import { MAX_OWN_BYTES } from "@/lib/domain/content/own-content";
import { readUntrustedYaml } from "./read-untrusted-yaml";

function complaint(text: string): string {
  const read = readUntrustedYaml(text);
  if (read.ok) throw new Error("it was read");
  return read.code.map(({ line, message }) => `${line}: ${message}`).join("\n");
}

test("YAML and JSON are read as data, with the line of each field", () => {
  const yaml = readUntrustedYaml("title: One\nparts:\n  - id: a\n  - id: b\n");
  if (!yaml.ok) throw new Error("it was not read");
  expect(yaml.value.value).toEqual({ title: "One", parts: [{ id: "a" }, { id: "b" }] });
  expect(yaml.value.lineOf(["parts", 1, "id"])).toBe(4);
  const json = readUntrustedYaml('{\n  "title": "One",\n  "version": 2\n}');
  expect(json.ok && json.value.value).toEqual({ title: "One", version: 2 });
});

test("a missing field is at the line of what it is missing from", () => {
  const read = readUntrustedYaml("title: One\nparts:\n  - id: a\n");
  expect(read.ok && read.value.lineOf(["parts", 0, "answer"])).toBe(3);
});

test("a few lines that would become gigabytes are refused, and not one of them is repeated", () => {
  const laughs = ["a0: &a0 [lol]"];
  for (let i = 1; i < 12; i += 1)
    laughs.push(
      `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join(", ")}]`,
    );
  expect(complaint(laughs.join("\n"))).toContain('2: "*a0" stands for something else');
  expect(complaint("a: &x 1")).toBe('1: "&x" is a name for later; names are not read here');
});

test.each([
  ["a class of a program", "run: !!js/function alert()"],
  ["a tag of one's own", "run: !thing 1"],
  ["a declared tag", "%TAG ! tag:example.org,2000:\n---\nrun: !thing 1"],
])("%s is refused, not made", (_, text) => {
  expect(complaint(text)).toContain("tags are not read here");
});

test.each([
  ["brackets", "[".repeat(100_000)],
  ["closed brackets", "[".repeat(50_000) + "]".repeat(50_000)],
  ["braces", "{a: ".repeat(50_000)],
  ["dashes", "- ".repeat(100_000)],
  ["question marks", "? ".repeat(100_000)],
  ["indentation", Array.from({ length: 500 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
])("endless nesting by %s is refused before it is read", (_, text) => {
  expect(complaint(text)).toBe("1: it is nested too deeply");
});

test.each([
  ["keys", Array.from({ length: 25_000 }, (_, i) => `k${i}: 1`).join("\n")],
  ["commas", `[${",".repeat(MAX_OWN_BYTES - 10)}`],
  ["brackets that close nothing", "]".repeat(MAX_OWN_BYTES)],
])("a file full of %s is refused before it is read", (_, text) => {
  expect(complaint(text)).toBe("1: there is too much in it");
});

test("a file that is too long is refused by its bytes", () => {
  expect(complaint("é".repeat(MAX_OWN_BYTES / 2 + 1))).toBe("1: a file has at most 256 KB");
});

test("names that are there twice, and characters no database takes, are named with their lines", () => {
  expect(complaint("a: 1\nb: 2\na: 3")).toBe('3: "a" is there twice');
  expect(complaint('a: 1\nb: "x\\0"')).toBe("2: there are characters in it that are not text");
  expect(complaint("a: \u0000")).toBe("1: there are characters in it that are not text");
});

test("a name that every object has is only a field", () => {
  const read = readUntrustedYaml("__proto__:\n  isAdmin: true\n");
  expect(read.ok && Object.keys(read.value.value as object)).toEqual(["__proto__"]);
  expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
});

test("what is no YAML says so at its line", () => {
  expect(complaint('title: One\nprompt: "Two\n')).toMatch(/^[23]: /);
  expect(complaint("  \n")).toBe("1: there is nothing in it");
});
