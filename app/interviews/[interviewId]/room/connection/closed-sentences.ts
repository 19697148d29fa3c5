import { REFUSAL_SENTENCES } from "@/lib/protocol/refusals";
import type { ClosedReason } from "./room-state";

/** Why a room will not come back by itself, said to the person in it. */
export const CLOSED_SENTENCES: Record<ClosedReason, string> = {
  "old-version": REFUSAL_SENTENCES["old-version"],
  "not-found": REFUSAL_SENTENCES["not-found"],
  "not-allowed": REFUSAL_SENTENCES["not-allowed"],
  cancelled: REFUSAL_SENTENCES.cancelled,
  "already-ended": REFUSAL_SENTENCES["already-ended"],
  removed: "You are no longer part of this interview.",
  "signed-out": "You are signed out. Sign in to come back; unsent changes are kept on this device.",
  deleted: "This interview was deleted by its host.",
  "role-changed": "Your role in this interview has changed. Reload the page to go on.",
};

/** For a command that was never sent. */
export const UNSENT_SENTENCE =
  "You are offline, so this was not sent. Try again when you are back.";
