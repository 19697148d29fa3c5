/**
 * HTTP, Next and the socket server put together on the one port.
 *
 * Every request comes through here first: it is checked, gets an id, a nonce and the security
 * headers, and is told to Next as we saw it. Only the socket path may upgrade. Next and socket.io
 * each get a server of their own that listens nowhere, because both would otherwise add themselves
 * to ours and answer upgrades that are none of their business.
 */
import { randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import next from "next";
import { SOCKET_PATH } from "@/lib/protocol/messages";
import { viewerFromCookies } from "./auth/cookie-viewer";
import { provideAuthSettings } from "./auth/settings";
import type { Config } from "./config";
import { database } from "./db/client";
import type { EarlyUpgrades } from "./early-upgrades";
import { logLibraryConsole, whileAnswering } from "./library-console";
import { log } from "./log";
import { limitsAtRate } from "./realtime/limits";
import { RealtimeMetrics } from "./realtime/metrics";
import { startRealtime } from "./realtime/start-realtime";
import { warmUp } from "./realtime/warm-up";
import { provideFigures } from "./services/figures";
import { rejectHandshake } from "./web/check-handshake";
import { isKnownHost, isOwnOrigin, isUnambiguous, rejectRequest } from "./web/check-request";
import { type Rejection, reject, rejectConnection, unreadable } from "./web/rejection";
import { clientAddressOf, routeOf, stateFacts } from "./web/request-facts";
import { contentSecurityPolicy, securityHeaders } from "./web/security-headers";

export interface WebServerOptions {
  readonly config: Config;
  /** Listens already; nobody answers on it yet but a note that the app is starting. */
  readonly server: Server;
  readonly port: number;
  /** Those who want a socket and are waiting for us. */
  readonly upgrades: EarlyUpgrades;
  /** Next compiles pages as they are asked for. */
  readonly isDev: boolean;
  /** Signs the sign-in cookies. */
  readonly secret: string;
  readonly databaseUrl: string;
  /** Every origin a page of ours can have. */
  readonly origins: readonly string[];
}

export interface WebServer {
  /** Begins to answer: rooms at once, pages as soon as Next has read them. */
  listen(): Promise<void>;
  /** Lets what is under way finish and takes nothing new. */
  close(): Promise<void>;
}

/** A form over a slow phone takes seconds; who takes longer holds a connection for nothing. */
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 15_000;
/** Longer than a balancer keeps an idle connection, so that it is never us who closes one in use. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
/** Pages take milliseconds; what is not done by then is not worth keeping the process for. */
const CLOSE_TIMEOUT_MS = 2_000;

/** Next serves these as they are, and says itself how long they may be kept. */
const PUBLIC_FILES = new Set(fs.readdirSync("public"));

const HOT_RELOAD_PATH = "/_next/hmr";

export async function createWebServer(options: WebServerOptions): Promise<WebServer> {
  const { config, server, port, upgrades, isDev, secret, databaseUrl, origins } = options;
  provideAuthSettings({ secret, appUrl: config.appUrl });

  const isSecure = config.mode === "deployed";
  const rules = { appHost: config.appUrl === null ? null : new URL(config.appUrl).host, origins };

  /** For answers that belong to no page. */
  const bareHeaders = securityHeaders({
    nonce: null,
    host: rules.appHost ?? "localhost",
    isSecure,
    isDev,
  });

  // A developer wants to read what Next says as Next says it.
  if (!isDev) logLibraryConsole(log);

  const hotReload = createServer();
  const app = next({ dev: isDev, httpServer: hotReload, hostname: config.host, port });

  const metrics = new RealtimeMetrics();
  metrics.watchProcess();
  provideFigures(metrics);

  if (!isDev) warmUp(() => performance.now());
  const sockets = createServer();
  const realtime = await startRealtime({
    server: sockets,
    isAllowedOrigin: (request) => isOwnOrigin(request.headers, rules),
    viewerFromCookies,
    refuse: (request, rejection) => rejectConnection(request.socket, rejection, bareHeaders),
    log,
    databaseUrl,
    db: database(),
    metrics,
    limits: limitsAtRate(config.roomRateFactor),
  });
  let isClosing = false;
  let isPrepared = false;

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    answerWithNext: ReturnType<typeof app.getRequestHandler>,
  ): Promise<void> {
    const startedAt = performance.now();
    const url = request.url ?? "/";
    const path = url.split("?", 1)[0] ?? "/";
    const id = randomUUID();
    response.setHeader("X-Request-Id", id);
    response.on("finish", () => {
      log.info("answered", {
        requestId: id,
        method: request.method ?? "",
        route: routeOf(path),
        status: response.statusCode,
        durationMs: Math.round(performance.now() - startedAt),
      });
    });

    const isFile = path.startsWith("/_next/static/");
    const nonce = randomBytes(16).toString("base64");
    const host = hostOf(request);
    const kind = { nonce: isFile ? null : nonce, host, isSecure, isDev };
    for (const [name, value] of Object.entries(securityHeaders(kind)))
      response.setHeader(name, value);
    // Where nobody says otherwise: almost everything here is somebody's, and all of it changes.
    if (!isFile && !PUBLIC_FILES.has(path.split("/", 2)[1] ?? ""))
      response.setHeader("Cache-Control", "no-store");

    const rejection = rejectRequest(request, path, rules) ?? rejectUnready(path);
    if (rejection) return reject(response, rejection);
    stateFacts(request.headers, {
      id,
      url,
      host,
      isSecure,
      clientAddress: clientAddressOf(request, isSecure),
      nonce,
      contentSecurityPolicy: contentSecurityPolicy(kind),
    });
    try {
      await whileAnswering({ requestId: id, route: routeOf(path) }, () =>
        answerWithNext(request, response),
      );
    } catch (error) {
      log.error("a request failed", { requestId: id, route: routeOf(path), error });
      if (response.headersSent) response.destroy();
      else reject(response, FAULT);
    }
  }

  /** What goes into the policy's text is a host we know, never what somebody claims. */
  function hostOf({ headers }: IncomingMessage): string {
    return rules.appHost ?? ((isKnownHost(headers.host, rules) && headers.host) || "localhost");
  }

  function rejectUnready(path: string): Rejection | null {
    if (isClosing) return { status: 503, sentence: RESTARTING };
    // Rooms cannot store anything: people are better sent elsewhere, while pages still answer.
    if (path === "/health/ready" && !realtime.isReady()) return { status: 503, sentence: "rooms" };
    return null;
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Without a listener a connection that breaks in this moment would end the process.
    socket.on("error", () => socket.destroy());
    const path = request.url?.split("?", 1)[0] ?? "";
    const isOurs = isUnambiguous(request) && isKnownHost(request.headers.host, rules) && !isClosing;
    if (isOurs && path.replace(/\/$/, "") === SOCKET_PATH) {
      const rejection = rejectHandshake(request, rules);
      if (rejection) rejectConnection(socket, rejection, bareHeaders);
      else sockets.emit("upgrade", request, socket, head);
    } else if (isOurs && isDev && path === HOT_RELOAD_PATH)
      hotReload.emit("upgrade", request, socket, head);
    else socket.destroy();
  }

  return {
    async listen() {
      // People in rooms are in the middle of something, and are back before the first page is.
      upgrades.handOver(upgrade);
      await app.prepare();
      isPrepared = true;
      const answerWithNext = app.getRequestHandler();
      server.requestTimeout = REQUEST_TIMEOUT_MS;
      server.headersTimeout = HEADERS_TIMEOUT_MS;
      server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
      server.removeAllListeners("request");
      for (const event of ["request", "checkExpectation"])
        server.on(
          event,
          (request: IncomingMessage, response: ServerResponse) =>
            void answer(request, response, answerWithNext),
        );
      server.on("clientError", (error, socket) =>
        rejectConnection(socket, unreadable(error), bareHeaders),
      );
    },
    async close() {
      isClosing = true;
      await realtime.close();
      await closeServer(server);
      if (isPrepared) await app.close();
    },
  };
}

const RESTARTING = "Dryrun is restarting. Please try again in a moment.";
const FAULT: Rejection = {
  status: 500,
  sentence: "Something went wrong here, and it was noted. Please try again in a moment.",
};

/** Takes no new connections and waits a moment for the answers that are under way. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS);
    server.close(() => {
      clearTimeout(deadline);
      resolve();
    });
    server.closeIdleConnections();
  });
}
