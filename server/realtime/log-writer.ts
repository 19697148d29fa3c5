/**
 * One loop for all rooms of the process: take what waits, store it in one statement,
 * report, repeat.
 *
 * Batches appear by themselves under load. A batch whose outcome is unknown is sent
 * again byte for byte before anything newer, so the database recognises what it has.
 * Whatever is bad about one log never keeps another from being stored.
 */
import type { AppendOutcome, LogAppend } from "../db/log-entries";
import type { Log } from "../log";
import { CommitPace } from "./commit-pace";
import {
  type Batched,
  costOf,
  ITEM_OVERHEAD_BYTES,
  type LogTarget,
  toBatch,
  type Waiting,
  type WaitingItem,
} from "./log-batch";

export interface AppendPort {
  append(appends: readonly LogAppend[]): Promise<AppendOutcome[]>;
  kindOfFailure(error: unknown): "retry" | "contention" | "bad-data";
}

export interface WriterLimits {
  /** Cost grows a little faster than the number of items: 13 ms for 800, and others wait that long. */
  itemsPerCommit: number;
  /** Sending and logging this takes some 100 ms on a slow disk. */
  bytesPerCommit: number;
  /** What a process holds while the database is away; past it, clients keep theirs. */
  waitingBytes: number;
  /** Silence after which people are told that nothing is being saved. */
  silenceMs: number;
  /** An idle line is tried this often, so that an outage is known before the next edit. */
  heartbeatMs: number;
}

const MIB = 1024 * 1024;

export const WRITER_LIMITS: WriterLimits = {
  itemsPerCommit: 800,
  bytesPerCommit: 4 * MIB,
  waitingBytes: 64 * MIB,
  silenceMs: 2_000,
  heartbeatMs: 5_000,
};

/** The first is for a dropped connection, the last for a database that restarts. */
const RETRY_DELAYS_MS = [50, 200, 500, 1_000] as const;
/** Long enough for the neighbour that won the lock to finish. */
const CONTENTION_DELAY_MS = 5;
/** First calls of a fresh connection are slow; people should not meet them. */
const WARM_UP_CALLS = 5;

export class LogWriter {
  readonly #port: AppendPort;
  readonly #log: Log;
  readonly #limits: WriterLimits;
  readonly #pace = new CommitPace();
  #queue: Waiting[] = [];
  #waitingBytes = 0;
  #inFlight = new Set<LogTarget>();
  #settledWaiters: { target: LogTarget; resolve: () => void }[] = [];
  #wake: (() => void) | null = null;
  #isStopped = false;
  #isAvailable = true;
  #availabilityListeners = new Set<(isAvailable: boolean) => void>();

  constructor(port: AppendPort, log: Log, limits: WriterLimits = WRITER_LIMITS) {
    this.#port = port;
    this.#log = log;
    this.#limits = limits;
  }

  /** Warms the connection up and begins to write. @throws when the database is not there */
  async start(): Promise<void> {
    // Number 0 is no log: these are judged and stored nowhere.
    const nothing = { log: 0, author: 0, sender: 1, firstSeq: 1, lastSeq: 1, clients: [] };
    for (let call = 0; call < WARM_UP_CALLS; call++)
      await this.#port.append(call === 0 ? [] : [{ ...nothing, data: Buffer.alloc(call) }]);
    void this.#run();
  }

  /** Whether the database has been answering. */
  get isAvailable(): boolean {
    return this.#isAvailable;
  }

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** @returns stops listening */
  onAvailability(listener: (isAvailable: boolean) => void): () => void {
    this.#availabilityListeners.add(listener);
    return () => this.#availabilityListeners.delete(listener);
  }

  /** Whether this much more may wait. */
  hasRoomFor(bytes: number): boolean {
    return this.#waitingBytes + bytes + ITEM_OVERHEAD_BYTES <= this.#limits.waitingBytes;
  }

  append(target: LogTarget, item: WaitingItem): void {
    this.#queue.push({ target, item });
    this.#waitingBytes += costOf(item);
    this.#wake?.();
  }

  /** Resolves once nothing of this log waits or is under way, stored or given up. */
  settled(target: LogTarget): Promise<void> {
    if (this.#isSettled(target)) return Promise.resolve();
    return new Promise((resolve) => this.#settledWaiters.push({ target, resolve }));
  }

  /** Stores what waits, as far as that is done by the deadline, and ends. */
  async close(timeoutMs: number): Promise<void> {
    const deadline = setTimeout(() => this.#stop(), timeoutMs);
    while (!this.#isStopped && (this.#queue.length > 0 || this.#inFlight.size > 0)) {
      const next = this.#queue[0]?.target ?? [...this.#inFlight][0];
      if (next) await this.settled(next);
    }
    clearTimeout(deadline);
    this.#stop();
    if (this.#queue.length > 0)
      this.#log.error("Stopped with edits that could not be stored", { count: this.#queue.length });
  }

  #stop(): void {
    this.#isStopped = true;
    this.#wake?.();
    for (const { resolve } of this.#settledWaiters.splice(0)) resolve();
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      if (this.#queue.length === 0 && !(await this.#somethingWaits())) {
        await this.#store([]);
        continue;
      }
      const wait = this.#pace.waitMs(performance.now());
      if (wait > 0) await this.#pause(wait);
      const taken = this.#take();
      this.#pace.taken(taken.length, performance.now());
      await this.#store(toBatch(taken));
    }
  }

  /** @returns false when the heartbeat is due instead */
  #somethingWaits(): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (value: boolean): void => {
        clearTimeout(timer);
        this.#wake = null;
        resolve(value);
      };
      const timer = setTimeout(() => done(false), this.#limits.heartbeatMs);
      timer.unref();
      this.#wake = () => done(true);
    });
  }

