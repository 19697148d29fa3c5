/**
 * Binds what arrives on sockets to live rooms. Two namespaces on one connection: `/room`
 * admits by the database's word; `/private` opens only where `/room` was joined by
 * somebody who may read the private plane.
 */
import type { Server, Socket } from "socket.io";
import type { SenderId } from "@/lib/domain/ids";
import { may } from "@/lib/domain/roles";
import { SOCKET_REQUESTS } from "@/lib/domain/surfaces";
import {
  PRIVATE_NAMESPACE,
  PROTOCOL_VERSION,
  type PrivateRequests,
  planeMessages,
  privateRequests,
  type ReplyOf,
  ROOM_NAMESPACE,
  type RoomRequests,
  roomRequests,
} from "@/lib/protocol/messages";
import { type Plane, SCHEMA_VERSION } from "@/lib/room-document/roots";
import type { Db } from "../db/client";
import type { Pool } from "../db/pool";
import type { Log } from "../log";
import { withdrawals } from "../room-notices";
import { type Admitted, admit } from "./admission";
import { answerRequests, type Handlers } from "./answer";
import { commandInterview, openLobby } from "./clock-commands";
import type { Connection } from "./connection";
import { EditStream } from "./edit-stream";
import type { Limits } from "./limits";
import { type JoinedRoom, type Line, lineOf } from "./line";
import type { RealtimeMetrics } from "./metrics";
import { type Joined, planeHandlers } from "./plane-requests";
import type { RoomRegistry } from "./room-registry";
import { Speaker } from "./speaker";

export interface GatewayDeps {
  db: Db;
  pool: Pool;
  registry: RoomRegistry;
  log: Log;
  limits: Limits;
  metrics: RealtimeMetrics;
  /** The database's clock, epoch milliseconds. */
  now(): number;
  /** Milliseconds of a clock that never goes back, for rates. */
  monotonicNow(): number;
  isStorageAvailable(): boolean;
  isClosing(): boolean;
}

interface Context extends GatewayDeps {
  speaker: Speaker;
}

type JoinPayload = { sender: SenderId; clientId: number; protocol: number; schemaVersion: number };

const NOT_JOINED = { ok: false, code: "not-joined" } as const;

export function attachRealtime(io: Server, given: GatewayDeps): void {
  const deps: Context = { ...given, speaker: new Speaker() };
  const lineFor = (socket: Socket): Line =>
    lineOf(socket, { limits: deps.limits, log: deps.log, now: deps.monotonicNow });

  /** Coming and going on one line makes no request, and is as much work as one. */
  const mayConnect = (socket: Socket, next: (refusal?: Error) => void): void =>
    next(lineFor(socket).conduct.mayAsk("connect") ? undefined : new Error("too-many"));
  for (const namespace of ["/", ROOM_NAMESPACE, PRIVATE_NAMESPACE])
    io.of(namespace).use(mayConnect);

  io.of(ROOM_NAMESPACE).on("connection", (socket) => openRoomSocket(socket, lineFor(socket), deps));

  const privateRooms = io.of(PRIVATE_NAMESPACE);
  privateRooms.use((socket, next) => {
    const joined = lineFor(socket).shared;
    // Whoever may not read it hears what a stranger hears of any address.
    next(joined && mayReadPrivate(joined) ? undefined : new Error("not-found"));
  });
  privateRooms.on("connection", (socket) => openPrivateSocket(socket, lineFor(socket), deps));
}

function mayReadPrivate({ asker, room }: JoinedRoom): boolean {
  return may(asker, SOCKET_REQUESTS["/private private:join"], room.state.status);
}

function openRoomSocket(socket: Socket, line: Line, deps: Context): void {
  let attempt = 0;

  const leave = (): void => {
    attempt += 1;
    leavePrivate(line);
    const joined = line.shared;
    line.shared = null;
    joined?.room.plane("shared").leave(joined.connection);
  };

  /** @param isStill whether what was admitted still holds; null when nobody wants it any more */
  async function enter(
    admitted: Admitted,
    payload: JoinPayload,
    isStill: () => boolean | null,
  ): Promise<ReplyOf<RoomRequests, "room:join"> | "ask again"> {
    const { asker, person, status, interviewId } = admitted;
    if (status === "scheduled") await openLobby(deps.db, interviewId);
    const entered = await deps.registry.withRoom(interviewId, (room) => {
      const still = isStill();
      if (still === null) return NOT_JOINED;
      if (!still) return "ask again";
      room.meet(person);
      const connection = toConnection(socket, deps.speaker, admitted, payload);
      const reply = room.enter(connection);
      if (!reply.ok) return reply;
      line.shared = { room, connection, interviewId, asker };
      deps.metrics.joined(reply.value.watermark);
      return reply;
    });
    return entered ?? { ok: false, code: "not-found" };
  }

  bindRequests("shared", socket, line, deps, roomRequests, {
    "room:join": async (payload): Promise<ReplyOf<RoomRequests, "room:join">> => {
      const old = oldPage(payload);
      if (old) return old;
      if (deps.isClosing()) return { ok: false, code: "closing" };
      leave();
      const mine = attempt;
      for (;;) {
        const asked = withdrawals();
        const admitted = await admit(deps.pool, line.viewer, payload.interviewId);
        if (!admitted.ok) return admitted;
        const entered = await enter(admitted.value, payload, () =>
          // While we waited the tab may have gone, or asked again.
          socket.connected && attempt === mine ? withdrawals() === asked : null,
        );
        if (entered !== "ask again") return entered;
      }
    },

    "room:ready": ({ isReady }) =>
      line.shared ? line.shared.room.setReady(line.shared.connection, isReady) : NOT_JOINED,

    "clock:sync": () => {
      const joined = line.shared;
      if (!joined) return NOT_JOINED;
      if (!may(joined.asker, SOCKET_REQUESTS["/room clock:sync"], joined.room.state.status))
        return { ok: false, code: "not-allowed" };
      return { ok: true, value: { serverNow: deps.now() } };
    },

    "clock:command": async ({ commandId, command }) => {
      const joined = line.shared;
      if (!joined) return NOT_JOINED;
      // Better refused at once than after a time-out, with the outcome unknown.
      if (!deps.isStorageAvailable()) return { ok: false, code: "unavailable" };
      const { interviewId, connection } = joined;
      const code = await commandInterview(deps, interviewId, connection, commandId, command);
      return code ? { ok: false, code } : { ok: true, value: joined.room.snapshot };
    },
  });

  socket.on("disconnect", leave);
}

