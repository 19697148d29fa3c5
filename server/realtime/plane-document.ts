/**
 * One plane's Yjs document in a live room. It holds everything accepted; others are served
 * only what is committed of it (durable-state.ts), so nobody ever sees what a crash could
 * take back.
 *
 * Nothing here waits: what has to be stored is queued, and comes back as `committed`.
 */
import * as Y from "yjs";
import { SYSTEM_AUTHOR } from "@/lib/domain/ids";
import type { Reply } from "@/lib/protocol/messages";
import type { RefusalCode } from "@/lib/protocol/refusals";
import {
  encodeLogItem,
  type LogEvent,
  SURFACE_CANVAS,
  SURFACE_DOCUMENT,
  SURFACE_NOTES,
} from "@/lib/recording/log-entry";
import type { Plane, Surface } from "@/lib/room-document/roots";
import { type Clocks, DurableState } from "./durable-state";
import { MIN_KEYFRAME_BYTES } from "./keyframes";
import type { Limits } from "./limits";
import type { LogTarget, WaitingItem } from "./log-batch";
import { PlaneAuthors, type SenderState, type StoredAuthors } from "./plane-authors";
import { checkUpdate } from "./update-gate";

/** A plane as the database has it. */
export interface StoredPlane extends StoredAuthors {
  log: number;
  /** Everything committed up to `number`. */
  doc: Y.Doc;
  number: number;
  keyframeBytes: number;
  bytesSince: number;
}

export interface CommittedEdit {
  /** The tab that sent it, which has it already. */
  connectionId: string;
  sender: number;
  update: Uint8Array;
  clocks: Clocks;
}

export interface PlaneDocumentPorts {
  append(target: LogTarget, item: WaitingItem): void;
  /** Whether the writer can take this much more. */
  hasRoomFor(bytes: number): boolean;
  /** Stored. */
  committed(edits: readonly CommittedEdit[]): void;
  /** Enough has happened since the last whole state. */
  keyframeDue(): void;
  /** The copy in memory is not to be trusted any more; what waited was not stored. */
  broken(): void;
  /** A sender number for what the system itself records, never used before. */
  systemSender: number;
}

export interface Upload {
  author: number;
  connectionId: string;
  sender: number;
  firstSeq: number;
  updates: readonly Uint8Array[];
}

export type UploadReply = Reply<{ lastSeq: number }>;

interface Staged {
  sender: number;
  lastSeq: number;
  bytes: number;
  edit: CommittedEdit | null;
}

const EMPTY = new Uint8Array(0);

function surfaceBits(plane: Plane, surfaces: readonly Surface[]): number {
  if (plane === "private") return surfaces.length > 0 ? SURFACE_NOTES : 0;
  return surfaces.reduce(
    (bits, surface) => bits | (surface === "document" ? SURFACE_DOCUMENT : SURFACE_CANVAS),
    0,
  );
}

/** In the middle of a burst a whole state costs a second document: it can wait this much longer. */
const PATIENCE_FACTOR = 32;

export class PlaneDocument implements LogTarget {
  readonly log: number;
  readonly plane: Plane;
  readonly #ports: PlaneDocumentPorts;
  readonly #limits: Limits;
  readonly #durable: DurableState;
  readonly #authors: PlaneAuthors;
  readonly #staged: Staged[] = [];
  readonly #waiters: { position: number; respond: (isStored: boolean) => void }[] = [];
  #number: number;
  #stagedCount = 0;
  #committedCount = 0;
  #systemSeq = 0;
  #keyframeBytes: number;
  #bytesSince: number;
  /** A whole state on its way to the database, and the bytes of entries it covers. */
  #keyframe: { bytesCovered: number; size: number } | null = null;
  #isBroken = false;

  constructor(plane: Plane, stored: StoredPlane, limits: Limits, ports: PlaneDocumentPorts) {
    this.plane = plane;
    this.log = stored.log;
    this.#ports = ports;
    this.#limits = limits;
    this.#durable = new DurableState(stored.doc, plane);
    this.#number = stored.number;
    this.#keyframeBytes = stored.keyframeBytes;
    this.#bytesSince = stored.bytesSince;
    this.#authors = new PlaneAuthors(stored, limits);
  }

