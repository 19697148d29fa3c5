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
import type { Plane } from "@/lib/room-document/roots";
import type { PlaneLink } from "./answers";
import { Backoff } from "./backoff";
import { Comparison } from "./comparison";
import { EditSender, isPassing, type Refusal } from "./edit-sender";
import { newClientId } from "./identities";
import type { LocalCopy } from "./local-copy";
import { Outboxes } from "./outboxes";
import { applyConfirmed, applyTogether, newPlaneDocument } from "./plane-document";
import { ProgressWatch } from "./progress-watch";
import { refusedEdits } from "./refused-edits";
import type { RefusedEdits } from "./room-state";

/** Marks changes that are not this tab's own, so that they are not sent back. */
const FROM_SERVER = Symbol("from the server");
const FROM_DEVICE = Symbol("from this device");

/** Says nothing about the edits: the server cannot answer now, or is loading its side anew. */
function willPass(code: RefusalCode): boolean {
  return isPassing(code) || code === "reset";
}

interface Line {
  link: PlaneLink;
  /** The clientID the server knows as ours. */
  boundClientId: number;
  isBinding: boolean;
  /** Both sides have told each other what they hold. */
  isInStep: boolean;
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
  /** Hears what became of edits that were sent. */
  readonly edits: EditSender;
  #backoff = new Backoff();
  #progress = new ProgressWatch(() => this.#onChange());
  #refused: RefusedEdits[] = [];
  #generation = 0;
  #isSynced = false;

