/** The real thing for tests: sockets, rooms and database together, with sign-in replaced by a cookie. */
import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Manager, type Socket } from "socket.io-client";
import { afterEach } from "vitest";
import type { InterviewId } from "@/lib/domain/ids";
import type { Viewer } from "@/lib/domain/viewer";
import {
  PRIVATE_NAMESPACE,
  PROTOCOL_VERSION,
  ROOM_NAMESPACE,
  SOCKET_PATH,
} from "@/lib/protocol/messages";
import { frameParser } from "@/lib/protocol/parser";
import { type Plane, SCHEMA_VERSION } from "@/lib/room-document/roots";
import type { Db } from "../../db/client";
import type { Limits } from "../limits";
import { RealtimeMetrics } from "../metrics";
import { type Realtime, startRealtime } from "../start-realtime";
import { sendEdits } from "./edits-by-hand";
import { silentLog } from "./silent-log";

const ORIGIN = "http://dryrun.test";

export interface Answer {
  ok: boolean;
  code?: string;
  lastSeq?: number;
  // What a reply carries differs by request; each test looks at its own.
  value?: Record<string, unknown>;
}

export interface LiveServer {
  realtime: Realtime;
  metrics: RealtimeMetrics;
  port: number;
  /** What this person's browser sends with a connection. */
  headers(viewer: Viewer): Record<string, string>;
  /** @param from "before": the page speaks as it did before our own frames */
  dial(viewer: Viewer | null, headers?: Record<string, string>, from?: "now" | "before"): Page;
}

const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Starts a server that ends with the test. */
export async function liveServer(
  db: Db,
  databaseUrl: string,
  limits?: Limits,
): Promise<LiveServer> {
  const server = await startLiveServer(db, databaseUrl, limits);
  cleanups.push(() => server.realtime.close());
  return {
    ...server,
    dial(viewer, headers, from) {
      const page = server.dial(viewer, headers, from);
      cleanups.push(async () => page.close());
      return page;
    },
  };
}

/** Starts a server whose end, and that of its pages, is the caller's business. */
export async function startLiveServer(
  db: Db,
  databaseUrl: string,
  limits?: Limits,
): Promise<LiveServer> {
  const viewers = new Map<string, Viewer>();
  const server: HttpServer = createServer();
  const metrics = new RealtimeMetrics();
  const realtime = await startRealtime({
    server,
    databaseUrl,
    db,
    log: silentLog,
    metrics,
    isAllowedOrigin: (request) => request.headers.origin === ORIGIN,
    viewerFromCookies: async (cookie) => viewers.get(cookie ?? "") ?? null,
    ...(limits && { limits }),
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const headersOf = (viewer: Viewer | null) => {
    const cookie = `viewer=${viewer?.signInId ?? ""}`;
    if (viewer) viewers.set(cookie, viewer);
    return { origin: ORIGIN, cookie };
  };
  return {
    realtime,
    metrics,
    port,
    headers: headersOf,
    dial: (viewer, headers = {}, from = "now") =>
      new Page(port, { ...headersOf(viewer), ...headers }, from === "now"),
  };
}

/** A browser's line to the server, without the product's own client. */
export class Page {
  readonly room: Socket;
  readonly private: Socket;
  readonly #heard = new Map<Socket, { event: string; payload: unknown }[]>();
  readonly #waiting = new Set<() => void>();

  constructor(port: number, extraHeaders: Record<string, string>, hasOurParser: boolean) {
    const manager = new Manager(`http://127.0.0.1:${port}`, {
      path: SOCKET_PATH,
      ...(hasOurParser && { parser: frameParser }),
      transports: ["websocket"],
      autoConnect: false,
      reconnection: false,
      extraHeaders,
    });
    this.room = manager.socket(ROOM_NAMESPACE);
    this.private = manager.socket(PRIVATE_NAMESPACE);
    for (const socket of [this.room, this.private]) {
      const heard: { event: string; payload: unknown }[] = [];
      this.#heard.set(socket, heard);
      socket.onAny((event: string, payload: unknown) => {
        heard.push({ event, payload });
        for (const look of this.#waiting) look();
      });
    }
  }

  /** @returns null once connected, or why not */
  connect(socket: Socket = this.room): Promise<string | null> {
    return new Promise((resolve) => {
      socket.once("connect", () => resolve(null));
      socket.once("connect_error", (error) => resolve(error.message));
      socket.connect();
    });
  }

  ask(name: string, payload: unknown, socket: Socket = this.room): Promise<Answer> {
    if (name === "doc:update") return sendEdits(socket, payload);
    return new Promise((resolve) => {
      socket.once("disconnect", () => resolve({ ok: false, code: "disconnected" }));
      socket.emit(name, payload, resolve);
    });
  }

  /** Connects and joins; a private plane after the shared one. */
  async join(
    interviewId: InterviewId,
    tab: { sender: number; clientId: number },
    plane: Plane = "shared",
  ): Promise<Answer> {
    const socket = plane === "shared" ? this.room : this.private;
    const refusal = socket.connected ? null : await this.connect(socket);
    if (refusal !== null) return { ok: false, code: refusal };
    const versions = { protocol: PROTOCOL_VERSION, schemaVersion: SCHEMA_VERSION };
    const name = plane === "shared" ? "room:join" : "private:join";
    return this.ask(name, { interviewId, ...versions, ...tab }, socket);
  }

  /** The next announcement of this name that fits, also one that has been heard already. */
  hear<T = Record<string, unknown>>(
    event: string,
    fits: (payload: T) => boolean = () => true,
    socket: Socket = this.room,
  ): Promise<T> {
    const heard = this.#heard.get(socket) ?? [];
    return new Promise((resolve) => {
      const look = (): void => {
        const index = heard.findIndex((each) => each.event === event && fits(each.payload as T));
        if (index < 0) return;
        this.#waiting.delete(look);
        resolve(heard.splice(index, 1)[0]?.payload as T);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** Everything heard and not yet taken. */
  get unheard(): string[] {
    return (this.#heard.get(this.room) ?? []).map(({ event }) => event);
  }

  gone(): Promise<void> {
    return new Promise((resolve) => {
      if (this.room.disconnected) resolve();
      else this.room.once("disconnect", () => resolve());
    });
  }

  close(): void {
    this.room.disconnect();
    this.private.disconnect();
  }
}