  /** Everything accepted is stored. */
  get isSettled(): boolean {
    return this.#committedCount === this.#stagedCount;
  }

  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** Takes updates in; answers once everything accepted up to then is stored. */
  receive(upload: Upload, respond: (reply: UploadReply) => void): void {
    const sender = this.#isBroken ? "reset" : this.#authors.sender(upload.sender, upload.author);
    if (typeof sender === "string") {
      respond({ ok: false, code: sender });
      return;
    }
    const refusal = upload.firstSeq > sender.accepted + 1 ? "gap" : this.#acceptAll(upload, sender);
    const lastSeq = sender.accepted;
    this.whenStored((isStored) => {
      if (!isStored) respond({ ok: false, code: "reset" });
      else if (refusal) respond({ ok: false, code: refusal, lastSeq });
      else respond({ ok: true, value: { lastSeq } });
    });
  }

  /**
   * Says no to updates, and how far the sender's are stored: once what was accepted before is, or the
   * tab would take back edits that are in the document a moment later. What comes again and is stored
   * by then was not refused, whatever has changed since.
   */
  refuse(
    code: RefusalCode,
    { sender: senderId, author, lastSeq }: Pick<Upload, "sender" | "author"> & { lastSeq: number },
    respond: (reply: UploadReply) => void,
  ): void {
    const sender = this.#authors.sender(senderId, author);
    if (typeof sender === "string") {
      respond({ ok: false, code });
      return;
    }
    const { accepted, stored } = sender;
    const answer: UploadReply =
      lastSeq <= accepted
        ? { ok: true, value: { lastSeq: accepted } }
        : { ok: false, code, lastSeq: accepted };
    const reply = (isStored: boolean) => respond(isStored ? answer : { ok: false, code: "reset" });
    if (accepted === stored) reply(true);
    else this.whenStored(reply);
  }

