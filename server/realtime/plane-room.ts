/**
 * One plane of a live room: its document, who is connected to it, and where they are.
 * Every request is held against the permission table here, whatever the page showed.
 */
import type { InterviewStatus } from "@/lib/domain/interview";
import { type Action, may } from "@/lib/domain/roles";
import { SOCKET_REQUESTS } from "@/lib/domain/surfaces";
import { MAX_UPDATES_PER_FRAME, type Reply } from "@/lib/protocol/messages";
import type { RefusalCode } from "@/lib/protocol/refusals";
import type { LogEvent } from "@/lib/recording/log-entry";
import type { Plane } from "@/lib/room-document/roots";
import type { Announcement, Connection, PayloadOf } from "./connection";
import type { Limits } from "./limits";
import type { CommittedEdit, PlaneDocument, Upload, UploadReply } from "./plane-document";
import { type PresenceFrame, PresenceRelay } from "./presence-relay";

const ACTIONS = {
  shared: {
    read: SOCKET_REQUESTS["/room doc:sync"],
    write: SOCKET_REQUESTS["/room doc:update"],
    presence: SOCKET_REQUESTS["/room presence:update"],
  },
  private: {
    read: SOCKET_REQUESTS["/private doc:sync"],
    write: SOCKET_REQUESTS["/private doc:update"],
    presence: SOCKET_REQUESTS["/private presence:update"],
  },
} as const satisfies Record<Plane, Record<"read" | "write" | "presence", Action>>;

export interface PlaneRoomPorts {
  status(): InterviewStatus;
  /** Somebody came, went, or writes under another clientID. */
  rosterChanged(): void;
}

export class PlaneRoom {
  readonly plane: Plane;
  readonly #limits: Limits;
  readonly #ports: PlaneRoomPorts;
  readonly #presence = new PresenceRelay();
  readonly #connections = new Map<string, Connection>();
  /** Null while it is being loaded again after a fault. */
  #document: PlaneDocument | null = null;

  constructor(plane: Plane, limits: Limits, ports: PlaneRoomPorts) {
    this.plane = plane;
    this.#limits = limits;
    this.#ports = ports;
  }

