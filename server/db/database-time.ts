import { performance } from "node:perf_hooks";
import type { Pool } from "./pool";

/** Samples kept; the best of them counts, so one slow answer changes nothing. */
const KEPT_SAMPLES = 16;
/** The first reading takes this many, since a fresh connection's first answers are slow. */
const FIRST_SAMPLES = 4;
/** Clocks drift by some 50 ppm: 1.5 ms between two readings. */
const REFRESH_EVERY_MS = 30_000;

interface Sample {
  roundTripMs: number;
  offsetMs: number;
}

/**
 * The database's clock, read without asking it each time: the offset to this process's
 * monotonic clock, taken from the sample with the least round trip.
 */
export class DatabaseTime {
  readonly #pool: Pool;
  #samples: Sample[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** @throws when the database cannot be reached */
  async start(): Promise<void> {
    // While the process is still loading it may stand still for seconds, and the pool then takes its own
    // slowness for the server's. A server that is there answers the second time.
    for (let i = 0; i < FIRST_SAMPLES; i++) await this.#sample().catch(() => this.#sample());
    this.#timer = setInterval(() => {
      this.#sample().catch(() => {
        // The last offset stays good for hours; the next reading tries again.
      });
    }, REFRESH_EVERY_MS);
    this.#timer.unref();
  }

  /** Epoch milliseconds of the database's clock. */
  now(): number {
    const best = this.#samples.reduce<Sample | null>(
      (least, sample) => (least && least.roundTripMs <= sample.roundTripMs ? least : sample),
      null,
    );
    if (!best) throw new Error("The database's time was asked for before it was read.");
    return performance.now() + best.offsetMs;
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  async #sample(): Promise<void> {
    const before = performance.now();
    const { rows } = await this.#pool.query<{ now: number }>(
      "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now",
    );
    const after = performance.now();
    const now = rows[0]?.now;
    if (now === undefined) return;
    const sample = { roundTripMs: after - before, offsetMs: now - (before + after) / 2 };
    this.#samples = [...this.#samples.slice(1 - KEPT_SAMPLES), sample];
  }
}
