import { MAX_UPDATE_BYTES } from "@/lib/protocol/messages";
import type { RefusalCode } from "@/lib/protocol/refusals";

export interface UpdatePart {
  sender: number;
  seq: number;
  part: number;
  parts: number;
  bytes: Uint8Array;
}

/**
 * Puts one large update together again. Parts come in order over one line, so a part that
 * does not follow the last one belongs to an update whose beginning was refused.
 */
export class PartAssembly {
  readonly #timeoutMs: number;
  #open: { first: UpdatePart; pieces: Uint8Array[]; bytes: number; startedAt: number } | null =
    null;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** @returns the whole update with the last part, null while parts are missing, or a refusal */
  add(part: UpdatePart, now: number): Uint8Array | null | RefusalCode {
    if (part.part === 0) this.#open = { first: part, pieces: [], bytes: 0, startedAt: now };
    const open = this.#open;
    if (!open || !this.#continues(part, now)) {
      this.#open = null;
      return "gap";
    }
    open.pieces.push(part.bytes);
    open.bytes += part.bytes.byteLength;
    if (open.bytes > MAX_UPDATE_BYTES) {
      this.#open = null;
      return "too-large";
    }
    if (open.pieces.length < part.parts) return null;
    this.#open = null;
    return Buffer.concat(open.pieces);
  }

  #continues({ sender, seq, part, parts }: UpdatePart, now: number): boolean {
    const open = this.#open;
    return (
      open !== null &&
      open.first.sender === sender &&
      open.first.seq === seq &&
      open.first.parts === parts &&
      open.pieces.length === part &&
      now - open.startedAt <= this.#timeoutMs
    );
  }
}
