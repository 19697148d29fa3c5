/**
 * Stands between one browser and the app and keeps every byte the app sends it: headers, bodies
 * and WebSocket messages. It is also the cable one can pull.
 *
 * Recorded here and not in the browser, because a browser forgets bodies when a page is left.
 */
import http, { type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import net, { type AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { FrameReader } from "./websocket-frames";

export type Channel = "headers" | "page" | "static" | "socket-text" | "socket-binary";

export interface Received {
  channel: Channel;
  /** Path of the request, or which socket. */
  where: string;
  bytes(): Buffer;
}

export interface RecordingProxy {
  /** What the browser opens instead of the app. */
  readonly url: string;
  readonly received: readonly Received[];
  /** From now on there is no network: open connections break, new ones are refused. */
  cut(): void;
  restore(): void;
  close(): Promise<void>;
}

const KEEP_ALIVE_TIMEOUT_MS = 65_000;

export async function startRecordingProxy(appUrl: string): Promise<RecordingProxy> {
  const app = new URL(appUrl);
  const received: Received[] = [];
  const sockets = new Set<Duplex>();
  let isCut = false;

  const server = http.createServer((request, response) => {
    const path = request.url ?? "/";
    const onward = http.request(
      {
        host: app.hostname,
        port: app.port,
        method: request.method,
        path,
        headers: headersFor(request),
      },
      (answer) => {
        const chunks: Buffer[] = [];
        const channel = path.startsWith("/_next/static/") ? "static" : "page";
        keep("headers", path, Buffer.from(answer.rawHeaders.join("\n")));
        received.push({ channel, where: path, bytes: () => Buffer.concat(chunks) });
        response.writeHead(answer.statusCode ?? 502, withOwnLocation(answer.headers));
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.pipe(response);
      },
    );
    // The browser sees what it would see of a broken line.
    onward.on("error", () => response.destroy());
    response.on("close", () => onward.destroy());
    request.pipe(onward);
  });

  // Longer than any client keeps a line it does not use: else it may be closed in the moment it is used.
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;

  server.on("upgrade", (request, socket: Duplex, head: Buffer) => {
    const path = request.url ?? "/";
    const onward = net.connect(Number(app.port), app.hostname);
    hold(onward);
    const lines = Object.entries(headersFor(request)).map(([name, value]) => `${name}: ${value}`);
    onward.write(`GET ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
    onward.write(head);
    const frames = new FrameReader(({ isText, bytes }) =>
      keep(isText ? "socket-text" : "socket-binary", path, bytes),
    );
    let handshake: Buffer | null = Buffer.alloc(0);
    let isSocket = false;
    onward.on("data", (bytes: Buffer) => {
      if (!handshake) return isSocket ? frames.take(bytes) : keep("page", path, bytes);
      handshake = Buffer.concat([handshake, bytes]);
      const end = handshake.indexOf("\r\n\r\n");
      if (end < 0) return;
      const head = handshake.subarray(0, end);
      const rest = handshake.subarray(end + 4);
      handshake = null;
      keep("headers", path, head);
      // An app that is not ready answers as to any other request.
      isSocket = head.toString("latin1").startsWith("HTTP/1.1 101");
      if (isSocket) frames.take(rest);
      else keep("page", path, rest);
    });
    onward.pipe(socket);
    socket.pipe(onward);
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      one.on("error", () => other.destroy());
      one.on("close", () => other.destroy());
    }
  });

  server.on("connection", (socket) => {
    if (isCut) socket.destroy();
    else hold(socket);
  });

  function keep(channel: Channel, where: string, bytes: Buffer): void {
    received.push({ channel, where, bytes: () => bytes });
  }

  function hold(socket: Duplex): void {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  }

  /** As if the browser had asked the app itself, and for bytes that can be read. */
  function headersFor({ headers }: IncomingMessage): OutgoingHttpHeaders {
    const { "accept-encoding": _, "sec-websocket-extensions": __, ...kept } = headers;
    const own = (value: string | undefined) => value?.replace(url, app.origin);
    return {
      ...kept,
      host: app.host,
      "accept-encoding": "identity",
      ...(headers.origin && { origin: own(headers.origin) }),
      ...(headers.referer && { referer: own(headers.referer) }),
    };
  }

  function withOwnLocation(headers: IncomingMessage["headers"]): OutgoingHttpHeaders {
    const { location } = headers;
    return location ? { ...headers, location: location.replace(app.origin, url) } : headers;
  }

  await new Promise<void>((resolve) => server.listen(0, app.hostname, resolve));
  // The server listens on a port, so this is the address of one.
  const { port } = server.address() as AddressInfo;
  const url = `http://${app.hostname}:${port}`;

  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url,
    received,
    cut: () => {
      isCut = true;
      breakAll();
    },
    restore: () => {
      isCut = false;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        breakAll();
      }),
  };
}
