/**
 * This tab's outbox and those it adopted from dead tabs, kept equal to what the device stores.
 *
 * They are sent oldest first: what was made later may build on what was made before.
 */
import type { SenderId } from "@/lib/domain/ids";
import { newSender } from "./identities";
import type { LocalCopy } from "./local-copy";
import { type Frame, Outbox } from "./outbox";

export class Outboxes {
  #copy: LocalCopy;
  #adopted: Outbox[] = [];
  #own: Outbox;

  constructor(copy: LocalCopy) {
    this.#copy = copy;
    this.#own = this.#newOutbox();
  }

  get own(): Outbox {
    return this.#own;
  }

  get waiting(): number {
    return this.#adopted.reduce((sum, outbox) => sum + outbox.waiting, this.#own.waiting);
  }

  /** In the order they are sent. */
  get all(): readonly Outbox[] {
    return [...this.#adopted, this.#own];
  }

  /** Everything that waits, in the order it is sent. */
  *updates(): Iterable<Uint8Array> {
    for (const outbox of this.all) for (const { update } of outbox.entries) yield update;
  }

  add(update: Uint8Array): void {
    this.#copy.keepEdit(this.#own.sender, this.#own.add(update));
  }

  /** @returns the edits of tabs that are gone, to be shown again */
  async adopt(): Promise<Uint8Array[]> {
    const updates: Uint8Array[] = [];
    const known = new Set<SenderId>(this.all.map((outbox) => outbox.sender));
    for (const { sender, entries } of await this.#copy.adopt()) {
      if (known.has(sender)) continue;
      this.#adopted.push(new Outbox(sender, entries));
      updates.push(...entries.map((entry) => entry.update));
    }
    return updates;
  }

  /** @returns whether anything was waiting for this */
  acknowledge(outbox: Outbox, throughSeq: number): boolean {
    if (!outbox.acknowledge(throughSeq)) return false;
    this.#copy.confirm(outbox.sender, outbox.acknowledgedThrough);
    this.#adopted = this.#adopted.filter((other) => other.waiting > 0);
    return true;
  }

  rewind(): void {
    for (const outbox of this.all) outbox.rewind();
  }

  /** @param isOwnHeld leave this tab's own edits where they are */
  nextFrame(isOwnHeld: boolean): { outbox: Outbox; frame: Frame } | null {
    for (const outbox of isOwnHeld ? this.#adopted : this.all) {
      const frame = outbox.nextFrame();
      if (frame) return { outbox, frame };
    }
    return null;
  }

  /**
   * Gives up the edits of an outbox after `throughSeq`, and all that were to follow and are not
   * acknowledged: they may build on the first in ways that only show later. A new sender begins,
   * since the server may already have seen the numbers given up.
   *
   * @returns how many edits were given up
   */
  giveUp(refused: Outbox, throughSeq: number): number {
    const all = this.all;
    const from = all.indexOf(refused);
    let count = 0;
    for (const [i, outbox] of all.entries()) {
      if (i < from) continue;
      const through = i === from ? throughSeq : outbox.acknowledgedThrough;
      count += outbox.cutAfter(through).length;
      this.#copy.dropEdits(outbox.sender, through);
    }
    this.#adopted = all.filter((outbox) => outbox.waiting > 0);
    this.#own = this.#newOutbox();
    return count;
  }

  /** Gives up everything in favour of this one edit, which holds it all. */
  replaceBy(update: Uint8Array): void {
    for (const outbox of this.all) this.#copy.dropEdits(outbox.sender, 0);
    this.#adopted = [];
    this.#own = this.#newOutbox();
    this.add(update);
  }

  #newOutbox(): Outbox {
    const outbox = new Outbox(newSender());
    this.#copy.claim(outbox.sender);
    return outbox;
  }
}
