/**
 * The one connection to the server: dials, notices when it is lost, and dials again after a
 * wait that grows. It knows nothing of rooms; who uses it says when the join has worked.
 */
import { Manager, type ManagerOptions, type Socket } from "socket.io-client";
import { SOCKET_PATH } from "@/lib/protocol/messages";
import { frameParser } from "@/lib/protocol/parser";
import { retryDelayMs } from "./retry";

/** From dialling to being in the room; a server that is slower than this is dialled anew. */
const JOIN_DEADLINE_MS = 15_000;

/** What carries the line; only tests have a network of their own. */
export type OpenManager = (url: string, options: Partial<ManagerOptions>) => Manager;

export interface LineOptions {
  /** The server; a browser's page talks to its own. */
  url: string;
  /** What a browser would send by itself: cookie and origin. */
  headers: Record<string, string>;
  /** The line is lost, or could not be opened. Called once for each loss. */
  onLost: () => void;
  /** It could not be opened: there is no network, no server, or nobody is signed in. */
  onUnreachable: () => void;
  openManager?: OpenManager | undefined;
}

type Phase = "idle" | "dialling" | "joined" | "waiting" | "ended";

function openOverWebSocket(url: string, options: Partial<ManagerOptions>): Manager {
  return new Manager(url, options);
}

export class Line {
  #manager: Manager;
  #onLost: () => void;
  #onUnreachable: () => void;
  #sockets: Socket[] = [];
  #phase: Phase = "idle";
  #attempt = 0;
  #announcedRetryMs: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LineOptions) {
    const { url, headers, openManager = openOverWebSocket } = options;
    this.#onLost = options.onLost;
    this.#onUnreachable = options.onUnreachable;
    this.#manager = openManager(url, {
      path: SOCKET_PATH,
      parser: frameParser,
      transports: ["websocket"],
      autoConnect: false,
      // Ours: it knows why the line was lost, and when the page was seen again.
      reconnection: false,
      extraHeaders: headers,
    });
  }

  /** The first socket is the one the line stands and falls with. */
  socket(namespace: string): Socket {
    const socket = this.#manager.socket(namespace);
    if (this.#sockets.length === 0) {
      socket.on("connect_error", () => {
        this.lost();
        this.#onUnreachable();
      });
      socket.on("disconnect", () => this.lost());
    }
    this.#sockets.push(socket);
    return socket;
  }

  get isJoined(): boolean {
    return this.#phase === "joined";
  }

  dial(): void {
    if (this.#phase !== "idle" && this.#phase !== "waiting") return;
    this.#phase = "dialling";
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.lost(), JOIN_DEADLINE_MS);
    this.#sockets[0]?.connect();
  }

  /** There may be a network again: the wait that has grown is over. */
  dialNow(): void {
    this.#attempt = 0;
    this.dial();
  }

  joined(): void {
    this.#phase = "joined";
    this.#attempt = 0;
    clearTimeout(this.#timer);
  }

  /** The server said when to come back. */
  comeBackIn(retryInMs: number): void {
    this.#announcedRetryMs = retryInMs;
  }

  /** Drops whatever is left of the connection, and dials again in a while. */
  lost(): void {
    if (this.#phase !== "dialling" && this.#phase !== "joined") return;
    this.#phase = "waiting";
    this.#hangUp();
    const delayMs = this.#announcedRetryMs ?? retryDelayMs(this.#attempt, Math.random());
    this.#announcedRetryMs = null;
    this.#attempt += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.dial(), delayMs);
    this.#onLost();
  }

  end(): void {
    this.#phase = "ended";
    clearTimeout(this.#timer);
    this.#hangUp();
  }

  #hangUp(): void {
    for (const socket of this.#sockets) socket.disconnect();
  }
}
