/**
 * A real socket.io server with nothing behind it: answers every request with what the test has
 * put there, and remembers what it was asked.
 */
import { createServer } from "node:http";
import { type Namespace, Server, type Socket } from "socket.io";
import * as Y from "yjs";
import type { Clock } from "@/lib/domain/clock";
import type { ParticipantRole } from "@/lib/domain/roles";
import type { EditsMessage, InterviewSnapshot, Roster } from "@/lib/protocol/messages";
import { PRIVATE_NAMESPACE, ROOM_NAMESPACE, SOCKET_PATH } from "@/lib/protocol/messages";
import { frameParser } from "@/lib/protocol/parser";
import { contentHash } from "@/lib/room-document/content-hash";
import { openRoots, type Plane } from "@/lib/room-document/roots";

interface Asked {
  namespace: string;
  name: string;
  payload: Record<string, unknown>;
}

/** Null: no answer at all. */
type Handler = (payload: Record<string, unknown>) => unknown;

export const ROSTER: Roster = [
  {
    participant: 1,
    name: "Ann",
    role: "interviewer",
    colour: 0,
    isHere: true,
    isReady: false,
    clientIds: [],
  },
];

export function liveSnapshot(version: number): InterviewSnapshot {
  const clock: Clock = {
    status: "running",
    since: 0,
    phase: 0,
    budgetMs: [60_000],
    spentMs: [0],
  };
  return { state: { status: "live", startedAt: 0, clock }, version, serverNow: Date.now() };
}

export class FakeRoomServer {
  readonly asked: Asked[] = [];
  readonly answers: Record<string, Handler>;
  /** What whoever joins is told they are. */
  role: ParticipantRole = "interviewer";
  /** As for somebody who is not signed in. */
  refuseHandshakes = false;
  #http = createServer();
  #io: Server;
  /** Whether edits are stored and told of, or left without a word. */
  storesEdits = true;

  constructor() {
    const joined = { roster: ROSTER, watermark: 0, isStorageAvailable: true };
    this.answers = {
      "room:join": () =>
        ok({
          participant: 1,
          role: this.role,
          isHost: true,
          interview: liveSnapshot(1),
          submitted: [],
          ...joined,
        }),
      "private:join": () => ok(joined),
      "room:ready": () => ok({}),
      "clock:sync": () => ok({ serverNow: Date.now() }),
      "clock:command": () => ok(liveSnapshot(2)),
      "doc:watermark": () => ok({ lastSeq: 0 }),
      "doc:bind": () => ok({}),
    };
    this.#io = new Server(this.#http, {
      path: SOCKET_PATH,
      parser: frameParser,
      transports: ["websocket"],
      allowRequest: (_, decide) => decide(null, !this.refuseHandshakes),
    });
    this.#serve(ROOM_NAMESPACE, "shared");
    this.#serve(PRIVATE_NAMESPACE, "private");
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(0, "127.0.0.1", resolve));
    const address = this.#http.address();
    if (address === null || typeof address === "string") throw new Error("No port");
    return `http://127.0.0.1:${address.port}`;
  }

  get room(): Namespace {
    return this.#io.of(ROOM_NAMESPACE);
  }

  /** What was asked, in order. */
  names(namespace: string = ROOM_NAMESPACE): string[] {
    return this.asked.filter((each) => each.namespace === namespace).map((each) => each.name);
  }

  /** Every line breaks, as when a network goes away. */
  dropAll(): void {
    for (const socket of this.room.sockets.values()) socket.conn.close(true);
  }

  async close(): Promise<void> {
    await this.#io.close();
  }

  #serve(namespace: string, plane: Plane): void {
    const doc = new Y.Doc();
    openRoots(doc, plane);
    this.#io.of(namespace).on("connection", (socket: Socket) => {
      let run = 0;
      socket.on("doc:update", ({ start }: EditsMessage) => {
        if (start) run = start.run;
        if (this.storesEdits) socket.emit("doc:saved", { run, count: 1 });
      });
      socket.onAny((name: string, payload: Record<string, unknown>, acknowledge?: unknown) => {
        this.asked.push({ namespace, name, payload });
        const answer = name === "doc:sync" ? syncReply(doc) : this.answers[name]?.(payload);
        if (typeof acknowledge === "function" && answer) acknowledge(answer);
      });
    });
  }
}

function ok(value: unknown) {
  return { ok: true, value };
}

function syncReply(doc: Y.Doc) {
  return ok({
    update: Y.encodeStateAsUpdateV2(doc),
    encoding: 2,
    since: [],
    stateVector: Y.encodeStateVector(doc),
    number: 1,
    contentHash: contentHash(doc),
  });
}
