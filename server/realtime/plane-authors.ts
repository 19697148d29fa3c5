/** Whose each sender and each clientID of a plane is, and how far each sender's edits go. */
import type { Reply } from "@/lib/protocol/messages";
import type { Limits } from "./limits";

export interface SenderState {
  author: number;
  /** In the document. */
  accepted: number;
  /** Committed. */
  stored: number;
}

export interface StoredAuthors {
  senders: readonly { sender: number; author: number; lastSeq: number }[];
  clients: readonly { clientId: number; author: number }[];
}

export class PlaneAuthors {
  readonly #limits: Limits;
  readonly #senders = new Map<number, SenderState>();
  readonly #owners = new Map<number, number>();

  constructor({ senders, clients }: StoredAuthors, limits: Limits) {
    this.#limits = limits;
    for (const { sender, author, lastSeq } of senders)
      this.#senders.set(sender, { author, accepted: lastSeq, stored: lastSeq });
    for (const { clientId, author } of clients) this.#owners.set(clientId, author);
  }

  /** How far a sender's updates are stored. */
  watermark(senderId: number, author: number): Reply<{ lastSeq: number }> {
    const sender = this.#senders.get(senderId);
    if (sender && sender.author !== author) return { ok: false, code: "foreign-sender" };
    return { ok: true, value: { lastSeq: sender?.stored ?? 0 } };
  }

  /** The author's sender; a new one is kept only by `accepted`, once something of it is. */
  sender(senderId: number, author: number): SenderState | "foreign-sender" | "too-many" {
    const known = this.#senders.get(senderId);
    if (known) return known.author === author ? known : "foreign-sender";
    let count = 0;
    for (const sender of this.#senders.values()) if (sender.author === author) count++;
    return count >= this.#limits.sendersPerAuthor ? "too-many" : { author, accepted: 0, stored: 0 };
  }

  accepted(senderId: number, sender: SenderState, seq: number): void {
    sender.accepted = seq;
    this.#senders.set(senderId, sender);
  }

  stored(senderId: number, seq: number): void {
    const sender = this.#senders.get(senderId);
    if (sender) sender.stored = seq;
  }

  standingOf(clientId: number, author: number): "self" | "other" | "unbound" {
    const owner = this.#owners.get(clientId);
    if (owner === undefined) return "unbound";
    return owner === author ? "self" : "other";
  }

  /** Whether so many more clientIDs may become the author's. */
  hasRoomFor(count: number, author: number): boolean {
    let owned = count;
    for (const owner of this.#owners.values()) if (owner === author) owned++;
    return owned <= this.#limits.clientIdsPerAuthor;
  }

  own(clientId: number, author: number): void {
    this.#owners.set(clientId, author);
  }
}
