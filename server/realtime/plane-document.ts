/**
 * One plane's Yjs document in a live room, twice: staging holds everything accepted,
 * the durable copy only what is committed. Others are served from the durable one, so
 * nobody ever sees what a crash could take back.
 *
 * Also whose each sender and each clientID is, and how far each sender's edits go.
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
import { contentHash } from "@/lib/room-document/content-hash";
import { openRoots, type Plane, type Surface } from "@/lib/room-document/roots";
import { MIN_KEYFRAME_BYTES } from "./keyframes";
import type { Limits } from "./limits";
import type { LogTarget, WaitingItem } from "./log-writer";
import { checkUpdate } from "./update-gate";

/** A plane as the database has it. */
export interface StoredPlane {
  log: number;
  /** Everything committed up to `number`. */
  doc: Y.Doc;
  number: number;
  senders: readonly { sender: number; author: number; lastSeq: number }[];
  clients: readonly { clientId: number; author: number }[];
  keyframeBytes: number;
  bytesSince: number;
}

export interface CommittedEdit {
  /** The tab that sent it, which has it already. */
  connectionId: string;
  sender: number;
  update: Uint8Array;
}

export interface PlaneDocumentPorts {
  append(target: LogTarget, item: WaitingItem): void;
  /** Whether the writer can take this much more. */
  hasRoomFor(bytes: number): boolean;
  /** Stored, and in the durable copy. */
  committed(edits: readonly CommittedEdit[], number: number): void;
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

export type UploadReply = Reply<{ lastSeq: number; number: number }>;

interface SenderState {
  author: number;
  /** In staging. */
  accepted: number;
  /** Committed. */
  stored: number;
}

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

function copyOf(doc: Y.Doc, plane: Plane): Y.Doc {
  const copy = new Y.Doc();
  openRoots(copy, plane);
  copy.transact(() => Y.applyUpdateV2(copy, Y.encodeStateAsUpdateV2(doc)));
  return copy;
}

export class PlaneDocument implements LogTarget {
  readonly log: number;
  readonly plane: Plane;
  readonly #ports: PlaneDocumentPorts;
  readonly #limits: Limits;
  readonly #staging: Y.Doc;
  readonly #durable: Y.Doc;
  readonly #senders = new Map<number, SenderState>();
  readonly #owners = new Map<number, number>();
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
  #hash: { number: number; value: string } | null = null;