  #line: Line | null = null;
  /** Raised with each exchange; an older one that still waits for an answer gives up. */
  #round = 0;
  /** What the next exchange has to leave out. */
  #refusal: Refusal | null = null;
  #mustSendWhole = false;
  #comparison = new Comparison(() => {
    if (this.waiting === 0) this.#exchange();
  });

  constructor({ plane, copy, canWrite, onChange }: PlaneSyncOptions) {
    this.plane = plane;
    this.#copy = copy;
    this.#canWrite = canWrite;
    this.#onChange = onChange;
    this.#outboxes = new Outboxes(copy);
    this.edits = new EditSender({
      outboxes: this.#outboxes,
      backoff: this.#backoff,
      isOwnHeld: () => this.#doc.clientID !== this.#line?.boundClientId,
      onAcknowledged: () => this.#acknowledged(),
      isIncomplete: () => this.#doc.store.pendingStructs !== null,
      onOutOfStep: (isAgain) => {
        if (isAgain && this.#doc.store.pendingStructs) {
          // A dead tab's edits can build on another's that a third tab has adopted: its turn first.
          this.#backoff.again(() => this.#exchange({ isAdopting: this.#canWrite }));
          return;
        }
        // Sending again closes every gap but one: the server has lost what it once acknowledged.
        this.#mustSendWhole = isAgain;
        this.#exchange();
      },
      onRefused: (refusal) => this.#setAside(refusal),
    });
    this.#doc = newPlaneDocument(plane);
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
  /** Something waits and nothing has been acknowledged for a while. */
  get isStuck(): boolean {
    return this.#progress.isStuck;
  }
  get isKept(): boolean {
    return this.#copy.isKept;
  }

  /** Reads this device's copy. To be awaited before the first `open`. */
  async load(): Promise<void> {
    const { updates, refused } = await this.#copy.load();
    applyTogether(this.#doc, updates, FROM_DEVICE);
    this.#refused = refused;
    this.#onChange();
  }

  /**
   * The line is open, and joined with what `sender` and `clientId` were.
   *
   * @param joined.watermark how far the server has stored this sender's edits
   */
  open(link: PlaneLink, joined: { clientId: ClientId; watermark: number }): void {
    this.#line = {
      link,
      boundClientId: joined.clientId,
      isBinding: false,
      isInStep: false,
    };
    this.#comparison.begin();
    this.#backoff.reset();
    this.edits.open(link);
    this.#outboxes.acknowledge(this.#outboxes.own, joined.watermark);
    this.#progress.moved(this.waiting > 0);
    this.#exchange({ isAdopting: this.#canWrite });
    this.#onChange();
  }

  /** The line is gone; edits gather until it is opened again. */
  close(): void {
    this.#line = null;
    this.#round += 1;
    this.edits.close();
    this.#backoff.cancel();
    this.#comparison.cancel();
    this.#progress.moved(false);
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
    this.#take(updates);
    // Edits that build on what we never got: an exchange brings it.
    if (this.#line?.isInStep && this.#doc.store.pendingStructs) this.#exchange();
  }

  /** The server rebuilt its side after a fault. */
  reset(): void {
    this.#exchange();
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

  // Edits

  #changed = (update: Uint8Array, origin: unknown): void => {
    if (origin === FROM_SERVER) this.#compareWhenIdle();
    if (origin === FROM_SERVER || origin === FROM_DEVICE || !this.#canWrite) return;
    this.#outboxes.add(update);
    if (this.waiting === 1) this.#progress.moved(this.#line !== null);
    this.edits.queue();
    this.#onChange();
  };

  #acknowledged(): void {
    this.#progress.moved(this.waiting > 0);
    this.#compareWhenIdle();
    this.#onChange();
  }

  #setAside(refusal: Refusal): void {
    this.#refusal = refusal;
    this.edits.hold();
    // A page that makes the same mistake again and again must not do so without a pause.
    if (this.#backoff.isWorn) {
      this.#backoff.again(() => this.#exchange());
    } else {
      this.#backoff.wear();
      this.#exchange();
    }
  }

  // Exchanging states

  #take(updates: readonly Uint8Array[], encoding: 1 | 2 = 1): void {
    const hasUnconfirmed = this.waiting > 0;
    for (const update of applyConfirmed(this.#doc, updates, FROM_SERVER, encoding, hasUnconfirmed))
      this.#copy.addConfirmed(update);
  }

  #exchange({ isAdopting } = { isAdopting: false }): void {
    const line = this.#line;
    if (!line) return;
    this.#round += 1;
    this.#backoff.cancel();
    this.#comparison.cancel();
    line.isInStep = false;
    this.edits.hold();
    void this.#exchangeStates(line, this.#round, isAdopting);
  }

  async #exchangeStates(line: Line, round: number, isAdopting: boolean): Promise<void> {
    const isCurrent = () => this.#line === line && this.#round === round;
    if (isAdopting) {
      await this.#adopt();
      if (!isCurrent()) return;
    }
    if ((isAdopting || this.#refusal) && !(await this.#hearWhatIsStored(line, isCurrent))) {
      if (isCurrent()) this.#backoff.again(() => this.#exchange({ isAdopting }));
      return;
    }

    const mustRepair = this.#comparison.isDifferent && this.waiting === 0;
    const fresh = this.#refusal || mustRepair ? newPlaneDocument(this.plane) : null;
    const held = fresh ?? this.#doc;
    const stateVector = Y.encodeStateVector(held);
    const compares = held.store.clients.size > 0;
    const answer = await line.link.ask("doc:sync", { stateVector, compares });
    if (!isCurrent()) return;
    if (!answer.ok) {
      if (answer.code !== "disconnected") this.#backoff.again(() => this.#exchange({ isAdopting }));
      return;
    }
    const { update, encoding, since, contentHash: serverHash } = answer.value;
    if (fresh) {
      applyTogether(fresh, [update], FROM_SERVER, encoding);
      applyTogether(fresh, since, FROM_SERVER);
      this.#replaceDocument(fresh);
    } else {
      this.#take([update], encoding);
      this.#take(since);
    }
    if (this.#mustSendWhole) this.#sendWhole(answer.value.stateVector);
    const canCompare = this.waiting === 0 && serverHash !== null;
    const differs = canCompare && contentHash(this.#doc) !== serverHash;
    this.#isSynced = true;
    line.isInStep = true;
    this.edits.resume();
    void this.#bind(line);
    this.#comparison.settle(differs, mustRepair);
    this.#onChange();
  }

  /** Takes over what dead tabs left. */
  async #adopt(): Promise<void> {
    applyTogether(this.#doc, await this.#outboxes.adopt(), FROM_DEVICE);
    this.#onChange();
  }

  /**
   * Asks how far the outboxes are stored. Before edits are given up the server waits with its answer for
   * what it has accepted: the answers to earlier frames may be lost or still to come, and an edit that is
   * stored is not given up.
   *
   * @returns whether the exchange may go on
   */
  async #hearWhatIsStored(line: Line, isCurrent: () => boolean): Promise<boolean> {
    for (const outbox of this.#outboxes.all) {
      const waits = this.#refusal !== null;
      // Of its own the tab has heard when it joined.
      if (outbox === this.#outboxes.own && !waits) continue;
      const answer = await line.link.ask("doc:watermark", { sender: outbox.sender, waits });
      if (!isCurrent()) return false;
      if (answer.ok) this.#outboxes.acknowledge(outbox, answer.value.lastSeq);
      else if (answer.code === "disconnected" || willPass(answer.code)) return false;
      else {
        const { acknowledgedThrough: acceptedThrough } = outbox;
        this.#refusal ??= { code: answer.code, outbox, acceptedThrough };
      }
    }
    // More is stored than the refusal knew of. What of the rest is refused, sending it tells.
    const refusal = this.#refusal;
    if (refusal && refusal.outbox.acknowledgedThrough > refusal.acceptedThrough)
      this.#refusal = null;
    this.#progress.moved(this.waiting > 0);
    this.#onChange();
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
    applyTogether(fresh, [...this.#outboxes.updates()], FROM_DEVICE);
    this.#doc.off("update", this.#changed);
    fresh.on("update", this.#changed);
    this.#doc = fresh;
    this.#generation += 1;
    this.#progress.moved(this.waiting > 0);
  }

  #sendWhole(serverVector: Uint8Array): void {
    this.#mustSendWhole = false;
    this.#outboxes.replaceBy(Y.encodeStateAsUpdate(this.#doc, serverVector));
  }

  /** Tells the server the clientID of a document that was fetched anew. */
  async #bind(line: Line): Promise<void> {
    const { clientId } = this;
    if (line.isBinding || clientId === line.boundClientId) return;
    line.isBinding = true;
    const answer = await line.link.ask("doc:bind", { clientId });
    line.isBinding = false;
    if (this.#line !== line || (!answer.ok && answer.code === "disconnected")) return;
    if (!answer.ok && willPass(answer.code)) {
      this.#backoff.again(() => this.#exchange());
      return;
    }
    if (!answer.ok && answer.code === "foreign-client") this.renewClientId();
    // Any other refusal is the role's: nobody sees us here, and edits are refused on their own.
    else line.boundClientId = clientId;
    this.edits.pump();
    this.#onChange();
    void this.#bind(line);
  }

  #compareWhenIdle(): void {
    if (this.#line?.isInStep) this.#comparison.whenIdle();
  }
}
