/**
 * One connection's edits on one plane, as they stream in. A run of frames names its sender and
 * first number once; what is stored is told by counting frames, all those of a commit at once.
 */
import { type EditsMessage, planeMessages } from "@/lib/protocol/messages";
import type { RefusalCode } from "@/lib/protocol/refusals";
import type { Announcement, PayloadOf } from "./connection";
import type { RealtimeMetrics } from "./metrics";
import type { UploadReply } from "./plane-document";
import type { PlaneRequestContext } from "./plane-requests";

export interface EditStreamContext extends PlaneRequestContext {
  metrics: Pick<RealtimeMetrics, "answered" | "refused">;
  tell<E extends Announcement>(event: E, payload: PayloadOf<E>): void;
}

interface Run {
  number: number;
  sender: number;
  nextSeq: number;
  isRefused: boolean;
  /** Frames that are stored and not told of yet. */
  saved: number;
}

export class EditStream {
  readonly #context: EditStreamContext;
  #run: Run | null = null;

  constructor(context: EditStreamContext) {
    this.#context = context;
  }

  /** @param raw what arrived, whatever it is */
  receive(raw: unknown): void {
    const parsed = planeMessages["doc:update"].payload.safeParse(raw);
    const { start = null, updates = [] } = parsed.data ?? {};
    if (start) this.#begin(start);
    const run = this.#run;
    if (!this.#context.conduct.mayAsk("doc:update")) this.#refuse(run, "too-many");
    else if (parsed.success && run) this.#take(run, updates);
    // Which run it was meant for cannot be told; it is answered also when that one is refused.
    else this.#refuse(run?.isRefused ? null : run, "malformed");
  }

  #begin({ run: number, sender, firstSeq }: NonNullable<EditsMessage["start"]>): void {
    this.#run = { number, sender, nextSeq: firstSeq, isRefused: false, saved: 0 };
  }

  #take(run: Run, updates: readonly Uint8Array[]): void {
    // The client starts over when it hears of the refusal; until then it does not know better.
    if (run.isRefused) return;
    const { plane, now } = this.#context;
    const joined = this.#context.joined();
    const refusal = joined ? this.#refusalOf(updates) : "not-joined";
    if (!joined || refusal) {
      this.#refuse(run, refusal ?? "not-joined");
      return;
    }
    const upload = { sender: run.sender, firstSeq: run.nextSeq, updates };
    run.nextSeq += updates.length;
    const arrivedAt = now();
    joined.room.plane(plane).receive(joined.connection, upload, (reply) => {
      if (reply.ok) this.#saved(run, reply, now() - arrivedAt);
      else this.#refuse(run, reply.code, reply.lastSeq);
    });
  }

  #refusalOf(updates: readonly Uint8Array[]): RefusalCode | null {
    if (this.#context.isClosing()) return "closing";
    const bytes = updates.reduce((sum, update) => sum + update.byteLength, 0);
    return this.#context.conduct.mayUpdate(updates.length, bytes) ? null : "too-many";
  }

  /** Told when the commit has been dealt with, so that its frames are told of together. */
  #saved(run: Run, reply: UploadReply, milliseconds: number): void {
    this.#context.metrics.answered("doc:update", reply, milliseconds);
    if (run.saved === 0) queueMicrotask(() => this.#tellSaved(run));
    run.saved += 1;
  }

  #tellSaved(run: Run): void {
    if (run.saved === 0) return;
    this.#context.tell("doc:saved", { run: run.number, count: run.saved });
    run.saved = 0;
  }

  /** Once for each run. */
  #refuse(run: Run | null, code: RefusalCode, lastSeq?: number): void {
    const { conduct, metrics, tell } = this.#context;
    conduct.refused(code);
    metrics.refused(code);
    if (run?.isRefused) return;
    if (run) {
      run.isRefused = true;
      this.#tellSaved(run);
    }
    tell("doc:refused", { run: run?.number ?? 0, code, ...(lastSeq !== undefined && { lastSeq }) });
  }
}