  /** How far a sender's updates are stored. */
  watermark(senderId: number, author: number): Reply<{ lastSeq: number }> {
    if (this.#isBroken) return { ok: false, code: "reset" };
    return this.#authors.watermark(senderId, author);
  }

  /** Makes a clientID the author's, unless it is somebody else's or has been written under. */
  bind(clientId: number, author: number): RefusalCode | null {
    if (this.#isBroken) return "reset";
    const standing = this.#authors.standingOf(clientId, author);
    if (standing === "self") return null;
    if (standing === "other" || this.#durable.clockOf(clientId) > 0) return "foreign-client";
    if (!this.#authors.hasRoomFor(1, author)) return "too-many";
    this.#authors.own(clientId, author);
    // Stored at once: others learn the id from the roster and could claim it after a restart.
    this.#stageBySystem(EMPTY, [{ clientId, author }]);
    return null;
  }

  /**
   * What a client lacks of what is committed; null when its state vector is not one.
   *
   * @param compares wants a hash of the whole content; in the middle of a burst there is none
   */
  sync(stateVector: Uint8Array, compares: boolean) {
    const state = this.#durable.sync(stateVector);
    if (!state) return null;
    const hash = compares && this.#durable.isWhole ? this.contentHash() : null;
    return { ...state, number: this.#number, contentHash: hash };
  }

  /** Of what is committed. */
  contentHash(): string {
    return this.#durable.contentHash();
  }

  /** Writes an event of the room into the log. */
  record(event: LogEvent): void {
    if (!this.#isBroken) this.#stageBySystem(encodeLogItem(event), []);
  }

  /** The whole state for keeping, or null when the newest one kept has it all or one is under way. */
  takeKeyframe(): { number: number; data: Uint8Array } | null {
    if (this.#isBroken || this.#keyframe || this.#bytesSince === 0) return null;
    const data = this.#durable.encode();
    this.#keyframe = { bytesCovered: this.#bytesSince, size: data.byteLength };
    return { number: this.#number, data };
  }

  /** What `takeKeyframe` gave is kept now, or could not be. */
  keyframeDone(isKept: boolean): void {
    const keyframe = this.#keyframe;
    this.#keyframe = null;
    if (!isKept || !keyframe) return;
    this.#bytesSince -= keyframe.bytesCovered;
    this.#keyframeBytes = keyframe.size;
  }

  /** Answers once everything accepted up to now is stored, or lost. */
  whenStored(respond: (isStored: boolean) => void): void {
    if (this.isSettled) respond(true);
    else this.#waiters.push({ position: this.#stagedCount, respond });
  }

  // LogTarget

  committed(count: number, number: number): void {
    if (this.#isBroken) return;
    const stored = this.#staged.splice(0, count);
    this.#committedCount += stored.length;
    const edits: CommittedEdit[] = [];
    for (const { sender, lastSeq, bytes, edit } of stored) {
      this.#authors.stored(sender, lastSeq);
      this.#bytesSince += bytes;
      if (!edit) continue;
      this.#durable.committed(edit.update, edit.clocks);
      edits.push(edit);
    }
    this.#number = Math.max(this.#number, number);
    // Before the acknowledgements: then a client that asks what it lacks right after one is told the truth.
    if (edits.length > 0) this.#ports.committed(edits);
    this.#answerWaiters();
    const dueBytes = Math.max(MIN_KEYFRAME_BYTES, this.#keyframeBytes);
    const isUrgent = this.#bytesSince > PATIENCE_FACTOR * dueBytes;
    if (this.#bytesSince > dueBytes && (this.#durable.isWhole || isUrgent))
      this.#ports.keyframeDue();
  }

  failed(): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    for (const { respond } of this.#waiters.splice(0)) respond(false);
    this.#ports.broken();
  }

  destroy(): void {
    this.#durable.destroy();
  }

  /** Accepts in order until one is refused; what came before that stays accepted. */
  #acceptAll(upload: Upload, sender: SenderState): RefusalCode | null {
    for (const [i, update] of upload.updates.entries()) {
      const seq = upload.firstSeq + i;
      if (seq <= sender.accepted) continue;
      const refusal = this.#accept(upload, seq, update);
      if (refusal) return refusal;
      this.#authors.accepted(upload.sender, sender, seq);
    }
    return null;
  }

  #accept(upload: Upload, seq: number, update: Uint8Array): RefusalCode | null {
    if (!this.#ports.hasRoomFor(update.byteLength)) return "unavailable";
    if (this.#keyframeBytes + this.#bytesSince + update.byteLength > this.#limits.planeBytes)
      return "too-large";
    if (this.#countItems() >= this.#limits.planeItems) return "too-large";
    const verdict = checkUpdate(this.#durable.doc, update, {
      plane: this.plane,
      clientOwner: (clientId) => this.#authors.standingOf(clientId, upload.author),
    });
    if (!verdict.ok) return verdict.code;
    const { clients, surfaces } = verdict.value;
    const adopted = clients.filter(
      (clientId) => this.#authors.standingOf(clientId, upload.author) === "unbound",
    );
    if (adopted.length > 0 && !this.#authors.hasRoomFor(adopted.length, upload.author))
      return "too-many";

    this.#durable.beforeEdit();
    const change = this.#apply(update);
    if (change) this.#durable.staged();
    for (const clientId of adopted) this.#authors.own(clientId, upload.author);
    const { sender, author, connectionId } = upload;
    const data = change
      ? encodeLogItem({
          type: "edit",
          sender,
          firstSeq: seq,
          lastSeq: seq,
          surfaces: surfaceBits(this.plane, surfaces),
          update: change,
        })
      : EMPTY;
    this.#stage(
      {
        author,
        sender,
        firstSeq: seq,
        lastSeq: seq,
        data,
        clients: adopted.map((clientId) => ({ clientId, author })),
      },
      change && { connectionId, sender, update: change, clocks: this.#clocksOf(clients) },
    );
    return null;
  }

  /** @returns what was new in the update; null when nothing was */
  #apply(update: Uint8Array): Uint8Array | null {
    const changes: Uint8Array[] = [];
    const onUpdate = (emitted: Uint8Array): void => {
      changes.push(emitted);
    };
    const { doc } = this.#durable;
    doc.on("update", onUpdate);
    try {
      Y.applyUpdate(doc, update);
    } catch (error) {
      // Half applied and not rolled back: the document is lost, and with it what was built on it.
      this.failed();
      throw error;
    } finally {
      doc.off("update", onUpdate);
    }
    // One edit is one transaction and so one change; were it two, the log must have both.
    return changes.length > 1 ? Y.mergeUpdates(changes) : (changes[0] ?? null);
  }

  /** Of all authors; there are as many arrays as tabs have been open. */
  #countItems(): number {
    let count = 0;
    for (const items of this.#durable.doc.store.clients.values()) count += items.length;
    return count;
  }

  #clocksOf(clients: readonly number[]): Clocks {
    return clients.map((client) => [client, this.#durable.clockOf(client)] as const);
  }

  #stageBySystem(data: Uint8Array, clients: WaitingItem["clients"]): void {
    const seq = ++this.#systemSeq;
    const sender = this.#ports.systemSender;
    const item = { author: SYSTEM_AUTHOR, sender, firstSeq: seq, lastSeq: seq, data, clients };
    this.#stage(item, null);
  }

  #stage(item: WaitingItem, edit: CommittedEdit | null): void {
    const { sender, lastSeq, data } = item;
    this.#stagedCount += 1;
    this.#staged.push({ sender, lastSeq, bytes: data.byteLength, edit });
    this.#ports.append(this, item);
  }

  #answerWaiters(): void {
    while (this.#waiters[0] && this.#waiters[0].position <= this.#committedCount)
      this.#waiters.shift()?.respond(true);
  }
}
