/**
 * What this device keeps of one plane: a copy of what is confirmed, and beside it, per tab,
 * the edits that are not. A tab that dies leaves its outbox; the next tab sends it.
 *
 * Writes return at once and happen in order; when one fails the copy says so (`isKept`) and
 * the tab works on without it.
 */
import type { SenderId } from "@/lib/domain/ids";
import type { OutboxEntry } from "./outbox";
import type { RefusedEdits } from "./room-state";

export interface StoredOutbox {
  sender: SenderId;
  /** Numbers without a gap. */
  entries: OutboxEntry[];
}

export interface LoadedCopy {
  /** Yjs updates, format V1, in no particular order. */
  updates: Uint8Array[];
  refused: RefusedEdits[];
}

export interface LocalCopy {
  /** False once something could not be stored: a private window, or no room left. */
  readonly isKept: boolean;
  /** Called when `isKept` changes. */
  onKept(listener: () => void): void;
  load(): Promise<LoadedCopy>;
  /** Marks this sender as alive, so that no other tab adopts its outbox. */
  claim(sender: SenderId): void;
  /** Outboxes of tabs that are gone, oldest first; they are this tab's from now on. */
  adopt(): Promise<StoredOutbox[]>;
  keepEdit(sender: SenderId, entry: OutboxEntry): void;
  /** The sender's edits up to `throughSeq` are stored by the server. */
  confirm(sender: SenderId, throughSeq: number): void;
  /** Something the server sent. */
  addConfirmed(update: Uint8Array): void;
  /** The sender's edits after `throughSeq` are not to be sent any more. */
  dropEdits(sender: SenderId, throughSeq: number): void;
  /** Everything confirmed so far is replaced by this state. */
  replaceConfirmed(state: Uint8Array): void;
  keepRefused(edits: RefusedEdits): void;
  dropRefused(): void;
  /** Resolves when everything written so far is stored, or is known not to be. */
  settled(): Promise<void>;
  /** Gives up the claims: another tab may adopt what is left. */
  close(): Promise<void>;
}
