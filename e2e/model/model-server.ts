/** One life of the server's process: the product's rooms, gate, writer and sockets over a queued database. */
import http from "node:http";
import { PRIVATE_NAMESPACE, ROOM_NAMESPACE } from "@/lib/protocol/messages";
import { appendFailure } from "@/server/db/log-entries";
import { attachRealtime } from "@/server/realtime/gateway";
import { LIMITS } from "@/server/realtime/limits";
import { LogWriter } from "@/server/realtime/log-writer";
import { RealtimeMetrics } from "@/server/realtime/metrics";
import { listenToNotices, refreshRoom } from "@/server/realtime/notice-listener";
import { RoomRegistry } from "@/server/realtime/room-registry";
import { createSocketServer } from "@/server/realtime/socket-server";
import { silentLog } from "@/server/realtime/testing/silent-log";
import { DatabaseQueue, queuedDb, queuedPool } from "./database-queue";
import type { Storage } from "./storage";

/** As startRealtime looks for rooms that have missed something. */
const STALE_SWEEP_MS = 10_000;

/** What happens to the next request, beyond what a line can do to it. */
export type Mischief = "twice" | "late";

/** A message that wants an answer carries the function to give it with. */
function isRequest(event: readonly unknown[]): boolean {
  return typeof event.at(-1) === "function";
}

export class ModelServer {
  readonly http = http.createServer();
  readonly queue = new DatabaseQueue();
  readonly registry: RoomRegistry;
  readonly #storage: Storage;
  readonly #writer: LogWriter;
  #mischief: Mischief[] = [];
  #held: (() => void)[] = [];
  #stops: (() => void)[] = [];

  /** @param awaitAppends lets every statement end that is under way; what is loaded then has it or never will */
  constructor(storage: Storage, awaitAppends: () => Promise<void>) {
    this.#storage = storage;
    const { queue } = this;
    const load = <T>(read: () => Promise<T>) =>
      queue.call("read", async () => {
        await awaitAppends();
        return read();
      });
    this.#writer = new LogWriter(
      {
        append: (appends) => queue.call("write", () => storage.append(appends)),
        kindOfFailure: appendFailure,
      },
      silentLog,
    );
    this.registry = new RoomRegistry({
      writer: this.#writer,
      log: silentLog,
      limits: LIMITS,
      now: storage.now,
      load: () => load(storage.load),
      loadPlane: (log) => load(() => storage.loadPlane(log)),
      saveKeyframe: (document) => queue.call("read", () => storage.saveKeyframe(document)),
      markEmpty: (_, isEmpty) => queue.call("read", () => storage.markEmpty(isEmpty)),
    });
  }

  async start(): Promise<void> {
    const { queue, registry } = this;
    queue.isQuick = true;
    await this.#writer.start();
    queue.isQuick = false;
    const viewers = new Map(
      this.#storage.people.map(({ viewer }) => [`viewer=${viewer.signInId}`, viewer]),
    );
    const io = createSocketServer({
      server: this.http,
      isAllowedOrigin: () => true,
      viewerFromCookies: async (cookie) => viewers.get(cookie ?? "") ?? null,
      log: silentLog,
    });
    for (const namespace of [ROOM_NAMESPACE, PRIVATE_NAMESPACE])
      io.of(namespace).on("connection", (socket) => {
        // Edits and announcements are streams, which rely on their line's order; requests do not.
        socket.use((event, next) => (isRequest(event) ? this.#pass(next) : next()));
      });
    attachRealtime(io, {
      db: queuedDb(this.#storage.db, queue),
      pool: queuedPool(this.#storage.pool, queue),
      registry,
      log: silentLog,
      limits: LIMITS,
      metrics: new RealtimeMetrics(),
      now: this.#storage.now,
      monotonicNow: () => performance.now(),
      isStorageAvailable: () => this.#writer.isAvailable,
      isClosing: () => false,
    });
    const refresh = {
      registry,
      log: silentLog,
      readRecord: () => queue.call("read", this.#storage.readRecord),
    };
    const sweep = setInterval(
      () => void refreshRoom(refresh, this.#storage.interviewId),
      STALE_SWEEP_MS,
    );
    this.#stops = [
      listenToNotices({ ...refresh, signOut: () => undefined }),
      this.#writer.onAvailability((isAvailable) => {
        for (const room of registry.rooms) room.storageChanged(isAvailable);
      }),
      () => clearInterval(sweep),
    ];
  }

  /** The process is gone; what runs on in this test's own process reaches nobody. */
  async crash(isWriteStored: boolean): Promise<void> {
    for (const stop of this.#stops) stop();
    this.#held = [];
    await this.queue.die(isWriteStored);
  }

  plan(mischief: Mischief): void {
    this.#mischief.push(mischief);
  }

  /** Requests that were overtaken arrive after all. */
  release(): void {
    for (const pass of this.#held.splice(0)) pass();
  }

  get held(): number {
    return this.#held.length;
  }

  #pass(next: () => void): void {
    const mischief = this.#mischief.shift();
    if (mischief === "late") this.#held.push(next);
    else next();
    if (mischief === "twice") next();
  }
}
