import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { type LockedPackage, type LockedPackages, objections } from "./dependency-gate";

const lockfile = path.resolve(import.meta.dirname, "../package-lock.json");
const { packages } = JSON.parse(fs.readFileSync(lockfile, "utf8")) as { packages: LockedPackages };

test("nothing in the lockfile is too old, unlicensed, unverified, or runs unexpected code", () => {
  expect(Object.keys(packages).length).toBeGreaterThan(100);
  expect(objections(packages)).toEqual([]);
});

const good: LockedPackage = { version: "1.0.0", license: "MIT", integrity: "sha512-x" };
const judge = (folder: string, change: LockedPackage) =>
  objections({ "": {}, [`node_modules/${folder}`]: { ...good, ...change } });

test.each([
  ["ws", "8.17.0"],
  ["ws", "8.17.1-beta.1"],
  ["next", "15.9.99"],
  ["somebody/node_modules/engine.io", "6.6.9"],
  ["next-auth", "nonsense"],
])("%s %s is older than we run", (folder, version) => {
  expect(judge(folder, { version })).toEqual([expect.stringContaining("is older than")]);
});

test.each([
  ["ws", "8.17.1"],
  ["ws", "8.18.0"],
  ["next", "16.10.0"],
  ["next", "17.0.0-canary.1"],
  ["@scope/ws", "1.0.0"],
])("%s %s is new enough", (folder, version) => {
  expect(judge(folder, { version })).toEqual([]);
});

test.each(["GPL-3.0", "AGPL-3.0-only", "MIT AND GPL-2.0", "SEE LICENSE IN x", "MPL-2.0", ""])(
  "a package under %j is refused",
  (license) => {
    expect(judge("stranger", { license })).toHaveLength(1);
  },
);

test("a package that names no licence is refused", () => {
  const { license: _, ...unnamed } = good;
  expect(objections({ "node_modules/stranger": unnamed })).toHaveLength(1);
});

test.each(["(MIT OR GPL-3.0)", "MIT and ISC", "(MIT AND Zlib)"])("%s is fine", (license) => {
  expect(judge("stranger", { license })).toEqual([]);
});

test.each([
  { integrity: "" },
  { integrity: "sha1-x" },
  { resolved: "git+ssh://git@somewhere/x.git" },
  { resolved: "http://somewhere/x.tgz" },
  { hasInstallScript: true },
])("a package with %j is refused", (change) => {
  expect(judge("stranger", change)).toHaveLength(1);
});
