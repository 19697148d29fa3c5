/** A test with an app and a database of its own, for an app that is going to be killed. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { copyTemplate, startTestCluster } from "../../server/testing/test-cluster";
import { startApp } from "./app";
import { test as base } from "./cast";

interface OwnApp {
  readonly url: string;
  readonly databaseUrl: string;
  /** Gone from one instruction to the next. */
  kill(): Promise<void>;
  /** Again on the same port, with the same data. */
  restart(): Promise<void>;
}

export const test = base.extend<{ ownApp: OwnApp }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
  ownApp: async ({}, use) => {
    const cluster = await startTestCluster();
    const database = await copyTemplate(cluster.adminUrl);
    const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "dryrun-e2e-"));
    const start = (port?: number) =>
      startApp({ databaseUrl: database.url, dataDir, ...(port !== undefined && { port }) });
    let app = await start();
    await use({
      url: app.url,
      databaseUrl: database.url,
      kill: async () => {
        await app.kill("SIGKILL");
      },
      restart: async () => {
        app = await start(Number(new URL(app.url).port));
      },
    });
    await app.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
    await database.drop();
    await cluster.stop();
  },
  // Everybody who arrives comes to this app.
  baseURL: ({ ownApp }, use) => use(ownApp.url),
});

export { expect } from "./cast";
