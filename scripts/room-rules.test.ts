/** The rules of the room are promises: each one is shown by a test that carries its number. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { expect, test } from "vitest";

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  encoding: "utf8",
}).split("\n");

const shown = new Set(
  files
    .filter((file) => /\.(test|spec)\.tsx?$/.test(file) && fs.existsSync(file))
    .flatMap((file) => fs.readFileSync(file, "utf8").match(/(?<=")(\[[A-Z]\d+\] )+/g) ?? [])
    .flatMap((tags) => tags.match(/[A-Z]\d+/g) ?? []),
);

const written = new Set(
  [...fs.readFileSync("docs/room-rules.md", "utf8").matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(
    ([, rule]) => rule ?? "",
  ),
);

test("every rule of the room is shown by a test, and every test's number is a rule", () => {
  expect(written.size).toBeGreaterThan(30);
  expect([...written].filter((rule) => !shown.has(rule))).toEqual([]);
  expect([...shown].filter((rule) => !written.has(rule))).toEqual([]);
});