  constructor(plane: Plane, stored: StoredPlane, limits: Limits, ports: PlaneDocumentPorts) {
    this.plane = plane;
    this.log = stored.log;
    this.#ports = ports;
    this.#limits = limits;
    this.#durable = stored.doc;
    openRoots(this.#durable, plane);
    this.#staging = copyOf(stored.doc, plane);
    this.#number = stored.number;
    this.#keyframeBytes = stored.keyframeBytes;
    this.#bytesSince = stored.bytesSince;
    for (const { sender, author, lastSeq } of stored.senders)
      this.#senders.set(sender, { author, accepted: lastSeq, stored: lastSeq });
    for (const { clientId, author } of stored.clients) this.#owners.set(clientId, author);
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
    const sender = this.#isBroken ? "reset" : this.#senderOf(upload.sender, upload.author);
    if (typeof sender === "string") {
      respond({ ok: false, code: sender });
      return;
    }
    const refusal = upload.firstSeq > sender.accepted + 1 ? "gap" : this.#acceptAll(upload, sender);
    const lastSeq = sender.accepted;
    this.#whenStored((isStored) => {
      if (!isStored) respond({ ok: false, code: "reset" });
      else if (refusal) respond({ ok: false, code: refusal, lastSeq });
      else respond({ ok: true, value: { lastSeq, number: this.#number } });
    });
  }

  /** How far a sender's updates are stored. */
  watermark(senderId: number, author: number): Reply<{ lastSeq: number }> {
    if (this.#isBroken) return { ok: false, code: "reset" };
    const sender = this.#senders.get(senderId);
    if (sender && sender.author !== author) return { ok: false, code: "foreign-sender" };
    return { ok: true, value: { lastSeq: sender?.stored ?? 0 } };
  }

  /** Makes a clientID the author's, unless it is somebody else's or has been written under. */
  bind(clientId: number, author: number): RefusalCode | null {
    if (this.#isBroken) return "reset";
    const owner = this.#owners.get(clientId);
    if (owner === author) return null;
    if (owner !== undefined || Y.getState(this.#staging.store, clientId) > 0)
      return "foreign-client";
    if (this.#countOwned(author) >= this.#limits.clientIdsPerAuthor) return "too-many";
    this.#owners.set(clientId, author);
    // Stored at once: others learn the id from the roster and could claim it after a restart.
    this.#stageBySystem(EMPTY, [{ clientId, author }]);
    return null;
  }

  /** What a client lacks, from the durable copy; null when its state vector is not one. */
  sync(stateVector: Uint8Array) {
    let known: number;
    try {
      known = Y.decodeStateVector(stateVector).size;
    } catch {
      // Not a state vector: the caller's answer to the sender says so.
      return null;
    }
    // V2 is smaller for a whole document; for a few edits V1 is.
    const encoding = known === 0 ? (2 as const) : (1 as const);
    const encode = encoding === 2 ? Y.encodeStateAsUpdateV2 : Y.encodeStateAsUpdate;
    return {
      update: encode(this.#durable, stateVector),
      encoding,
      stateVector: Y.encodeStateVector(this.#durable),
      number: this.#number,
      contentHash: this.contentHash(),
    };
  }

  contentHash(): string {
    if (this.#hash?.number !== this.#number)
      this.#hash = { number: this.#number, value: contentHash(this.#durable) };
    return this.#hash.value;
  }

  /** Writes an event of the room into the log. */
  record(event: LogEvent): void {
    if (!this.#isBroken) this.#stageBySystem(encodeLogItem(event), []);
  }

  /** The whole state for keeping, or null when the newest one kept has it all or one is under way. */
  takeKeyframe(): { number: number; data: Uint8Array } | null {
    if (this.#isBroken || this.#keyframe || this.#bytesSince === 0) return null;
    const data = Y.encodeStateAsUpdateV2(this.#durable);
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

  // LogTarget

  committed(count: number, number: number): void {
    if (this.#isBroken) return;
    const stored = this.#staged.splice(0, count);
    this.#committedCount += stored.length;
    const edits: CommittedEdit[] = [];
    for (const { sender, lastSeq, bytes, edit } of stored) {
      const state = this.#senders.get(sender);
      if (state) state.stored = lastSeq;
      this.#bytesSince += bytes;
      if (!edit) continue;
      Y.applyUpdate(this.#durable, edit.update);
      edits.push(edit);
    }
    this.#number = Math.max(this.#number, number);
    // Before the acknowledgements: then a client that asks what it lacks right after one is told the truth.
    if (edits.length > 0) this.#ports.committed(edits, this.#number);
    this.#answerWaiters();
    if (this.#bytesSince > Math.max(MIN_KEYFRAME_BYTES, this.#keyframeBytes))
      this.#ports.keyframeDue();
  }

  failed(): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    for (const { respond } of this.#waiters.splice(0)) respond(false);
    this.#ports.broken();
  }

  destroy(): void {
    this.#staging.destroy();
    this.#durable.destroy();
  }

  #senderOf(senderId: number, author: number): SenderState | "foreign-sender" | "too-many" {
    const known = this.#senders.get(senderId);
    if (known) return known.author === author ? known : "foreign-sender";
    let count = 0;
    for (const sender of this.#senders.values()) if (sender.author === author) count++;
    if (count >= this.#limits.sendersPerAuthor) return "too-many";
    // Kept only once something of it is accepted.
    return { author, accepted: 0, stored: 0 };
  }

  /** Accepts in order until one is refused; what came before that stays accepted. */
  #acceptAll(upload: Upload, sender: SenderState): RefusalCode | null {
    for (const [i, update] of upload.updates.entries()) {
      const seq = upload.firstSeq + i;
      if (seq <= sender.accepted) continue;
      const refusal = this.#accept(upload, seq, update);
      if (refusal) return refusal;
      sender.accepted = seq;
      this.#senders.set(upload.sender, sender);
    }
    return null;
  }

  #accept(upload: Upload, seq: number, update: Uint8Array): RefusalCode | null {
    if (!this.#ports.hasRoomFor(update.byteLength)) return "unavailable";
    if (this.#keyframeBytes + this.#bytesSince + update.byteLength > this.#limits.planeBytes)
      return "too-large";
    if (this.#countItems() >= this.#limits.planeItems) return "too-large";
    const verdict = checkUpdate(this.#staging, update, {
      plane: this.plane,
      clientOwner: (clientId) => this.#standingOf(clientId, upload.author),
    });
    if (!verdict.ok) return verdict.code;
    const { clients, surfaces } = verdict.value;
    const adopted = clients.filter((clientId) => !this.#owners.has(clientId));
    if (adopted.length > 0) {
      const owned = this.#countOwned(upload.author) + adopted.length;
      if (owned > this.#limits.clientIdsPerAuthor) return "too-many";
    }

    const change = this.#applyToStaging(update);
    for (const clientId of adopted) this.#owners.set(clientId, upload.author);
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
      change && { connectionId, sender, update: change },
    );
    return null;
  }

  /** @returns what was new in the update; null when nothing was */
  #applyToStaging(update: Uint8Array): Uint8Array | null {
    const changes: Uint8Array[] = [];
    const onUpdate = (emitted: Uint8Array): void => {
      changes.push(emitted);
    };
    this.#staging.on("update", onUpdate);
    try {
      Y.applyUpdate(this.#staging, update);
    } catch (error) {
      // Half applied and not rolled back: staging is lost, and with it what was built on it.
      this.failed();
      throw error;
    } finally {
      this.#staging.off("update", onUpdate);
    }
    // One edit is one transaction and so one change; were it two, the log must have both.
    return changes.length > 1 ? Y.mergeUpdates(changes) : (changes[0] ?? null);
  }

  /** Of all authors; there are as many arrays as tabs have been open. */
  #countItems(): number {
    let count = 0;
    for (const items of this.#staging.store.clients.values()) count += items.length;
    return count;
  }

  #standingOf(clientId: number, author: number): "self" | "other" | "unbound" {
    const owner = this.#owners.get(clientId);
    if (owner === undefined) return "unbound";
    return owner === author ? "self" : "other";
  }

  #countOwned(author: number): number {
    let count = 0;
    for (const owner of this.#owners.values()) if (owner === author) count++;
    return count;
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

  #whenStored(respond: (isStored: boolean) => void): void {
    if (this.isSettled) respond(true);
    else this.#waiters.push({ position: this.#stagedCount, respond });
  }

  #answerWaiters(): void {
    while (this.#waiters[0] && this.#waiters[0].position <= this.#committedCount)
      this.#waiters.shift()?.respond(true);
  }
}
