/**
 * Sends what waits in the outboxes, a few frames at a time, and says what became of it.
 *
 * After any refusal everything that is not acknowledged is sent again in order, so the answers
 * to frames that were still under way count for nothing.
 */
import type { RefusalCode } from "@/lib/protocol/refusals";
import type { Answer, PlaneLink } from "./answers";
import type { Backoff } from "./backoff";
import type { Frame, Outbox } from "./outbox";
import type { Outboxes } from "./outboxes";

/**
 * Frames under way at once. A few keep a long line busy; while they are, what is typed
 * gathers and goes in fuller frames.
 */
const MAX_FRAMES_IN_FLIGHT = 8;

/**
 * How often edits are tried that build on ones nobody has shown yet. Those are in the hands of
 * another tab of this browser; with the waits in between, this gives it about a minute and a half.
 */
const MAX_TRIES_WHILE_INCOMPLETE = 12;

/** Will work later, without a change on our side. */
const PASSING: ReadonlySet<string> = new Set<RefusalCode>([
  "too-many",
  "unavailable",
  "closing",
  "not-joined",
]);

export function isPassing(code: RefusalCode | "disconnected"): boolean {
  return PASSING.has(code);
}

/** These edits will never be accepted. */
export interface Refusal {
  code: RefusalCode;
  outbox: Outbox;
  /** Edits of the outbox up to here are fine. */
  acceptedThrough: number;
}

export interface EditSenderOptions {
  outboxes: Outboxes;
  backoff: Backoff;
  /** Whether this tab's own edits have to wait: the server does not know their clientID yet. */
  isOwnHeld: () => boolean;
  /** Whether edits of ours build on ones that neither we nor the server have. */
  isIncomplete: () => boolean;
  onAcknowledged: () => void;
  /** The server does not have what we thought. `isAgain`: and sending again did not help. */
  onOutOfStep: (isAgain: boolean) => void;
  onRefused: (refusal: Refusal) => void;
}

type Sendable = Exclude<Frame, { kind: "too-large" }>;

export class EditSender {
  #options: EditSenderOptions;
  /** Null while the line is down. Answers that come over an older one are nobody's. */
  #line: { link: PlaneLink; inFlight: number } | null = null;
  #isHeld = true;
  /** Raised when what is under way no longer counts. */
  #epoch = 0;
  #gaps = 0;
  #hasPumpQueued = false;

  constructor(options: EditSenderOptions) {
    this.#options = options;
  }

  /** Nothing is sent before `resume`. */
  open(link: PlaneLink): void {
    this.#line = { link, inFlight: 0 };
    this.#isHeld = true;
    this.#gaps = 0;
  }

  close(): void {
    this.#line = null;
  }

  hold(): void {
    this.#isHeld = true;
  }

  /** Sends everything that is not acknowledged, whether it was sent before or not. */
  resume(): void {
    this.#isHeld = false;
    this.#startOver();
    this.pump();
  }

  /** Several edits of one turn, as a paste makes them, go in one frame. */
  queue(): void {
    if (this.#hasPumpQueued) return;
    this.#hasPumpQueued = true;
    queueMicrotask(() => {
      this.#hasPumpQueued = false;
      this.pump();
    });
  }

  pump(): void {
    const { outboxes, isOwnHeld, onRefused } = this.#options;
    while (this.#line && !this.#isHeld && this.#line.inFlight < MAX_FRAMES_IN_FLIGHT) {
      const next = outboxes.nextFrame(isOwnHeld());
      if (!next) return;
      const { outbox, frame } = next;
      if (frame.kind === "too-large")
        onRefused({ code: "too-large", outbox, acceptedThrough: frame.lastSeq - 1 });
      else void this.#send(outbox, frame);
    }
  }

  async #send(outbox: Outbox, frame: Sendable): Promise<void> {
    const line = this.#line;
    if (!line) return;
    const epoch = this.#epoch;
    line.inFlight += 1;
    const answer = await askToStore(line.link, outbox, frame);
    line.inFlight -= 1;
    if (this.#line !== line) return;
    if (answer.ok) {
      this.#gaps = 0;
      this.#options.backoff.reset();
      if (this.#options.outboxes.acknowledge(outbox, answer.value.lastSeq))
        this.#options.onAcknowledged();
      this.pump();
    } else if (answer.code !== "disconnected" && this.#epoch === epoch) {
      this.#startOver();
      this.#refused(outbox, answer.code, answer.lastSeq);
    }
  }

  #refused(outbox: Outbox, code: RefusalCode, lastSeq: number | undefined): void {
    const { backoff, isIncomplete, onOutOfStep, onRefused } = this.#options;
    if (isPassing(code)) {
      this.#isHeld = true;
      backoff.again(() => this.resume());
    } else if (code === "reset") {
      onOutOfStep(false);
    } else if (code === "gap" && this.#gaps < (isIncomplete() ? MAX_TRIES_WHILE_INCOMPLETE : 2)) {
      this.#gaps += 1;
      onOutOfStep(this.#gaps > 1);
    } else {
      onRefused({ code, outbox, acceptedThrough: lastSeq ?? outbox.acknowledgedThrough });
    }
  }

  #startOver(): void {
    this.#epoch += 1;
    this.#options.outboxes.rewind();
  }
}

/** @returns the answer for the whole frame: the first refusal, or that all of it is committed */
async function askToStore(
  link: PlaneLink,
  { sender }: Outbox,
  frame: Sendable,
): Promise<Answer<{ lastSeq: number }>> {
  if (frame.kind === "updates") {
    const { firstSeq, updates } = frame;
    return link.ask("doc:update", { sender, firstSeq, updates });
  }
  const parts = frame.parts.length;
  const asked = frame.parts.map((bytes, part) =>
    link.ask("doc:part", { sender, seq: frame.lastSeq, part, parts, bytes }),
  );
  const answers = await Promise.all(asked);
  const refused = answers.find((answer) => !answer.ok);
  return refused ?? { ok: true, value: { lastSeq: frame.lastSeq } };
}
