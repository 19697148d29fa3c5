/** A refusal, written to an HTTP response or, where there is none, to the connection itself. */
import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";

export interface Rejection {
  status: number;
  sentence: string;
}

/** What is left of a body that was not read must not be taken for the next request. */
const PLAIN = {
  "Content-Type": "text/plain; charset=utf-8",
  "Cache-Control": "no-store",
  Connection: "close",
} as const;

export function reject(response: ServerResponse, { status, sentence }: Rejection): void {
  response.writeHead(status, { ...PLAIN, ...(status === 503 && { "Retry-After": "2" }) });
  response.end(`${sentence}\n`);
}

/** For an upgrade, and for what was no HTTP at all: nobody has made a response object for those. */
export function rejectConnection(
  socket: Duplex,
  { status, sentence }: Rejection,
  headers: Readonly<Record<string, string>>,
): void {
  const body = `${sentence}\n`;
  const all = { ...headers, ...PLAIN, "Content-Length": String(Buffer.byteLength(body)) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  // Ended and no more would leave the other half to whoever does not close theirs.
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n`;
  socket.end(head + body, () => socket.destroy());
}

/** Why a connection on which no request could be read is closed. */
export function unreadable(error: NodeJS.ErrnoException): Rejection {
  switch (error.code) {
    case "HPE_HEADER_OVERFLOW":
      return { status: 431, sentence: "The request's headers are too long." };
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return { status: 408, sentence: "The request took too long to arrive." };
    default:
      return { status: 400, sentence: "This request cannot be understood." };
  }
}
