/**
 * Which rooms are live: loading on the first arrival, closing some time after the last
 * departure. The one place of the live rooms where things are awaited; so after every
 * `await` what was true before it is asked again.
 */
import { randomInt } from "node:crypto";
import type { InterviewId } from "@/lib/domain/ids";
import type { Plane } from "@/lib/room-document/roots";
import type { Log } from "../log";
import type { SaveKeyframe } from "./keyframes";
import type { Limits } from "./limits";
import type { StoredRoom } from "./load-room";
import type { LogWriter } from "./log-writer";
import type { StoredPlane } from "./plane-document";
import { Room } from "./room";

/** A reload of the page or a short loss of network should find the room still loaded. */
export const UNLOAD_AFTER_MS = 10_000;
/** A room that could not be loaded again after a fault is tried again at this distance. */
const RESTORE_RETRY_MS = 1_000;

export interface RegistryDeps {
  writer: LogWriter;
  log: Log;
  limits: Limits;
  now(): number;
  load(interviewId: InterviewId): Promise<StoredRoom | null>;
  loadPlane(logId: number): Promise<StoredPlane | null>;
  saveKeyframe: SaveKeyframe;
  /** Notes in the database that a room is deserted, or is not any more. */
  markEmpty(interviewId: InterviewId, isEmpty: boolean): Promise<void>;
  unloadAfterMs?: number;
}

interface Entry {
  room: Room;
  logs: Record<Plane, number>;
  unloadTimer: NodeJS.Timeout | null;
  /** What was last noted about being deserted; null when that is not known. */
  notedDeserted: boolean | null;
  noting: Promise<void>;
  isClosed: boolean;
}

export class RoomRegistry {
  readonly #deps: RegistryDeps;
  readonly #entries = new Map<InterviewId, Entry>();
  readonly #loading = new Map<InterviewId, Promise<Entry | null>>();

  constructor(deps: RegistryDeps) {
    this.#deps = deps;
  }

  get rooms(): Room[] {
    return [...this.#entries.values()].map(({ room }) => room);
  }

  /** The room if it is live. */
  find(interviewId: InterviewId): Room | null {
    return this.#entries.get(interviewId)?.room ?? null;
  }

  /**
   * Does something with a room, loading it if need be. `use` runs without a pause between
   * the room being known to be live and its own first line.
   *
   * @returns null when there is no such interview
   * @throws when it cannot be loaded
   */
  async withRoom<T>(interviewId: InterviewId, use: (room: Room) => T): Promise<T | null> {
    for (;;) {
      const entry = this.#entries.get(interviewId) ?? (await this.#load(interviewId));
      if (!entry) return null;
      // It may have been closed while we waited; then it is loaded anew.
      if (entry.isClosed) continue;
      const result = use(entry.room);
      this.#occupancyChanged(entry);
      return result;
    }
  }

  /** Drops a room whose interview was deleted; nothing of it is kept. */
  drop(interviewId: InterviewId): void {
    const entry = this.#entries.get(interviewId);
    if (!entry) return;
    entry.room.dismiss("deleted");
    this.#close(interviewId, entry);
  }

  /**
   * Whoever the private notes were of is gone, and the interview has an empty log in their
   * place: what the room knows of the old one is forgotten with it.
   */
  privateLogIs(interviewId: InterviewId, log: number): void {
    const entry = this.#entries.get(interviewId);
    if (!entry || entry.logs.private === log) return;
    entry.logs.private = log;
    const plane = entry.room.plane("private");
    // Without a document it is being loaded already, and looks itself at which log it should be.
    if (!plane.document) return;
    plane.suspend();
    void this.#restore(entry, "private");
  }

  /** Keeps the whole state of every room, before the process ends. */
  async keepAll(): Promise<void> {
    await Promise.all(
      this.rooms.flatMap((room) => room.documents).map((each) => this.#deps.saveKeyframe(each)),
    );
    await Promise.all([...this.#entries.values()].map((entry) => entry.noting));
  }

  #load(interviewId: InterviewId): Promise<Entry | null> {
    const underWay = this.#loading.get(interviewId);
    if (underWay) return underWay;
    const loading = this.#loadEntry(interviewId).finally(() => this.#loading.delete(interviewId));
    this.#loading.set(interviewId, loading);
    return loading;
  }

  async #loadEntry(interviewId: InterviewId): Promise<Entry | null> {
    const stored = await this.#deps.load(interviewId);
    if (!stored) return null;
    const { writer, limits, now } = this.#deps;
    const room = new Room(interviewId, stored.record, stored, limits, {
      now,
      append: (target, item) => writer.append(target, item),
      hasRoomFor: (bytes) => writer.hasRoomFor(bytes),
      isStorageAvailable: () => writer.isAvailable,
      newSender: () => randomInt(1, 2 ** 48 - 1),
      keyframeDue: (document) => void this.#deps.saveKeyframe(document),
      planeBroken: (plane) => void this.#restore(entry, plane),
      occupancyChanged: () => this.#occupancyChanged(entry),
    });
    const entry: Entry = {
      room,
      logs: { shared: stored.shared.log, private: stored.private.log },
      unloadTimer: null,
      notedDeserted: null,
      noting: Promise.resolve(),
      isClosed: false,
    };
    this.#entries.set(interviewId, entry);
    return entry;
  }

  #occupancyChanged(entry: Entry): void {
    if (entry.isClosed) return;
    this.#noteDeserted(entry);
    if (entry.unloadTimer) clearTimeout(entry.unloadTimer);
    entry.unloadTimer = null;
    if (entry.room.isEmpty) this.#scheduleUnload(entry);
  }

  #scheduleUnload(entry: Entry): void {
    const delay = this.#deps.unloadAfterMs ?? UNLOAD_AFTER_MS;
    entry.unloadTimer = setTimeout(() => void this.#unload(entry), delay);
    entry.unloadTimer.unref();
  }

  /** One write after another, each with what is true when its turn comes. */
  #noteDeserted(entry: Entry): void {
    entry.noting = entry.noting.then(async () => {
      const { isDeserted, interviewId } = entry.room;
      if (entry.notedDeserted === isDeserted) return;
      try {
        await this.#deps.markEmpty(interviewId, isDeserted);
        entry.notedDeserted = isDeserted;
      } catch (error) {
        // Asked again at the next change and before unloading.
        this.#deps.log.warn("Could not note who is here", { error, interviewId });
      }
    });
  }

