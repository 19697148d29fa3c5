/**
 * Puts the live rooms together: database connections, writer, registry, sockets, sweeps.
 */
import { randomInt } from "node:crypto";
import { performance } from "node:perf_hooks";
import type { Server } from "socket.io";
import type { SignInId } from "@/lib/domain/ids";
import { ROOM_NAMESPACE } from "@/lib/protocol/messages";
import type { Db } from "../db/client";
import { DatabaseTime } from "../db/database-time";
import { LogConnection } from "../db/log-connection";
import { appendFailure } from "../db/log-entries";
import { openPool } from "../db/pool";
import { markAllLiveEmpty, markEmpty, readRoomRecord } from "../db/room-records";
import { attachRealtime } from "./gateway";
import { keyframeSaver } from "./keyframes";
import { LIMITS, type Limits } from "./limits";
import { loadPlane, loadRoom } from "./load-room";
import { LogWriter } from "./log-writer";
import { RealtimeMetrics } from "./metrics";
import { listenToNotices, refreshRoom } from "./notice-listener";
import { RecordingPacker } from "./recording-packer";
import { RoomRegistry } from "./room-registry";
import { createSocketServer, type SocketServerOptions, viewerOf } from "./socket-server";
import { findStaleRooms, sweepAbandoned, sweepConnections } from "./sweeps";
import { limitUnread } from "./unread-limit";

/** Sign-outs are told at once; this is for what was missed. */
const CONNECTION_SWEEP_MS = 30_000;
/** A command whose outcome stayed unknown shows up after this long at the latest. */
const STALE_SWEEP_MS = 10_000;
const ABANDONED_SWEEP_MS = 60_000;
/** Nobody waits for it: what an interview weighs on the disk matters in days. */
const PACK_SWEEP_MS = 60_000;
/** Whoever stops us kills after ten seconds; the rest of the process needs some of them. */
const FLUSH_TIMEOUT_MS = 5_000;
const KEEP_TIMEOUT_MS = 1_500;
/** People come back spread over this time, so that a start is not met by all of them at once. */
const MAX_RETRY_IN_MS = 3_000;

export interface RealtimeOptions extends SocketServerOptions {
  databaseUrl: string;
  /** The process's database client, for services. */
  db: Db;
  limits?: Limits;
  metrics?: RealtimeMetrics;
}

export interface Realtime {
  readonly io: Server;
  /** The database takes writes and nobody is being sent away. */
  isReady(): boolean;
  /** Stores what waits, asks people to come back, and ends; takes less than ten seconds. */
  close(): Promise<void>;
}

/** @throws when the database cannot be reached */
export async function startRealtime(options: RealtimeOptions): Promise<Realtime> {
  const { databaseUrl, db, log, limits = LIMITS, metrics = new RealtimeMetrics() } = options;
  const pool = openPool(databaseUrl);
  const time = new DatabaseTime(pool);
  const logConnection = new LogConnection(databaseUrl);
  const writer = new LogWriter(
    {
      append: (appends) => metrics.committing(appends.length, () => logConnection.append(appends)),
      kindOfFailure: appendFailure,
    },
    log,
  );
  await time.start();
  await writer.start();
  await markAllLiveEmpty(pool);

  const now = () => time.now();
  const registry = new RoomRegistry({
    writer,
    log,
    limits,
    now,
    load: (interviewId) => loadRoom(pool, log, interviewId),
    loadPlane: (logId) => loadPlane(pool, log, logId),
    saveKeyframe: keyframeSaver(pool, log),
    markEmpty: (interviewId, isEmpty) => markEmpty(pool, interviewId, isEmpty),
  });

  let isClosing = false;
  const io = createSocketServer(options);
  limitUnread(io, log);
  attachRealtime(io, {
    db,
    pool,
    registry,
    log,
    limits,
    metrics,
    now,
    monotonicNow: () => performance.now(),
    isStorageAvailable: () => writer.isAvailable,
    isClosing: () => isClosing,
  });
  metrics.watchLevels({
    rooms: () => registry.rooms.length,
    sockets: () => io.engine.clientsCount,
    waitingBytes: () => writer.waitingBytes,
    isStorageAvailable: () => writer.isAvailable,
  });

  const signOut = (signInIds: readonly SignInId[]): void => {
    const ended = new Set(signInIds);
    for (const socket of io.of(ROOM_NAMESPACE).sockets.values()) {
      if (!ended.has(viewerOf(socket).signInId)) continue;
      socket.emit("room:left", { reason: "signed-out" });
      socket.disconnect(true);
    }
  };
  const openSignIns = (): SignInId[] =>
    [...io.of(ROOM_NAMESPACE).sockets.values()].map((socket) => viewerOf(socket).signInId);
  const refresh = {
    registry,
    log,
    readRecord: (interviewId: Parameters<typeof readRoomRecord>[1]) =>
      readRoomRecord(pool, interviewId),
  };
  const refreshAll = async (): Promise<void> => {
    for (const room of await findStaleRooms({ pool, registry }))
      await refreshRoom(refresh, room.interviewId);
  };

  const packer = new RecordingPacker({
    pool,
    log,
    liveRooms: () => registry.rooms.map(({ interviewId }) => interviewId),
  });

  const stops = [
    listenToNotices({ ...refresh, signOut }),
    writer.onAvailability((isAvailable) => {
      for (const room of registry.rooms) room.storageChanged(isAvailable);
    }),
    every(CONNECTION_SWEEP_MS, () => sweepConnections({ pool, registry }, openSignIns(), signOut)),
    every(STALE_SWEEP_MS, refreshAll),
    every(ABANDONED_SWEEP_MS, () => sweepAbandoned({ pool, registry }, db)),
    every(PACK_SWEEP_MS, async () => void (await packer.round())),
    () => packer.stop(),
  ];

  /** One run at a time; a failure waits for the next. */
  function every(ms: number, run: () => Promise<void>): () => void {
    let isRunning = false;
    const timer = setInterval(() => {
      if (isRunning || !writer.isAvailable) return;
      isRunning = true;
      run()
        .catch((error: unknown) => log.warn("A sweep failed; the next one tries again", { error }))
        .finally(() => {
          isRunning = false;
        });
    }, ms);
    timer.unref();
    return () => clearInterval(timer);
  }

  return {
    io,
    isReady: () => !isClosing && writer.isAvailable,
    close: async () => {
      isClosing = true;
      for (const stop of stops) stop();
      for (const room of registry.rooms)
        room.announceClosing(() => randomInt(0, MAX_RETRY_IN_MS + 1));
      await writer.close(FLUSH_TIMEOUT_MS);
      await within(KEEP_TIMEOUT_MS, registry.keepAll());
      await io.close();
      time.stop();
      await within(KEEP_TIMEOUT_MS, Promise.all([logConnection.close(), pool.end()]));
    },
  };
}

/** Waits for something that may as well not be finished. */
async function within(timeoutMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([work.catch(() => {}), timeout]);
  clearTimeout(timer);
}
