/**
 * The socket.io server: WebSocket only, and nobody gets a connection who is not signed in
 * or comes from a page of another site. The library's CORS option does not stop a
 * WebSocket, so both are asked here, before the upgrade. Its connection-state recovery
 * stays off: our own resync also covers a server that has restarted.
 */
import type { Server as HttpServer, IncomingMessage } from "node:http";
import { Server, type Socket } from "socket.io";
import type { Viewer } from "@/lib/domain/viewer";
import { MAX_FRAME_BYTES, SOCKET_PATH } from "@/lib/protocol/messages";
import { frameParser } from "@/lib/protocol/parser";
import type { Log } from "../log";
import type { Rejection } from "../web/rejection";

export interface SocketServerOptions {
  /** Its upgrades are ours. */
  server: HttpServer;
  isAllowedOrigin(request: IncomingMessage): boolean;
  viewerFromCookies(cookieHeader: string | undefined): Promise<Viewer | null>;
  /** Answers a handshake that is refused. Left out, the library does, without our headers. */
  refuse?(request: IncomingMessage, rejection: Rejection): void;
  log: Log;
}

/** A page finds out that its line is dead by itself; this frees the server's end of it. */
const PING_EVERY_MS = 10_000;
const PING_TIMEOUT_MS = 10_000;
/** A connection that joins no namespace in this time is not one of our pages. */
const CONNECT_TIMEOUT_MS = 10_000;

const ELSEWHERE: Rejection = { status: 403, sentence: "This request came from another site." };
const NOT_SIGNED_IN: Rejection = { status: 401, sentence: "Nobody is signed in here." };
const UNAVAILABLE: Rejection = { status: 503, sentence: "That cannot be checked at the moment." };

const viewers = new WeakMap<IncomingMessage, Viewer>();

export function createSocketServer(options: SocketServerOptions): Server {
  const { server, isAllowedOrigin, viewerFromCookies, log } = options;
  const io = new Server(server, {
    path: SOCKET_PATH,
    parser: frameParser,
    transports: ["websocket"],
    serveClient: false,
    maxHttpBufferSize: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    httpCompression: false,
    pingInterval: PING_EVERY_MS,
    pingTimeout: PING_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    allowRequest: (request, decide) => {
      const refuse = (rejection: Rejection): void => {
        options.refuse?.(request, rejection);
        decide(rejection.sentence, false);
      };
      if (!isAllowedOrigin(request)) return refuse(ELSEWHERE);
      viewerFromCookies(request.headers.cookie).then(
        (viewer) => {
          if (!viewer) return refuse(NOT_SIGNED_IN);
          viewers.set(request, viewer);
          decide(null, true);
        },
        (error: unknown) => {
          log.error("A handshake could not be checked", { error });
          refuse(UNAVAILABLE);
        },
      );
    },
  });
  io.engine.on("connection", endWhenSilent);
  return io;
}

/**
 * A goodbye that nobody answers keeps a line for half a minute more, and a client that hears and
 * is not heard in the belief that all is well.
 */
function endWhenSilent(connection: Socket["conn"]): void {
  connection.once("close", (reason: string) => {
    if (reason === "ping timeout") connection.request.socket.destroy();
  });
}

/** Who was signed in when the connection was made. */
export function viewerOf(socket: Socket): Viewer {
  const viewer = viewers.get(socket.request);
  if (!viewer) throw new Error("A connection was made without a viewer.");
  return viewer;
}