  /** Closes a room nobody is in, once its last write has finished. */
  async #unload(entry: Entry): Promise<void> {
    const { room } = entry;
    const mayClose = () => room.isEmpty && !entry.isClosed;
    if (!mayClose()) return;
    for (const document of room.documents) await this.#deps.writer.settled(document);
    if (!mayClose()) return;
    for (const document of room.documents) await this.#deps.saveKeyframe(document);
    this.#noteDeserted(entry);
    await entry.noting;
    if (!mayClose()) return;
    // Somebody may have come, written and left meanwhile: then not everything is stored yet.
    if (room.documents.some((document) => !document.isSettled)) return this.#scheduleUnload(entry);
    this.#close(room.interviewId, entry);
  }

  #close(interviewId: InterviewId, entry: Entry): void {
    if (entry.unloadTimer) clearTimeout(entry.unloadTimer);
    entry.isClosed = true;
    this.#entries.delete(interviewId);
    entry.room.close();
  }

  /** Loads a plane again after a fault, however long that takes. */
  async #restore(entry: Entry, plane: Plane): Promise<void> {
    const { room, logs } = entry;
    this.#deps.log.warn("A plane is loaded again after a fault", {
      interviewId: room.interviewId,
      plane,
    });
    while (!entry.isClosed) {
      const log = logs[plane];
      try {
        const stored = await this.#deps.loadPlane(log);
        if (entry.isClosed) return;
        if (stored && log === logs[plane]) {
          room.restore(plane, stored);
          return;
        }
        if (!stored && log === logs[plane] && !(await this.#hasAnotherLog(entry, plane))) {
          if (!entry.isClosed) this.drop(room.interviewId);
          return;
        }
      } catch (error) {
        this.#deps.log.warn("Could not load a plane again", { error, plane });
        await new Promise((resolve) => setTimeout(resolve, RESTORE_RETRY_MS));
      }
    }
  }

  /** Whether the interview is still there with another log for this plane; notes it. */
  async #hasAnotherLog({ room, logs }: Entry, plane: Plane): Promise<boolean> {
    const stored = await this.#deps.load(room.interviewId);
    if (!stored || stored[plane].log === logs[plane]) return false;
    logs[plane] = stored[plane].log;
    return true;
  }
}
