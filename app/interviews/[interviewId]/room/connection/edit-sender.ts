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
type Updates = Extract<Frame, { kind: "updates" }>;
type Parts = Extract<Frame, { kind: "parts" }>;

/** A frame that is sent and not told of yet. */
interface Sent {
  run: number;
  epoch: number;
  outbox: Outbox;
  lastSeq: number;
}

interface Line {
  link: PlaneLink;
  /** In the order they were sent, which is the order they are stored in. */
  sent: Sent[];
  /** Edits in parts that are not answered yet. */
  partsUnderWay: number;
  /** What the next frame goes on with; null when it has to say where it begins. */
  run: { number: number; outbox: Outbox; nextSeq: number } | null;
}

export class EditSender {
  #options: EditSenderOptions;
  /** Null while the line is down. Answers that come over an older one are nobody's. */
  #line: Line | null = null;
  #isHeld = true;
  /** Raised when what is under way no longer counts. */
  #epoch = 0;
  /** Never used again, so that a late answer is nobody's. */
  #lastRun = 0;
  #gaps = 0;
  #hasPumpQueued = false;

  constructor(options: EditSenderOptions) {
    this.#options = options;
  }

  /** Nothing is sent before `resume`. */
  open(link: PlaneLink): void {
    this.#line = { link, sent: [], partsUnderWay: 0, run: null };
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
    while (this.#line && !this.#isHeld && this.#framesUnderWay(this.#line) < MAX_FRAMES_IN_FLIGHT) {
      const next = outboxes.nextFrame(isOwnHeld());
      if (!next) return;
      const { outbox, frame } = next;
      if (frame.kind === "too-large")
        onRefused({ code: "too-large", outbox, acceptedThrough: frame.lastSeq - 1 });
      else this.#send(this.#line, outbox, frame);
    }
  }

  /** The next `count` frames of a run are committed. */
  saved({ run, count }: { run: number; count: number }): void {
    const sent = this.#line?.sent;
    if (!sent) return;
    // Those of an earlier run that were never told of were refused.
    const from = sent.findIndex((frame) => frame.run === run);
    const last = sent[from + count - 1];
    if (from < 0 || last?.run !== run) return;
    sent.splice(0, from + count);
    this.#stored(last.outbox, last.lastSeq);
  }

  refused({
    run,
    code,
    lastSeq,
  }: {
    run: number;
    code: RefusalCode;
    lastSeq?: number | undefined;
  }) {
    const frame = this.#line?.sent.find((each) => each.run === run);
    if (frame?.epoch !== this.#epoch) return;
    this.#startOver();
    this.#refused(frame.outbox, code, lastSeq);
  }

  #framesUnderWay({ sent, partsUnderWay }: Line): number {
    const current = sent.findIndex(({ epoch }) => epoch === this.#epoch);
    return partsUnderWay + (current < 0 ? 0 : sent.length - current);
  }

  #send(line: Line, outbox: Outbox, frame: Sendable): void {
    if (frame.kind === "parts") void this.#sendParts(line, outbox, frame);
    else this.#sendUpdates(line, outbox, frame);
  }

  #sendUpdates(line: Line, outbox: Outbox, { firstSeq, lastSeq, updates }: Updates): void {
    const { run } = line;
    const goesOn = run?.outbox === outbox && run.nextSeq === firstSeq;
    const number = goesOn ? run.number : ++this.#lastRun;
    line.run = { number, outbox, nextSeq: lastSeq + 1 };
    line.sent.push({ run: number, epoch: this.#epoch, outbox, lastSeq });
    const { sender } = outbox;
    line.link.sendEdits({ start: goesOn ? null : { run: number, sender, firstSeq }, updates });
  }

  async #sendParts(line: Line, outbox: Outbox, { lastSeq, parts }: Parts): Promise<void> {
    const epoch = this.#epoch;
    line.run = null;
    line.partsUnderWay += 1;
    const answer = await askToStore(line.link, outbox, lastSeq, parts);
    line.partsUnderWay -= 1;
    if (this.#line !== line) return;
    if (answer.ok) {
      this.#stored(outbox, answer.value.lastSeq);
    } else if (answer.code !== "disconnected" && this.#epoch === epoch) {
      this.#startOver();
      this.#refused(outbox, answer.code, answer.lastSeq);
    }
  }

  #stored(outbox: Outbox, lastSeq: number): void {
    this.#gaps = 0;
    this.#options.backoff.reset();
    if (this.#options.outboxes.acknowledge(outbox, lastSeq)) this.#options.onAcknowledged();
    this.pump();
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
    if (this.#line) this.#line.run = null;
    this.#options.outboxes.rewind();
  }
}

/** @returns the answer for the whole edit: the first refusal, or that all of it is committed */
async function askToStore(
  link: PlaneLink,
  { sender }: Outbox,
  seq: number,
  pieces: readonly Uint8Array[],
): Promise<Answer<{ lastSeq: number }>> {
  const parts = pieces.length;
  const asked = pieces.map((bytes, part) =>
    link.ask("doc:part", { sender, seq, part, parts, bytes }),
  );
  const answers = await Promise.all(asked);
  const refused = answers.find((answer) => !answer.ok);
  return refused ?? { ok: true, value: { lastSeq: seq } };
}
