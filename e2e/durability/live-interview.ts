/** A running interview in a database of one's own, and the app that serves it, for faults to happen to. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import type { MemoryDevice } from "@/app/interviews/[interviewId]/room/connection/memory-copy";
import type { InterviewId } from "@/lib/domain/ids";
import type { ParticipantRole } from "@/lib/domain/roles";
import type { Viewer } from "@/lib/domain/viewer";
import { decodeLogItems } from "@/lib/recording/log-entry";
import type { LogRow, Rebuilt } from "@/lib/recording/rebuild";
import type { Db } from "../../server/db/client";
import { connectDatabase } from "../../server/db/open-database";
import { loadFinalState } from "../../server/services/final-state";
import { interviewDatabase } from "../../server/services/testing/interview-database";
import type { TestDatabase } from "../../server/testing/test-database";
import { type AppOptions, beginApp, type RunningApp, startApp } from "../support/app";
import { embeddedDatabaseUrl } from "../support/embedded-database";
import { HeadlessPerson } from "../support/headless";
import { type PatientProxy, startPatientProxy } from "../support/patient-proxy";
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

export interface LiveInterviewOptions {
  /** How the app reaches the database; the test itself always goes straight. */
  databaseUrl?: (url: string) => Promise<string>;
  /** A database of its own instead of one in the cluster of all tests. */
  makeDatabase?: () => Promise<TestDatabase>;
  /** The folder of an app that brings its own database, as on a person's computer. */
  dataDir?: () => string;
  /** People wait at the door while the app is away, and are in as soon as it is back. */
  waitsAtDoor?: boolean;
  /** Settings of the app. */
  env?: Readonly<Record<string, string>>;
}

export function liveInterview(options: LiveInterviewOptions = {}) {
  const { dataDir } = options;
  const ownDatabase = dataDir && {
    makeDatabase: async () => {
      await start();
      return { url: embeddedDatabaseUrl(dataDir()), drop: async () => {} };
    },
  };
  const database = interviewDatabase({ ...options, ...ownDatabase });
  let app: RunningApp | undefined;
  const left: (() => Promise<unknown>)[] = [];

  const running = (): RunningApp => {
    if (!app) throw new Error("The app does not run");
    return app;
  };
  const appOptions = async (port?: number): Promise<AppOptions> => {
    const env = { ...TEST_SECRET_ENV, ...options.env };
    const common = { env, ...(port !== undefined && { port }) };
    if (dataDir) return { ...common, databaseUrl: null, dataDir: dataDir() };
    const url = database.url();
    return { ...common, databaseUrl: options.databaseUrl ? await options.databaseUrl(url) : url };
  };
  const start = async (port?: number) => {
    app = await startApp(await appOptions(port));
  };
  let door: PatientProxy | undefined;
  const port = () => Number(new URL(running().url).port);
  const urlAt = (at: number) => {
    const url = new URL(running().url);
    url.port = String(at);
    return url.origin;
  };

  /** With connections of its own, since those of before may be what a fault has broken. */
  const looking = async <T>(look: (db: Db) => Promise<T>): Promise<T> => {
    const db = connectDatabase(database.url());
    try {
      return await look(db);
    } finally {
      await db.$disconnect();
    }
  };

  beforeAll(async () => {
    if (!dataDir) await start();
    if (options.waitsAtDoor) door = await startPatientProxy(port());
  });
  afterAll(async () => {
    for (const leave of left) await leave();
    await door?.close();
    await app?.stop();
  });

  return {
    port,
    /** What the app that runs now, or ran last, has printed. */
    output: () => running().output(),
    /** For what is looked up past every service. */
    databaseUrl: () => database.url(),
    /** Its pages and routes, asked for as this person. */
    async get(path: string, viewer: Viewer): Promise<Response> {
      const { url } = running();
      return fetch(`${url}${path}`, { headers: await browserHeaders(viewer, url) });
    },
    services: () => database.context(),
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
      { port: at = door?.port ?? port(), device }: EnterOptions = {},
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

    /** The process is asked to end, as Docker and Ctrl-C ask. */
    async drain(): Promise<{ code: number | null; tookMs: number; restart: () => Promise<void> }> {
      const at = port();
      const since = performance.now();
      const { code } = await running().kill("SIGTERM");
      return { code, tookMs: performance.now() - since, restart: () => start(at) };
    },

    /** Begins to start the app where it was, and kills it as soon as it has come to the point. */
    async killWhileStarting(at: number, point: Promise<unknown>): Promise<void> {
      const starting = beginApp(await appOptions(at));
      await Promise.race([point, starting.ended]);
      await starting.kill("SIGKILL");
    },
    restartAt: (at: number) => start(at),

    /** The shared document as the database alone tells it. */
    recorded: (interviewId: InterviewId): Promise<Rebuilt> =>
      looking(async (db) => {
        const state = await loadFinalState(db, interviewId, "shared");
        if (!state) throw new Error("There is no such interview");
        return state;
      }),

    /** The shared log's rows, all of them. */
    entries: (interviewId: InterviewId): Promise<LogRow[]> =>
      looking((db) => rowsOf(db, interviewId)),

    /** The whole states kept of the shared document. */
    keyframes: (interviewId: InterviewId): Promise<{ number: number; isIntact: boolean }[]> =>
      looking(async (db) => {
        const kept = await db.logKeyframe.findMany({
          where: { log: await logOf(db, interviewId) },
          orderBy: { number: "asc" },
        });
        return kept.map(({ number, sha256, data }) => ({
          number: Number(number),
          isIntact: createHash("sha256").update(data).digest().equals(sha256),
        }));
      }),

    /** Which edits of which sender the shared log holds, in its order. */
    storedEdits: (interviewId: InterviewId): Promise<{ sender: number; seq: number }[]> =>
      looking(async (db) =>
        (await rowsOf(db, interviewId))
          .flatMap((row) => decodeLogItems(row.data))
          .flatMap((item) => (item.type === "edit" ? [item] : []))
          .flatMap(({ sender, firstSeq, lastSeq }) =>
            Array.from({ length: lastSeq - firstSeq + 1 }, (_, i) => ({
              sender,
              seq: firstSeq + i,
            })),
          ),
      ),
  };
}

async function logOf(db: Db, interviewId: InterviewId): Promise<bigint> {
  const interview = await db.interview.findUniqueOrThrow({ where: { id: interviewId } });
  return interview.sharedLog;
}

async function rowsOf(db: Db, interviewId: InterviewId): Promise<LogRow[]> {
  const rows = await db.logEntry.findMany({
    where: { log: await logOf(db, interviewId) },
    orderBy: { number: "asc" },
  });
  return rows.map((row) => ({ number: Number(row.number), data: row.data }));
}
