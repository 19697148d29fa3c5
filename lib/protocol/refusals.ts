/** Why a request can be refused, and the sentence a person sees. */
import { z } from "zod";

export const RefusalCode = z.enum([
  // any request
  "malformed",
  "not-found",
  "not-allowed",
  "not-joined",
  "too-many",
  "unavailable",
  "closing",
  "old-version",
  // updates
  "empty",
  "too-large",
  "foreign-client",
  "foreign-sender",
  "gap",
  "schema",
  "read-only",
  "reset",
  // the clock and the life of an interview
  /** Newer than some pages: they read it as an answer they do not understand, which it is. */
  "outcome-unknown",
  "already-paused",
  "already-running",
  "stale-phase",
  "last-phase",
  "first-phase",
  "out-of-range",
  "not-live",
  "already-started",
  "already-ended",
  "not-in-debrief",
  "cancelled",
]);
export type RefusalCode = z.infer<typeof RefusalCode>;

export const REFUSAL_SENTENCES: Record<RefusalCode, string> = {
  malformed: "The server could not read this request. Reload the page; your changes are kept.",
  "not-found": "There is no such interview, or it is not yours to open.",
  "not-allowed": "Your role cannot do this here.",
  "not-joined": "The room is not open yet. Trying again.",
  "too-many": "That was too much at once. It is sent again more slowly.",
  unavailable: "The server cannot store anything right now. Try again in a moment.",
  closing: "The server is restarting. You will be back in a few seconds.",
  "old-version": "This page is from an older version. It reloads now; your text is kept.",
  empty: "That change was empty.",
  "too-large": "That is too large for the room. Add it in smaller pieces.",
  "foreign-client": "This change carries somebody else's mark and was refused.",
  "foreign-sender": "These kept changes belong to somebody else and were refused.",
  gap: "Some changes are missing on the server. They are sent again.",
  schema: "The room does not accept this kind of content.",
  "read-only": "The interview is not running, so nothing can be changed.",
  reset: "The room was reloaded after a fault. Your changes are sent again.",
  "outcome-unknown":
    "The server has not answered, so this may or may not have happened. Look at the clock before you try again.",
  "already-paused": "The clock is paused already.",
  "already-running": "The clock is running already.",
  "stale-phase": "The phase has already changed.",
  "last-phase": "This is the last phase. End the interview when you are done.",
  "first-phase": "This is the first phase.",
  "out-of-range": "A phase needs between 1 and 60 minutes.",
  "not-live": "The interview has not started yet.",
  "already-started": "The interview has already started.",
  "already-ended": "The interview has already ended.",
  "not-in-debrief": "This is only possible in the debrief.",
  cancelled: "This interview was cancelled.",
};
