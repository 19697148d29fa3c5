/** A running interview in a database of one's own, and the app that serves it, for faults to happen to. */
import { afterAll, beforeAll } from "vitest";
import type { MemoryDevice } from "@/app/interviews/[interviewId]/room/connection/memory-copy";
import type { InterviewId } from "@/lib/domain/ids";
import type { ParticipantRole } from "@/lib/domain/roles";
import type { Viewer } from "@/lib/domain/viewer";
import { decodeLogItems } from "@/lib/recording/log-entry";
import type { Rebuilt } from "@/lib/recording/rebuild";
import { connectDatabase } from "../../server/db/open-database";
import { loadFinalState } from "../../server/services/final-state";
import { interviewDatabase } from "../../server/services/testing/interview-database";
import { type RunningApp, startApp } from "../support/app";
import { HeadlessPerson } from "../support/headless";
import { browserHeaders, TEST_SECRET_ENV } from "../support/people";
import { RawClient } from "../support/raw-client";

export interface Seat {
  viewer: Viewer;
  role: ParticipantRole;
}

export interface EnterOptions {
  /** Another way to the app than its own port: a proxy's. */
  port?: number;
  device?: MemoryDevice;
}

/**
 * @param options.databaseUrl how the app reaches the database; the test itself always goes straight
 */
export function liveInterview(options: { databaseUrl?: (url: string) => Promise<string> } = {}) {
  const database = interviewDatabase();
  let app: RunningApp | undefined;
  const left: (() => Promise<unknown>)[] = [];

  const running = (): RunningApp => {
    if (!app) throw new Error("The app does not run");
    return app;
  };
  const start = async (port?: number) => {
    const url = database.url();
    const databaseUrl = options.databaseUrl ? await options.databaseUrl(url) : url;
    app = await startApp({
      databaseUrl,
      env: TEST_SECRET_ENV,
      ...(port !== undefined && { port }),
    });
  };
  const port = () => Number(new URL(running().url).port);
  const urlAt = (at: number) => {
    const url = new URL(running().url);
    url.port = String(at);
    return url.origin;
  };

  beforeAll(() => start());
  afterAll(async () => {
    for (const leave of left) await leave();
    await app?.stop();
  });

  return {
    port,
    /** A running interview with a host who interviews and a candidate. */
    async begin(): Promise<{ interviewId: InterviewId; host: Seat; candidate: Seat }> {
      const host = await database.person("Ida");
      const interviewId = await database.create(host);
      const candidate = await database.join(host, interviewId, "candidate", "Carl");
      await database.command(interviewId, { type: "start" });
      return {
        interviewId,
        host: { viewer: host, role: "interviewer" },
        candidate: { viewer: candidate, role: "candidate" },
      };
    },

    async joinAsInterviewer(interviewId: InterviewId, host: Viewer): Promise<Seat> {
      const viewer = await database.join(host, interviewId, "interviewer", "Ivo");
      return { viewer, role: "interviewer" };
    },

    async enter(
      interviewId: InterviewId,
      { viewer, role }: Seat,
      { port: at = port(), device }: EnterOptions = {},
    ): Promise<HeadlessPerson> {
      const person = await HeadlessPerson.enter({
        interviewId,
        role,
        url: urlAt(at),
        headers: await browserHeaders(viewer, running().url),
        ...(device && { device }),
      });
      left.push(() => person.leave());
      return person;
    },

    async raw(interviewId: InterviewId, { viewer }: Seat): Promise<RawClient> {
      const { url } = running();
      const client = await RawClient.join({
        url,
        interviewId,
        headers: await browserHeaders(viewer, url),
      });
      left.push(async () => client.close());
      return client;
    },

    /** The process is gone from one instruction to the next. */
    async kill(): Promise<{ restart: () => Promise<void> }> {
      const at = port();
      await running().kill("SIGKILL");
      return { restart: () => start(at) };
    },

    /** The shared document as the database alone tells it. */
    async recorded(interviewId: InterviewId): Promise<Rebuilt> {
      const db = connectDatabase(database.url());
      try {
        const state = await loadFinalState(db, interviewId, "shared");
        if (!state) throw new Error("There is no such interview");
        return state;
      } finally {
        await db.$disconnect();
      }
    },

    /** Which edits of which sender the shared log holds, in its order. */
    async storedEdits(interviewId: InterviewId): Promise<{ sender: number; seq: number }[]> {
      const db = connectDatabase(database.url());
      try {
        const interview = await db.interview.findUniqueOrThrow({ where: { id: interviewId } });
        const rows = await db.logEntry.findMany({
          where: { log: interview.sharedLog },
          orderBy: { number: "asc" },
        });
        return rows
          .flatMap((row) => decodeLogItems(row.data))
          .flatMap((item) => (item.type === "edit" ? [item] : []))
          .flatMap(({ sender, firstSeq, lastSeq }) =>
            Array.from({ length: lastSeq - firstSeq + 1 }, (_, i) => ({
              sender,
              seq: firstSeq + i,
            })),
          );
      } finally {
        await db.$disconnect();
      }
    },
  };
}
