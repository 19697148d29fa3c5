/**
 * What the rooms tell whoever watches over the server, in Prometheus form.
 *
 * Numbers only: no label can carry a name, a text or an id, so the page may be collected by a machine
 * that must not know who is here.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Reply } from "@/lib/protocol/messages";
import type { RefusalCode } from "@/lib/protocol/refusals";

/** Seconds. A commit takes 1–10 ms on a quiet disk; people notice at a quarter of a second. */
const LATENCY_BUCKETS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
];
/** Appends of one commit: one sender's edits to one log each. */
const BATCH_BUCKETS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

/** The requests that are answered once their edits are stored. */
const EDITS: ReadonlySet<string> = new Set(["doc:update", "doc:part"]);

/** Read when somebody collects, so that keeping them up to date costs nothing in between. */
export interface Levels {
  rooms(): number;
  sockets(): number;
  waitingBytes(): number;
  isStorageAvailable(): boolean;
}

export class RealtimeMetrics {
  readonly #registry = new Registry();
  readonly #acknowledgement = new Histogram({
    name: "dryrun_acknowledgement_seconds",
    help: "From the arrival of an edit to the answer that it is saved.",
    buckets: LATENCY_BUCKETS,
    registers: [this.#registry],
  });
  readonly #commit = new Histogram({
    name: "dryrun_commit_seconds",
    help: "One attempt to store everything that waits, by its outcome.",
    labelNames: ["outcome"] as const,
    buckets: LATENCY_BUCKETS,
    registers: [this.#registry],
  });
  readonly #batch = new Histogram({
    name: "dryrun_commit_appends",
    help: "Appends stored by one commit.",
    buckets: BATCH_BUCKETS,
    registers: [this.#registry],
  });
  readonly #refusals = new Counter({
    name: "dryrun_refusals_total",
    help: "Requests over a socket that were refused, by code.",
    labelNames: ["code"] as const,
    registers: [this.#registry],
  });
  readonly #joins = new Counter({
    name: "dryrun_joins_total",
    help: "Rooms joined; 'known' is a tab that had stored edits before, so one that came back.",
    labelNames: ["tab"] as const,
    registers: [this.#registry],
  });

  /** The process's own figures as well: CPU, heap, garbage collection, lag of the event loop. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.#registry });
  }

  watchLevels(levels: Levels): void {
    this.#level("dryrun_rooms", "Rooms that are loaded.", () => levels.rooms());
    this.#level("dryrun_sockets", "Connections to the rooms.", () => levels.sockets());
    this.#level("dryrun_waiting_bytes", "Edits that wait for the database.", () =>
      levels.waitingBytes(),
    );
    this.#level("dryrun_storage_available", "1 while the database takes edits.", () =>
      levels.isStorageAvailable() ? 1 : 0,
    );
  }

  /** Times `store`, which stores this many appends. @throws what it throws */
  async committing<T>(appends: number, store: () => Promise<T>): Promise<T> {
    const end = this.#commit.startTimer();
    try {
      const outcome = await store();
      end({ outcome: "stored" });
      // The heartbeat stores nothing.
      if (appends > 0) this.#batch.observe(appends);
      return outcome;
    } catch (error) {
      end({ outcome: "failed" });
      throw error;
    }
  }

  /** @param milliseconds since the request arrived */
  answered(event: string, reply: Reply<unknown>, milliseconds: number): void {
    if (!reply.ok) this.refused(reply.code);
    else if (EDITS.has(event)) this.#acknowledgement.observe(milliseconds / 1_000);
  }

  refused(code: RefusalCode): void {
    this.#refusals.inc({ code });
  }

  /** @param watermark the number of the last edit this tab had stored, 0 for none */
  joined(watermark: number): void {
    this.#joins.inc({ tab: watermark > 0 ? "known" : "new" });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #level(name: string, help: string, read: () => number): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect: (): void => gauge.set(read()),
    });
  }
}
