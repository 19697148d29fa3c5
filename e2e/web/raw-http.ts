/**
 * One request, byte for byte as the test writes it. Clients of the standard library refuse to send
 * what these tests are about: two hosts, another address in the request line, no host at all.
 */
import { once } from "node:events";
import net from "node:net";

type Headers = readonly (readonly [name: string, value: string])[];

export interface RawRequest {
  method?: string;
  /** What follows the method in the request line. */
  target: string;
  headers: Headers;
  body?: string | Buffer;
  /** Left out: 1.1 */
  version?: string;
}

export interface RawAnswer {
  /** 0 when the connection ended without an answer. */
  status: number;
  headers: ReadonlyMap<string, string>;
  cookies: readonly string[];
  body: string;
}

const NONE: RawAnswer = { status: 0, headers: new Map(), cookies: [], body: "" };

export async function askRaw(port: number, request: RawRequest): Promise<RawAnswer> {
  const { method = "GET", target, headers, body = "", version = "1.1" } = request;
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${method} ${target} HTTP/${version}\r\n${lines.join("")}\r\n`;
  return sendBytes(port, Buffer.concat([Buffer.from(head, "latin1"), Buffer.from(body)]));
}

export async function sendBytes(port: number, bytes: Buffer): Promise<RawAnswer> {
  const socket = net.connect(port, "127.0.0.1");
  // A server that hangs up may do so before it has read everything.
  socket.on("error", () => {});
  let received = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    // A connection that has become a socket does not end by itself.
    if (/^HTTP\/1\.1 101 /.test(received.toString("latin1", 0, 13))) socket.destroy();
  });
  socket.write(bytes);
  await once(socket, "close");
  return received.length === 0 ? NONE : parse(received);
}

function parse(received: Buffer): RawAnswer {
  const end = received.indexOf("\r\n\r\n");
  const [status = "", ...lines] = received.toString("latin1", 0, end).split("\r\n");
  const pairs = lines.map((line) => {
    const [, name = "", value = ""] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    return [name.toLowerCase(), value] as const;
  });
  const headers = new Map(pairs);
  const body = received.subarray(end + 4);
  const isChunked = headers.get("transfer-encoding") === "chunked";
  return {
    status: Number(status.split(" ")[1]),
    headers,
    cookies: pairs.filter(([name]) => name === "set-cookie").map(([, value]) => value),
    body: (isChunked ? unchunked(body) : body).toString("utf8"),
  };
}

function unchunked(body: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = body.indexOf("\r\n", at);
    const size = Number.parseInt(body.toString("latin1", at, lineEnd), 16);
    if (!(size > 0)) return Buffer.concat(chunks);
    chunks.push(body.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
}