  #take(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const { item } of this.#queue) {
      if (count === this.#limits.itemsPerCommit) break;
      // One item larger than the cap goes alone.
      if (count > 0 && bytes + item.data.byteLength > this.#limits.bytesPerCommit) break;
      bytes += item.data.byteLength;
      count += 1;
    }
    const taken = this.#queue.splice(0, count);
    for (const { target, item } of taken) {
      this.#inFlight.add(target);
      this.#waitingBytes -= costOf(item);
    }
    return taken;
  }

  /** Stores a batch, however long that takes; returns early only when the writer is stopped. */
  async #store(batch: readonly Batched[]): Promise<void> {
    const silence = setTimeout(() => this.#setAvailable(false), this.#limits.silenceMs);
    silence.unref();
    try {
      for (let attempt = 0; !this.#isStopped; attempt++) {
        const outcome = await this.#tryToStore(batch, attempt);
        if (outcome === "done") this.#setAvailable(true);
        if (outcome === "done" || outcome === "given-up") return;
      }
    } finally {
      clearTimeout(silence);
    }
  }

  async #tryToStore(
    batch: readonly Batched[],
    attempt: number,
  ): Promise<"done" | "again" | "given-up"> {
    let outcomes: AppendOutcome[];
    try {
      outcomes = await this.#port.append(batch.map(({ append }) => append));
    } catch (error) {
      switch (this.#port.kindOfFailure(error)) {
        case "contention":
          await this.#pause(CONTENTION_DELAY_MS);
          return "again";
        case "retry": {
          this.#log.warn("Could not store; trying again", { error, attempt, count: batch.length });
          const delays = RETRY_DELAYS_MS;
          await this.#pause(delays[Math.min(attempt, delays.length - 1)] ?? 0);
          return "again";
        }
        case "bad-data":
          await this.#isolate(batch, error);
          return "given-up";
      }
    }
    this.#report(batch, outcomes);
    return "done";
  }

  /** Halves a batch that is refused until the one bad log is alone, and gives that one up. */
  async #isolate(batch: readonly Batched[], error: unknown): Promise<void> {
    const targets = [...new Set(batch.map(({ target }) => target))];
    const [only] = targets;
    if (targets.length <= 1) {
      this.#log.error("A log was refused by the database", { error, count: batch.length });
      if (only) this.#giveUp(only);
      return;
    }
    const firstHalf = new Set(targets.slice(0, targets.length / 2));
    await this.#store(batch.filter(({ target }) => firstHalf.has(target)));
    await this.#store(batch.filter(({ target }) => !firstHalf.has(target)));
  }

  #report(batch: readonly Batched[], outcomes: readonly AppendOutcome[]): void {
    const results = new Map<LogTarget, { count: number; number: number; isGood: boolean }>();
    batch.forEach(({ target, count }, i) => {
      const outcome = outcomes[i];
      const isGood = outcome?.status === "stored" || outcome?.status === "stored-before";
      if (!isGood)
        this.#log.error("A log does not continue where the room thought", {
          code: outcome?.status ?? "no answer",
        });
      const result = results.get(target) ?? { count: 0, number: 0, isGood: true };
      result.count += count;
      result.number = Math.max(result.number, outcome?.number ?? 0);
      result.isGood &&= isGood;
      results.set(target, result);
    });
    for (const [target, { count, number, isGood }] of results) {
      if (!isGood) {
        this.#giveUp(target);
        continue;
      }
      this.#inFlight.delete(target);
      try {
        target.committed(count, number);
      } catch (error) {
        this.#log.error("A room could not take in what was stored", { error });
        this.#giveUp(target);
      }
      this.#tellSettled(target);
    }
  }

  #giveUp(target: LogTarget): void {
    this.#inFlight.delete(target);
    this.#queue = this.#queue.filter((waiting) => {
      if (waiting.target !== target) return true;
      this.#waitingBytes -= costOf(waiting.item);
      return false;
    });
    try {
      target.failed();
    } catch (error) {
      this.#log.error("A room could not be reset", { error });
    }
    this.#tellSettled(target);
  }

  #isSettled(target: LogTarget): boolean {
    return !this.#inFlight.has(target) && !this.#queue.some((waiting) => waiting.target === target);
  }

  #tellSettled(target: LogTarget): void {
    if (this.#settledWaiters.length === 0 || !this.#isSettled(target)) return;
    const told = this.#settledWaiters.filter((waiter) => waiter.target === target);
    this.#settledWaiters = this.#settledWaiters.filter((waiter) => waiter.target !== target);
    for (const { resolve } of told) resolve();
  }

  #setAvailable(isAvailable: boolean): void {
    if (this.#isAvailable === isAvailable) return;
    this.#isAvailable = isAvailable;
    this.#log.warn(isAvailable ? "The database is back" : "The database does not answer");
    for (const listener of this.#availabilityListeners) listener(isAvailable);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }
}
