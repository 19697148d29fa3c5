import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { z } from "zod";

const root = path.resolve(import.meta.dirname, "..");
const FOLDERS = ["app", "lib", "server", "content"];

/** Reading everything twice takes seconds on a slow computer. */
const TIMEOUT_MS = 60_000;

const Report = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({
    violations: z.array(
      z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) }),
    ),
    ruleSetUsed: z.object({ forbidden: z.array(z.object({ name: z.string() })) }),
  }),
});

async function readImports(folder: string, folders: string[]): Promise<z.infer<typeof Report>> {
  const command = path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const config = path.join(root, ".dependency-cruiser.cjs");
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [command, "--config", config, "--output-type", "json", ...folders],
    { cwd: folder, maxBuffer: 256 * 1024 * 1024 },
  );
  return Report.parse(JSON.parse(stdout));
}

function sourceFiles(folder: string): string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => path.posix.join(folder, name.replaceAll("\\", "/")))
    .filter((name) => /[.](ts|tsx|mjs)$/.test(name) && !/[.]d[.]m?ts$|\/generated\//.test(name));
}

test("every module imports only what its layer may", { timeout: TIMEOUT_MS }, async () => {
  const folders = FOLDERS.filter((folder) => fs.existsSync(path.join(root, folder)));
  const { modules, summary } = await readImports(root, folders);

  expect(
    summary.violations.map(({ from, to, rule }) => `${from} imports ${to} (${rule.name})`),
  ).toEqual([]);

  // A checker that cannot read our TypeScript finds nothing wrong in the nothing it has read.
  const read = new Set(modules.map(({ source }) => source));
  expect(folders.flatMap(sourceFiles).filter((file) => !read.has(file))).toEqual([]);
});

/** Modules that each break one rule. */
const FORBIDDEN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "no-circles": {
    "lib/a.ts": 'import { b } from "./b";\nexport const a = () => b;',
    "lib/b.ts": 'import { a } from "./a";\nexport const b = () => a;',
  },
  "nothing-unresolved": { "lib/lost.ts": 'import "./nowhere";' },
  "lib-stays-in-lib": { "lib/reaches-out.ts": 'import "../app/button";' },
  "lib-runs-without-node": { "lib/reads-files.ts": 'import "node:fs";' },
  "lib-has-few-packages": { "lib/draws.ts": 'import "react";' },
  "room-document-packages": { "lib/room-document/draws.ts": 'import "react";' },
  "domain-knows-only-itself": {
    "lib/domain/rule.ts": 'import "../protocol/message";',
    "lib/protocol/message.ts": "export {};",
  },
  "server-never-imports-app": { "server/draws.ts": 'import "@/app/button";' },
  "pages-use-services": { "app/page.tsx": 'import "../server/db/rows";' },
  "components-never-import-server": {
    "app/list.tsx": 'import type { Case } from "../server/services/use";',
  },
  "services-know-no-transport": { "server/services/answers.ts": 'import "next/headers";' },
  "db-knows-only-domain": { "server/db/knows.ts": 'import "../services/use";' },
  "only-db-reaches-the-database": { "server/auth/queries.ts": 'import "pg";' },
  "rooms-are-reached-by-socket": {
    "server/main.ts": 'import "./realtime/room";',
    "server/realtime/room.ts": "export {};",
  },
  "tests-stay-in-tests": {
    "server/sloppy.ts": 'import "./testing/fake";',
    "server/testing/fake.ts": "export {};",
  },
};

const HARMLESS = {
  "app/button.tsx": "export {};",
  "server/db/rows.ts": "export {};",
  "server/services/use.ts": "export type Case = string;",
};

test("each rule fails on a module that breaks it", { timeout: TIMEOUT_MS }, async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "boundaries-"));
  try {
    fs.symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
    fs.copyFileSync(path.join(root, "tsconfig.json"), path.join(folder, "tsconfig.json"));
    const files = Object.assign({}, HARMLESS, ...Object.values(FORBIDDEN));
    for (const [name, content] of Object.entries<string>(files)) {
      fs.mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), content);
    }

    const { summary } = await readImports(folder, ["app", "lib", "server"]);
    const rules = summary.ruleSetUsed.forbidden.map(({ name }) => name);
    expect(Object.keys(FORBIDDEN).sort()).toEqual(rules.sort());
    for (const [rule, broken] of Object.entries(FORBIDDEN)) {
      const found = summary.violations.filter(({ rule: { name } }) => name === rule);
      expect(
        found.map(({ from }) => from),
        rule,
      ).toContain(Object.keys(broken)[0]);
    }
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
