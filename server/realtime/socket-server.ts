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
import type { Log } from "../log";

export interface SocketServerOptions {
  /** Its upgrades are ours. */
  server: HttpServer;
  isAllowedOrigin(request: IncomingMessage): boolean;
  viewerFromCookies(cookieHeader: string | undefined): Promise<Viewer | null>;
  log: Log;
}

/** A page finds out that its line is dead by itself; this frees the server's end of it. */
const PING_EVERY_MS = 10_000;
const PING_TIMEOUT_MS = 10_000;
/** A connection that joins no namespace in this time is not one of our pages. */
const CONNECT_TIMEOUT_MS = 10_000;

const viewers = new WeakMap<IncomingMessage, Viewer>();

export function createSocketServer(options: SocketServerOptions): Server {
  const { server, isAllowedOrigin, viewerFromCookies, log } = options;
  return new Server(server, {
    path: SOCKET_PATH,
    transports: ["websocket"],
    serveClient: false,
    maxHttpBufferSize: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    httpCompression: false,
    pingInterval: PING_EVERY_MS,
    pingTimeout: PING_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    allowRequest: (request, decide) => {
      if (!isAllowedOrigin(request)) {
        decide("forbidden", false);
        return;
      }
      viewerFromCookies(request.headers.cookie).then(
        (viewer) => {
          if (viewer) viewers.set(request, viewer);
          decide(viewer ? null : "not signed in", viewer !== null);
        },
        (error: unknown) => {
          log.error("A handshake could not be checked", { error });
          decide("unavailable", false);
        },
      );
    },
  });
}

/** Who was signed in when the connection was made. */
export function viewerOf(socket: Socket): Viewer {
  const viewer = viewers.get(socket.request);
  if (!viewer) throw new Error("A connection was made without a viewer.");
  return viewer;
}
