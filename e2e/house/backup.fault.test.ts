/** Backup and restore as whoever runs the server does them: two commands, while people work. */
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contentHash } from "@/lib/room-document/content-hash";
import { liveInterview } from "../durability/live-interview";
import { startApp } from "../support/app";
import { embeddedDatabaseUrl } from "../support/embedded-database";
import { recorded } from "../support/stored";

const root = path.resolve(import.meta.dirname, "../..");

let parent: string;
const inParent = (name: string) => path.join(parent, name);
beforeAll(() => {
  parent = fs.mkdtempSync(path.join(os.tmpdir(), "dryrun backup "));
});
afterAll(() => fs.rmSync(parent, { recursive: true }));

const interview = liveInterview({ dataDir: () => inParent("data") });

/** Runs a command as npm would. */
function run(command: "backup" | "restore", dataDir: string, ...args: string[]) {
  const script = ["--import", "tsx", `scripts/${command}.ts`, ...args];
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, script, {
    cwd: root,
    env: { PATH, HOME, DATA_DIR: dataDir } as unknown as NodeJS.ProcessEnv,
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      printed += chunk.toString("utf8");
    });
  return new Promise<{ code: number | null; printed: string }>((resolve) =>
    child.once("close", (code) => resolve({ code, printed })),
  );
}

test("what was saved before a backup is in the app that starts on its copy", async () => {
  const { interviewId, host } = await interview.begin();
  const ida = await interview.enter(interviewId, host);
  ida.type("Saved before the copy was made.");
  await ida.untilSavedIs("saved");

  const made = await run("backup", inParent("data"), inParent("copy"));
  expect(made).toMatchObject({ code: 0, printed: expect.stringContaining("Backed up") });
  const again = await run("backup", inParent("data"), inParent("copy"));
  expect(again).toMatchObject({ code: 1, printed: expect.stringContaining("exists already") });
  const inUse = await run("restore", inParent("data"), inParent("copy"));
  expect(inUse).toMatchObject({ code: 1, printed: expect.stringContaining("There are people") });

  const restored = await run("restore", inParent("fresh"), inParent("copy"));
  expect(restored).toMatchObject({ code: 0, printed: expect.stringContaining("Restored") });
  const app = await startApp({ databaseUrl: null, dataDir: inParent("fresh") });
  try {
    expect((await fetch(`${app.url}/health/ready`)).status).toBe(200);
    const copy = await recorded(interviewId, embeddedDatabaseUrl(inParent("fresh")));
    expect(contentHash(copy.doc)).toBe(contentHash((await interview.recorded(interviewId)).doc));
    expect(contentHash(copy.doc)).toBe(ida.hash);
  } finally {
    await app.stop();
  }
});
