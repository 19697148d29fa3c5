/**
 * One plane of a room, kept equal on both sides of a line that may break at any moment.
 *
 * Every local edit gets the sender's next number and stays in an outbox (here and on this
 * device) until the server says it is committed. Opening the line is always the same: adopt
 * what dead tabs left, fetch what we lack, send what the server lacks. An edit the server will
 * never take is set aside for the person, and the document is fetched anew without it.
 */
import * as Y from "yjs";
import { ClientId, type SenderId } from "@/lib/domain/ids";
import type { RefusalCode } from "@/lib/protocol/refusals";
import { contentHash } from "@/lib/room-document/content-hash";
import { openRoots, type Plane } from "@/lib/room-document/roots";
import type { PlaneLink } from "./answers";
import { newClientId } from "./identities";
import type { LocalCopy } from "./local-copy";
import type { Frame, Outbox } from "./outbox";
import { Outboxes } from "./outboxes";
import { refusedEdits } from "./refused-edits";
import { retryDelayMs } from "./retry";
import type { RefusedEdits } from "./room-state";
import { askToStore } from "./send-frame";

/**
 * Frames under way at once. A few keep a long line busy; while they are, what is typed
 * gathers and goes in fuller frames.
 */
const MAX_FRAMES_IN_FLIGHT = 8;
/** Longer than any commit on a healthy server; people should not see "Not saved" flicker. */
export const STUCK_AFTER_MS = 4_000;
/** A plane that has not changed for this long is compared with the server's. */
export const COMPARE_WHEN_IDLE_MS = 30_000;
/** Before a difference is believed it is looked at again: it may have been a matter of order. */
export const COMPARE_AGAIN_MS = 1_000;

/** Will work later, without a change on our side. */
const PASSING: ReadonlySet<string> = new Set<RefusalCode>([
  "too-many",
  "unavailable",
  "closing",
  "not-joined",
]);

/** Marks changes that are not this tab's own, so that they are not sent back. */
const FROM_SERVER = Symbol("from the server");
const FROM_DEVICE = Symbol("from this device");

interface Line {
  link: PlaneLink;
  /** The clientID the server knows as ours. */
  boundClientId: number;
  isBinding: boolean;
  /** Synchronised; edits may go. */
  isReady: boolean;
  inFlight: number;
  /** How often in a row the content was found to differ. */
  differences: number;
  /** Has been fetched anew for a difference; once has to do. */
  hasBeenRepaired: boolean;
}

export interface PlaneSyncOptions {
  plane: Plane;
  copy: LocalCopy;
  /** Observers never send; what their page changes by mistake is not kept. */
  canWrite: boolean;
  onChange: () => void;
}

export class PlaneSync {
  readonly plane: Plane;
  #copy: LocalCopy;
  #canWrite: boolean;
  #onChange: () => void;

  #doc: Y.Doc;
  #outboxes: Outboxes;
  #refused: RefusedEdits[] = [];
  #generation = 0;
  #isSynced = false;
  #isStuck = false;