function openPrivateSocket(socket: Socket, line: Line, deps: Context): void {
  bindRequests("private", socket, line, deps, privateRequests, {
    "private:join": (payload): ReplyOf<PrivateRequests, "private:join"> => {
      const old = oldPage(payload);
      if (old) return old;
      const { shared } = line;
      if (!shared || shared.interviewId !== payload.interviewId || !mayReadPrivate(shared))
        return { ok: false, code: "not-found" };
      leavePrivate(line);
      const { room, asker, connection: own } = shared;
      const { participant } = own;
      const connection = toConnection(socket, deps.speaker, { asker, participant }, payload);
      const entered = room.enterPrivate(connection);
      if (entered.ok) line.private = { room, connection };
      return entered;
    },
  });

  socket.on("disconnect", () => {
    if (line.private?.connection.id === socket.id) leavePrivate(line);
  });
}

/** Binds a namespace's own requests, those of its plane, edits and presence. */
function bindRequests<R extends typeof roomRequests | typeof privateRequests>(
  plane: Plane,
  socket: Socket,
  line: Line,
  deps: Context,
  requests: R,
  own: Omit<Handlers<R>, keyof PlaneHandlers>,
): void {
  const { conduct } = line;
  const joined = (): Joined | null => line[plane];
  const context = {
    plane,
    conduct,
    partTimeoutMs: deps.limits.partTimeoutMs,
    joined,
    isClosing: deps.isClosing,
    now: deps.monotonicNow,
  };
  const shared = planeHandlers(context);
  // The two halves together are the whole contract; the compiler loses that over a generic.
  const handlers = { ...shared, ...own } as unknown as Handlers<R>;
  const { log, metrics, monotonicNow: now } = deps;
  answerRequests<R>(socket, requests, handlers, { conduct, log, metrics, now });

  const edits = new EditStream({
    ...context,
    metrics,
    tell: (event, payload) => deps.speaker.say(socket, event, payload),
  });
  socket.on("doc:update", (raw: unknown) => edits.receive(raw));

  const known = new Set([...Object.keys(requests), ...Object.keys(planeMessages)]);
  socket.onAny((name: string) => {
    if (known.has(name)) return;
    conduct.refused("malformed");
    metrics.refused("malformed");
  });

  socket.on("presence:update", (raw: unknown) => {
    const here = joined();
    if (!conduct.maySayWhere() || !here) return;
    const frame = planeMessages["presence:update"].payload.safeParse(raw);
    const refusal = frame.success
      ? here.room.plane(plane).presence(here.connection, frame.data)
      : "malformed";
    if (!refusal) return;
    conduct.refused(refusal);
    metrics.refused(refusal);
  });
}

type PlaneHandlers = ReturnType<typeof planeHandlers>;

function oldPage({ protocol, schemaVersion }: JoinPayload) {
  const isCurrent = protocol === PROTOCOL_VERSION && schemaVersion === SCHEMA_VERSION;
  return isCurrent ? null : ({ ok: false, code: "old-version" } as const);
}

function leavePrivate(line: Line): void {
  const joined = line.private;
  line.private = null;
  joined?.room.plane("private").leave(joined.connection);
}

function toConnection(
  socket: Socket,
  speaker: Speaker,
  { asker, participant }: Pick<Admitted, "asker" | "participant">,
  { sender, clientId }: JoinPayload,
): Connection {
  return {
    id: socket.id,
    participant,
    asker,
    sender,
    clientId,
    isSynced: false,
    send: (event, payload) => speaker.say(socket, event, payload),
    sendVolatile: (event, payload) => speaker.mention(socket, event, payload),
    end: (reason) => {
      if (reason && socket.nsp.name === ROOM_NAMESPACE)
        speaker.say(socket, "room:left", { reason });
      // The whole line: what is over for one plane is over for both.
      socket.disconnect(true);
    },
  };
}
