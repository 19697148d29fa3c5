/** Every code a request can be refused with is shown at its edge by a test that carries its name. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { expect, test } from "vitest";
import { RefusalCode } from "@/lib/protocol/refusals";

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  encoding: "utf8",
}).split("\n");

/** Codes in front of a test's name, beside the numbers of rules: `[gap] [G5] an edit that …`. */
const shown = new Set(
  files
    .filter((file) => /^(?!scripts\/).*\.test\.tsx?$/.test(file) && fs.existsSync(file))
    .flatMap(
      (file) => fs.readFileSync(file, "utf8").match(/(?<=\btest\(\s*")(\[[\w-]+\] )+/g) ?? [],
    )
    .flatMap((tags) => tags.match(/[a-z][a-z-]+/g) ?? []),
);

test("every code of refusal is shown by a test, and every test's code is one", () => {
  const codes: readonly string[] = RefusalCode.options;
  expect(codes.filter((code) => !shown.has(code))).toEqual([]);
  expect([...shown].filter((code) => !codes.includes(code))).toEqual([]);
});
