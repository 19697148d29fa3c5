/** The built app with a database of its own, and requests to it from everywhere but a page of ours. */
import { once } from "node:events";
import net from "node:net";
import { afterAll, beforeAll } from "vitest";
import type { InterviewId } from "@/lib/domain/ids";
import type { ScorecardDraft } from "@/lib/domain/scorecard";
import type { Viewer } from "@/lib/domain/viewer";
import { signInCookie } from "../../server/auth/cookies";
import { provideAuthSettings } from "../../server/auth/settings";
import { signInToken } from "../../server/auth/sign-in-token";
import { queryOnce } from "../../server/db/query-once";
import { interviewDatabase, unwrap } from "../../server/services/testing/interview-database";
import { submitScorecard } from "../../server/services/write-scorecard";
import { type RunningApp, startApp } from "../support/app";
import { TEST_SECRET_ENV } from "../support/people";
import { askRaw, type RawAnswer } from "./raw-http";
import { type ActionArgument, type ActionName, actionBody, actionIds } from "./server-actions";

const COOKIE_SECONDS = 60 * 60;

export interface Ask {
  method?: string;
  /** Whose browser asks; left out, nobody's. */
  cookie?: string;
  /** Left out: a page of ours. null: the request does not say. */
  origin?: string | null;
  /** Left out: the app's own. */
  host?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer;
}

/** @param options.appUrl the address of a deployed app; left out, the app is local */
export function webApp(options: { appUrl?: string; env?: Readonly<Record<string, string>> } = {}) {
  const database = interviewDatabase();
  const ids = actionIds();
  let app: RunningApp | undefined;
  let port = 0;

  beforeAll(async () => {
    port = await freePort();
    app = await startApp({
      databaseUrl: database.url(),
      port,
      env: {
        ...TEST_SECRET_ENV,
        ...(options.appUrl !== undefined && { APP_URL: options.appUrl }),
        ...options.env,
      },
    });
  });
  afterAll(async () => {
    await app?.stop();
  });

  const running = (): RunningApp => {
    if (!app) throw new Error("The app does not run.");
    return app;
  };
  const origin = () => options.appUrl ?? running().url;

  async function ask(target: string, request: Ask = {}): Promise<RawAnswer> {
    const { method = "GET", cookie, body, headers = {} } = request;
    const from = request.origin === undefined ? origin() : request.origin;
    return askRaw(port, {
      method,
      target,
      headers: [
        ["Host", request.host ?? new URL(origin()).host],
        ["Connection", "close"],
        ...(from === null ? [] : [["Origin", from] as const]),
        ...(cookie === undefined ? [] : [["Cookie", cookie] as const]),
        ...(method === "POST"
          ? [["Content-Length", String(Buffer.byteLength(body ?? ""))] as const]
          : []),
        ...Object.entries(headers),
      ],
      ...(body !== undefined && { body }),
    });
  }

  return {
    ...database,
    /** Where the process listens, whatever it calls itself. */
    port: () => port,
    origin,
    output: () => running().output(),
    ask,

    actionId: (name: ActionName) => ids.get(name) ?? "",

    submit: async (viewer: Viewer, interviewId: InterviewId, draft: ScorecardDraft) => {
      unwrap(await submitScorecard(viewer, interviewId, draft, database.context()));
    },

    /** Calls an action as its page's script does. */
    async act(
      name: ActionName,
      at: string,
      args: readonly ActionArgument[],
      request: Ask = {},
    ): Promise<RawAnswer> {
      const { contentType, body } = await actionBody(args);
      const headers = { "Content-Type": contentType, "Next-Action": ids.get(name) ?? "" };
      return ask(at, {
        method: "POST",
        body,
        ...request,
        headers: { ...headers, ...request.headers },
      });
    },

    /** The cookie that this person's browser has. */
    async cookieOf(viewer: Viewer): Promise<string> {
      provideAuthSettings({
        secret: TEST_SECRET_ENV.NEXTAUTH_SECRET,
        appUrl: options.appUrl ?? null,
      });
      const { name } = signInCookie(options.appUrl !== undefined);
      return `${name}=${await signInToken(viewer.signInId, COOKIE_SECONDS)}`;
    },

    /** A fingerprint of everything that is stored, but for the row that the health check writes. */
    async stored(): Promise<string> {
      const url = database.url();
      const tables = await queryOnce<{ name: string }>(
        url,
        "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
      );
      const hashes = tables.map(
        ({ name }) =>
          `SELECT '${name}' AS name, md5(string_agg(t::text, '|' ORDER BY t::text)) AS hash FROM "${name}" t
           WHERE to_jsonb(t) ->> 'key' IS DISTINCT FROM 'health:probe'`,
      );
      return JSON.stringify(await queryOnce(url, hashes.join(" UNION ALL ")));
    },
  };
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on a port has an AddressInfo; only pipes have a string.
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