  get connections(): readonly Connection[] {
    return [...this.#connections.values()];
  }

  get document(): PlaneDocument | null {
    return this.#document;
  }

  /** Gives the plane its document, for the first time or after a fault. */
  restore(document: PlaneDocument): void {
    this.#document = document;
    for (const connection of this.#connections.values()) {
      connection.isSynced = false;
      if (this.mayAppear(connection)) document.bind(connection.clientId, connection.participant);
    }
    this.announce("doc:reset", {});
  }

  /** The document is not to be trusted any more; requests are refused until it is restored. */
  suspend(): void {
    this.#document?.destroy();
    this.#document = null;
  }

  /** @returns how far the tab's own updates are stored */
  enter(connection: Connection): Reply<{ watermark: number }> {
    if (!this.#document) return { ok: false, code: "reset" };
    const mine = this.connections.filter((other) => other.participant === connection.participant);
    // The same tab again: its old connection is half open, and nobody listens at its other end.
    const stale = mine.filter((other) => other.sender === connection.sender);
    if (mine.length - stale.length >= this.#limits.connectionsPerPerson)
      return { ok: false, code: "too-many" };
    const watermark = this.#document.watermark(connection.sender, connection.participant);
    if (!watermark.ok) return watermark;
    if (this.mayAppear(connection)) {
      const refusal = this.#document.bind(connection.clientId, connection.participant);
      if (refusal) return { ok: false, code: refusal };
    }
    this.#connections.set(connection.id, connection);
    for (const old of stale) {
      this.leave(old);
      old.end(null);
    }
    this.#ports.rosterChanged();
    return { ok: true, value: { watermark: watermark.value.lastSeq } };
  }

  leave(connection: Connection): void {
    if (!this.#connections.delete(connection.id)) return;
    this.#removePresence(connection);
    this.#ports.rosterChanged();
  }

  /** Takes updates of a connection; a refusal says how far its sender's are stored. */
  receive(
    connection: Connection,
    upload: Omit<Upload, "author" | "connectionId">,
    respond: (reply: UploadReply) => void,
  ): void {
    const { participant: author, id: connectionId } = connection;
    const refusal = this.writeRefusal(connection);
    if (refusal) this.refuse(connection, refusal, upload, respond);
    else if (!this.#document) respond(refuse("reset"));
    else this.#document.receive({ ...upload, author, connectionId }, respond);
  }

  /** Says no to updates, or that they are stored already. */
  refuse(
    { participant: author }: Connection,
    code: RefusalCode,
    { sender, firstSeq, updates }: Omit<Upload, "author" | "connectionId">,
    respond: (reply: UploadReply) => void,
  ): void {
    const lastSeq = firstSeq + updates.length - 1;
    if (!this.#document) respond(refuse("reset"));
    else this.#document.refuse(code, { sender, author, lastSeq }, respond);
  }

  /** Whether the role is ever seen by others here; who only watches has no clientID to them. */
  mayAppear(connection: Connection): boolean {
    return may(connection.asker, ACTIONS[this.plane].presence, "live");
  }

  /** Whether the connection may write now, asked before parts of an update are kept. */
  writeRefusal(connection: Connection): RefusalCode | null {
    if (this.#permits(connection, "write")) return null;
    // Somebody who could write in another state hears that it is the state, not the role.
    return may(connection.asker, ACTIONS[this.plane].write, "live") ? "read-only" : "not-allowed";
  }

  sync(connection: Connection, stateVector: Uint8Array, compares = true) {
    if (!this.#permits(connection, "read")) return refuse("not-allowed");
    if (!this.#document) return refuse("reset");
    const value = this.#document.sync(stateVector, compares);
    if (!value) return refuse("malformed");
    // Presence comes after the document: a position means nothing in one that is not there yet.
    if (!connection.isSynced) this.#sendPresence(connection);
    connection.isSynced = true;
    return { ok: true as const, value };
  }

  watermark(connection: Connection, sender: number): Reply<{ lastSeq: number }> {
    if (!this.#permits(connection, "read")) return refuse("not-allowed");
    if (!this.#document) return refuse("reset");
    return this.#document.watermark(sender, connection.participant);
  }

  /** The same with the last word on what has arrived: what is accepted of it is stored by then, or lost. */
  settledWatermark(
    connection: Connection,
    sender: number,
    respond: (reply: Reply<{ lastSeq: number }>) => void,
  ): void {
    const now = this.watermark(connection, sender);
    if (!now.ok || !this.#document) respond(now);
    else
      this.#document.whenStored((isStored) =>
        respond(isStored ? this.watermark(connection, sender) : refuse("reset")),
      );
  }

  bind(connection: Connection, clientId: number): Reply<Record<string, never>> {
    if (!this.#permits(connection, "read")) return refuse("not-allowed");
    if (!this.#document) return refuse("reset");
    // Nobody ever hears of it, so there is nothing to bind.
    if (!this.mayAppear(connection)) return { ok: true, value: {} };
    const refusal = this.#document.bind(clientId, connection.participant);
    if (refusal) return refuse(refusal);
    if (clientId !== connection.clientId) {
      this.#removePresence(connection);
      connection.clientId = clientId;
      this.#ports.rosterChanged();
    }
    return { ok: true, value: {} };
  }

  presence(connection: Connection, frame: PresenceFrame): RefusalCode | null {
    if (!this.#permits(connection, "presence")) return "not-allowed";
    const { refusal, isNews } = this.#presence.update(connection, frame);
    if (isNews)
      for (const other of this.#connections.values())
        if (other !== connection) other.sendVolatile("presence:changed", frame);
    return refusal;
  }

  /** Passes what one commit stored on to each connection, without what it sent itself. */
  broadcast(edits: readonly CommittedEdit[]): void {
    const all = toFrames(edits);
    for (const connection of this.#connections.values()) {
      if (!connection.isSynced) continue;
      const isOwn = (edit: CommittedEdit) =>
        edit.connectionId === connection.id || edit.sender === connection.sender;
      // Whoever wrote nothing is sent the same frames, and those are encoded once.
      const frames = edits.some(isOwn) ? toFrames(edits.filter((edit) => !isOwn(edit))) : all;
      for (const frame of frames) connection.send("doc:updated", frame);
    }
  }

  record(event: LogEvent): void {
    this.#document?.record(event);
  }

  announce<E extends Announcement>(event: E, payload: PayloadOf<E>): void {
    for (const connection of this.#connections.values()) connection.send(event, payload);
  }

  /** Tells a late-comer where the others are. */
  #sendPresence(connection: Connection): void {
    for (const frame of this.#presence.current())
      if (frame.clientId !== connection.clientId) connection.send("presence:changed", frame);
  }

  #removePresence(connection: Connection): void {
    const frame = this.#presence.remove(connection);
    if (frame) this.announce("presence:changed", frame);
  }

  #permits(connection: Connection, what: "read" | "write" | "presence"): boolean {
    return may(connection.asker, ACTIONS[this.plane][what], this.#ports.status());
  }
}

function toFrames(edits: readonly CommittedEdit[]): { updates: Uint8Array[] }[] {
  const frames: { updates: Uint8Array[] }[] = [];
  for (let i = 0; i < edits.length; i += MAX_UPDATES_PER_FRAME)
    frames.push({ updates: edits.slice(i, i + MAX_UPDATES_PER_FRAME).map(({ update }) => update) });
  return frames;
}

function refuse(code: RefusalCode): { ok: false; code: RefusalCode } {
  return { ok: false, code };
}