  #line: Line | null = null;
  /** Raised when what is under way no longer counts: it is sent again from the first waiting edit. */
  #epoch = 0;
  /** Raised with each synchronisation; an older one that still waits for an answer gives up. */
  #round = 0;
  #attempt = 0;
  #gaps = 0;
  #hasPumpQueued = false;
  #refusal: { code: RefusalCode; outbox: Outbox; acceptedThrough: number } | null = null;
  #mustSendWhole = false;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #stuckTimer: ReturnType<typeof setTimeout> | undefined;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor({ plane, copy, canWrite, onChange }: PlaneSyncOptions) {
    this.plane = plane;
    this.#copy = copy;
    this.#canWrite = canWrite;
    this.#onChange = onChange;
    this.#outboxes = new Outboxes(copy);
    this.#doc = this.#newDocument();
    this.#doc.on("update", this.#changed);
    copy.onKept(onChange);
  }

  get doc(): Y.Doc {
    return this.#doc;
  }
  get sender(): SenderId {
    return this.#outboxes.own.sender;
  }
  get clientId(): ClientId {
    return ClientId.parse(this.#doc.clientID);
  }
  /** The server's state has been in `doc` at least once. */
  get isSynced(): boolean {
    return this.#isSynced;
  }
  /** Raised with every new `doc`. */
  get generation(): number {
    return this.#generation;
  }
  get refused(): readonly RefusedEdits[] {
    return this.#refused;
  }
  /** Edits that are not acknowledged, those of dead tabs included. */
  get waiting(): number {
    return this.#outboxes.waiting;
  }
  get isStuck(): boolean {
    return this.#isStuck;
  }
  get isKept(): boolean {
    return this.#copy.isKept;
  }

  /** Reads this device's copy. To be awaited before the first `open`. */
  async load(): Promise<void> {
    const { updates, refused } = await this.#copy.load();
    applyQuietly(this.#doc, updates, FROM_DEVICE);
    this.#refused = refused;
    this.#onChange();
  }

  /**
   * The line is open, and joined with what `sender` and `clientId` were.
   *
   * @param joined.watermark how far the server has stored this sender's edits
   */
  open(link: PlaneLink, joined: { clientId: ClientId; watermark: number }): void {
    const line: Line = {
      link,
      boundClientId: joined.clientId,
      isBinding: false,
      isReady: false,
      inFlight: 0,
      differences: 0,
      hasBeenRepaired: false,
    };
    this.#line = line;
    this.#attempt = 0;
    this.#gaps = 0;
    this.#acknowledge(this.#outboxes.own, joined.watermark);
    this.#watchProgress();
    this.#synchronise(line, { isAdopting: this.#canWrite });
  }

  /** The line is gone; edits gather until it is opened again. */
  close(): void {
    this.#line = null;
    this.#round += 1;
    this.#epoch += 1;
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#idleTimer);
    this.#watchProgress();
    this.#onChange();
  }

  /** Resolves when nothing of this plane runs any more and its outbox may be adopted. */
  async destroy(): Promise<void> {
    this.close();
    this.#doc.off("update", this.#changed);
    await this.#copy.close();
  }

  /** Committed edits of others. */
  receive(updates: readonly Uint8Array[]): void {
    applyQuietly(this.#doc, updates, FROM_SERVER);
    // Edits that build on what we never got: the answer to a synchronisation has it.
    if (this.#line?.isReady && this.#doc.store.pendingStructs) this.#synchronise(this.#line);
  }

  /** The server rebuilt its side after a fault. */
  reset(): void {
    if (this.#line) this.#synchronise(this.#line);
  }

  dismissRefused(): void {
    this.#refused = [];
    this.#copy.dropRefused();
    this.#onChange();
  }

  /** Somebody else has this clientID, by a coincidence of one in four thousand millions. */
  renewClientId(): void {
    this.#doc.clientID = newClientId();
    this.#onChange();
  }

  /** Resolves when this device has stored, or given up storing, all that was written so far. */
  settled(): Promise<void> {
    return this.#copy.settled();
  }

  // Sending

  #changed = (update: Uint8Array, origin: unknown): void => {
    if (origin === FROM_DEVICE) return;
    if (origin === FROM_SERVER) {
      this.#copy.addConfirmed(update);
      this.#compareWhenIdle();
      return;
    }
    if (!this.#canWrite) return;
    this.#outboxes.add(update);
    if (this.waiting === 1) this.#watchProgress();
    this.#queuePump();
    this.#onChange();
  };

  /** Several edits of one turn, as a paste makes them, go in one frame. */
  #queuePump(): void {
    if (this.#hasPumpQueued) return;
    this.#hasPumpQueued = true;
    queueMicrotask(() => {
      this.#hasPumpQueued = false;
      if (this.#line) this.#pump(this.#line);
    });
  }

  #pump(line: Line): void {
    const isUnbound = this.#doc.clientID !== line.boundClientId;
    if (line.isReady && isUnbound) void this.#bind(line);
    while (line.isReady && line.inFlight < MAX_FRAMES_IN_FLIGHT) {
      const next = this.#outboxes.nextFrame(isUnbound);
      if (!next) return;
      const { outbox, frame } = next;
      if (frame.kind === "too-large") this.#refuse(line, "too-large", outbox, frame.lastSeq - 1);
      else void this.#send(line, outbox, frame);
    }
  }

  async #send(line: Line, outbox: Outbox, frame: Exclude<Frame, { kind: "too-large" }>) {
    const epoch = this.#epoch;
    line.inFlight += 1;
    const answer = await askToStore(line.link, outbox.sender, frame);
    line.inFlight -= 1;
    if (this.#line !== line) return;
    if (answer.ok) {
      this.#attempt = 0;
      this.#gaps = 0;
      this.#acknowledge(outbox, answer.value.lastSeq);
      this.#pump(line);
    } else if (answer.code !== "disconnected" && this.#epoch === epoch) {
      this.#sendingRefused(line, outbox, answer.code, answer.lastSeq);
    }
  }

  #acknowledge(outbox: Outbox, throughSeq: number): void {
    if (!this.#outboxes.acknowledge(outbox, throughSeq)) return;
    this.#watchProgress();
    this.#compareWhenIdle();
    this.#onChange();
  }

  #sendingRefused(line: Line, outbox: Outbox, code: RefusalCode, lastSeq: number | undefined) {
    this.#rewind();
    if (PASSING.has(code)) {
      line.isReady = false;
      this.#later(line, () => {
        line.isReady = true;
        this.#pump(line);
      });
    } else if (code === "reset") {
      this.#synchronise(line);
    } else if (code === "gap" && this.#gaps < 2) {
      this.#gaps += 1;
      // Sending again from the first waiting edit closes every gap but one: the server has lost
      // what it once acknowledged. Then it gets all it lacks as one edit of a new sender.
      this.#mustSendWhole = this.#gaps === 2;
      this.#synchronise(line);
    } else {
      this.#refuse(line, code, outbox, lastSeq ?? outbox.acknowledgedThrough);
    }
  }

  /** A document that was fetched anew has a new clientID. */
  async #bind(line: Line): Promise<void> {
    if (line.isBinding) return;
    line.isBinding = true;
    const { clientId } = this;
    const answer = await line.link.ask("doc:bind", { clientId });
    line.isBinding = false;
    if (this.#line !== line) return;
    if (!answer.ok && answer.code === "disconnected") return;
    if (!answer.ok && PASSING.has(answer.code)) {
      this.#later(line, () => this.#pump(line));
      return;
    }
    if (!answer.ok && answer.code === "foreign-client") this.renewClientId();
    // Any other refusal is the role's: nobody sees us here, and edits are refused on their own.
    else line.boundClientId = clientId;
    this.#pump(line);
    this.#onChange();
  }

  /** These edits will never be accepted: the document is to be fetched anew without them. */
  #refuse(line: Line, code: RefusalCode, outbox: Outbox, acceptedThrough: number): void {
    this.#refusal = { code, outbox, acceptedThrough };
    line.isReady = false;
    // A page that makes the same mistake again and again must not do so without a pause.
    if (this.#attempt > 0) {
      this.#later(line, () => this.#synchronise(line));
    } else {
      this.#attempt += 1;
      this.#synchronise(line);
    }
  }

  // Synchronising

  #synchronise(line: Line, { isAdopting } = { isAdopting: false }): void {
    this.#round += 1;
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#idleTimer);
    line.isReady = false;
    void this.#exchange(line, this.#round, isAdopting);
  }

  async #exchange(line: Line, round: number, isAdopting: boolean): Promise<void> {
    const isCurrent = () => this.#line === line && this.#round === round;
    if (isAdopting && !(await this.#adopt(line, isCurrent))) return;

    const mustRepair = line.differences > 1 && this.waiting === 0;
    const fresh = this.#refusal || mustRepair ? this.#newDocument() : null;
    const target = fresh ?? this.#doc;
    const answer = await line.link.ask("doc:sync", { stateVector: Y.encodeStateVector(target) });
    if (!isCurrent()) return;
    if (!answer.ok) {
      if (answer.code === "disconnected") return;
      return this.#later(line, () => this.#synchronise(line, { isAdopting }));
    }
    const { update, encoding, stateVector, contentHash: serverHash } = answer.value;
    applyQuietly(target, [update], FROM_SERVER, encoding);
    if (fresh) this.#replaceDocument(fresh);
    if (this.#mustSendWhole) this.#sendWhole(stateVector);
    const differs = this.waiting === 0 && contentHash(this.#doc) !== serverHash;
    this.#isSynced = true;
    line.isReady = true;
    this.#rewind();
    this.#pump(line);
    this.#settleDifference(line, differs, mustRepair);
    this.#onChange();
  }

  /** @returns whether the synchronisation may go on */
  async #adopt(line: Line, isCurrent: () => boolean): Promise<boolean> {
    const found = await this.#outboxes.adopt();
    applyQuietly(this.#doc, found, FROM_DEVICE);
    this.#watchProgress();
    this.#onChange();
    if (!isCurrent()) return false;
    for (const outbox of [...this.#outboxes.adopted]) {
      const answer = await line.link.ask("doc:watermark", { sender: outbox.sender });
      if (!isCurrent()) return false;
      if (answer.ok) {
        this.#acknowledge(outbox, answer.value.lastSeq);
      } else if (answer.code === "disconnected" || PASSING.has(answer.code)) {
        this.#later(line, () => this.#synchronise(line, { isAdopting: true }));
        return false;
      } else {
        this.#refusal = { code: answer.code, outbox, acceptedThrough: 0 };
        return true;
      }
    }
    return true;
  }

  /** @param fresh holds what the server has, and nothing else */
  #replaceDocument(fresh: Y.Doc): void {
    this.#copy.replaceConfirmed(Y.encodeStateAsUpdate(fresh));
    if (this.#refusal) {
      const { code, outbox, acceptedThrough } = this.#refusal;
      const count = this.#outboxes.giveUp(outbox, acceptedThrough);
      const edits = refusedEdits(this.#doc, this.plane, code, count);
      this.#refused = [...this.#refused, edits];
      this.#copy.keepRefused(edits);
      this.#refusal = null;
    }
    applyQuietly(fresh, [...this.#outboxes.updates()], FROM_DEVICE);
    this.#doc.off("update", this.#changed);
    fresh.on("update", this.#changed);
    this.#doc = fresh;
    this.#generation += 1;
    this.#watchProgress();
  }

  #sendWhole(serverVector: Uint8Array): void {
    this.#mustSendWhole = false;
    this.#outboxes.replaceBy(Y.encodeStateAsUpdate(this.#doc, serverVector));
  }

  /** A first difference is looked at again, a second one is believed and repaired, once a line. */
  #settleDifference(line: Line, differs: boolean, isRepaired: boolean): void {
    line.hasBeenRepaired ||= isRepaired;
    line.differences = differs && !line.hasBeenRepaired ? line.differences + 1 : 0;
    if (line.differences === 0) return;
    clearTimeout(this.#idleTimer);
    const delayMs = line.differences === 1 ? COMPARE_AGAIN_MS : 0;
    this.#idleTimer = setTimeout(() => this.#synchronise(line), delayMs);
  }

  #compareWhenIdle(): void {
    clearTimeout(this.#idleTimer);
    const line = this.#line;
    if (!line?.isReady) return;
    this.#idleTimer = setTimeout(() => {
      if (this.waiting === 0) this.#synchronise(line);
    }, COMPARE_WHEN_IDLE_MS);
  }

  // Small parts

  #rewind(): void {
    this.#epoch += 1;
    this.#outboxes.rewind();
  }

  /** Tries again on the same line, if it is still there. */
  #later(line: Line, action: () => void): void {
    clearTimeout(this.#retryTimer);
    const delayMs = retryDelayMs(this.#attempt, Math.random());
    this.#attempt += 1;
    this.#retryTimer = setTimeout(() => {
      if (this.#line === line) action();
    }, delayMs);
  }

  /** Called at each acknowledgement and whenever something begins to wait. */
  #watchProgress(): void {
    clearTimeout(this.#stuckTimer);
    this.#isStuck = false;
    if (!this.#line || this.waiting === 0) return;
    this.#stuckTimer = setTimeout(() => {
      this.#isStuck = true;
      this.#onChange();
    }, STUCK_AFTER_MS);
  }

  #newDocument(): Y.Doc {
    const doc = new Y.Doc();
    doc.clientID = newClientId();
    openRoots(doc, this.plane);
    return doc;
  }
}

/**
 * As if it were local, as the server does: of remote updates Yjs tidies text formats up with
 * edits of its own, and somebody who only reads must not write.
 */
function applyQuietly(
  doc: Y.Doc,
  updates: readonly Uint8Array[],
  origin: symbol,
  encoding: 1 | 2 = 1,
): void {
  if (updates.length === 0) return;
  const apply = encoding === 2 ? Y.applyUpdateV2 : Y.applyUpdate;
  doc.transact(() => {
    for (const update of updates) apply(doc, update, origin);
  }, origin);
}
