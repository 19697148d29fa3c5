/** The built app, people's ways to it, and everything it has ever sent each of them. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { InterviewId } from "@/lib/domain/ids";
import type { Viewer } from "@/lib/domain/viewer";
import { type RunningApp, startApp } from "../support/app";
import { browserHeaders, TEST_SECRET_ENV } from "../support/people";
import { type RecordingProxy, startRecordingProxy } from "../support/recording-proxy";
import { Caller } from "./caller";
import { EVERYBODY, type Stage, theatre, type Who } from "./stage";

export function openHouse() {
  const stages = theatre();
  const lines = new Map<Who, RecordingProxy>();
  let app: RunningApp | undefined;

  beforeAll(async () => {
    app = await startApp({ databaseUrl: stages.data.url(), env: TEST_SECRET_ENV });
    for (const who of EVERYBODY) lines.set(who, await startRecordingProxy(app.url));
  });
  afterAll(async () => {
    for (const line of lines.values()) await line.close();
    await app?.stop();
  });

  const lineOf = (who: Who): RecordingProxy => {
    const line = lines.get(who);
    if (!line) throw new Error("The app does not run");
    return line;
  };

  return {
    ...stages,
    /** An interview there never was. */
    missing: InterviewId.parse(randomUUID()),
    lineOf,
    /** The app itself, past every recording. */
    url: (): string => {
      if (!app) throw new Error("The app does not run");
      return app.url;
    },
    browserOf: (viewer: Viewer) => browserHeaders(viewer, app?.url ?? ""),

    /** What this person's browser sends along on this stage. */
    async headersOf(who: Who, stage: Stage): Promise<Record<string, string>> {
      const { url } = lineOf(who);
      const viewer = stage.viewerOf(who);
      return viewer ? browserHeaders(viewer, url) : { origin: url };
    },

    async callerFor(who: Who, stage: Stage): Promise<Caller> {
      return new Caller(lineOf(who).url, await this.headersOf(who, stage));
    },
  };
}
