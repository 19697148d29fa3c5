/**
 * What one connection and one room may ask for, each with its reason. The wire's own
 * sizes are in lib/protocol/messages.ts; these are the server's.
 */
const KIB = 1024;
const MIB = 1024 * KIB;
const SECOND_MS = 1_000;

export interface Rate {
  perSecond: number;
  burst: number;
}

export interface Limits {
  /** Requests of any kind. A fast typist whose every key is one frame needs 20 a second. */
  requests: Rate;
  /** Those that read the database or the whole document (20 ms for 1 MiB), or that all are told of. */
  costly: Rate;
  /** Single Yjs updates. An outbox of hours comes in one go; each costs the gate some 50 µs. */
  updates: Rate;
  /**
   * Bytes of updates. A large canvas pasted in one go is about 1 MiB, an outbox of an hour as much;
   * a whole MiB made up on purpose costs the gate and Yjs some 0.2 s.
   */
  updateBytes: Rate;
  /** Presence frames; a page sends at most 25 a second. */
  presence: Rate;
  /** Bad messages that no page of ours sends; then the connection closes. */
  strikes: Rate;
  /** One plane's whole state. A long interview has 1 MiB; beyond this loading takes seconds. */
  planeBytes: number;
  /**
   * Items of one plane. A long interview has some 50,000; each is about 200 bytes of memory in the
   * document, however few it was on the wire.
   */
  planeItems: number;
  /** Tabs one person opens on one plane over an interview's life; each leaves a row. */
  clientIdsPerAuthor: number;
  sendersPerAuthor: number;
  /** Connections of one person to one plane: more tabs than anybody looks at. */
  connectionsPerPerson: number;
  /** A half-sent large update is dropped after this long. */
  partTimeoutMs: number;
}

export const LIMITS: Limits = {
  requests: { perSecond: 500, burst: 1_000 },
  costly: { perSecond: 3, burst: 60 },
  updates: { perSecond: 1_000, burst: 10_000 },
  updateBytes: { perSecond: 512 * KIB, burst: 8 * MIB },
  presence: { perSecond: 60, burst: 120 },
  // Being over a rate counts a tenth: a page that comes back after hours may be that for a moment.
  strikes: { perSecond: 0.2, burst: 20 },
  planeBytes: 24 * MIB,
  planeItems: 500_000,
  clientIdsPerAuthor: 1_000,
  sendersPerAuthor: 1_000,
  connectionsPerPerson: 8,
  partTimeoutMs: 30 * SECOND_MS,
};

/** The limits with every rate of a connection `factor` times as high; sizes and counts stay. */
export function limitsAtRate(factor: number): Limits {
  const raised = ({ perSecond, burst }: Rate): Rate => ({
    perSecond: perSecond * factor,
    burst: burst * factor,
  });
  return {
    ...LIMITS,
    requests: raised(LIMITS.requests),
    costly: raised(LIMITS.costly),
    updates: raised(LIMITS.updates),
    updateBytes: raised(LIMITS.updateBytes),
    presence: raised(LIMITS.presence),
  };
}

export const RATE_STRIKE = 0.1;

/** A token bucket: `burst` at once, refilled at `perSecond`. */
export class Allowance {
  readonly #rate: Rate;
  #left: number;
  #at: number;

  /** @param now milliseconds of a clock that never goes back */
  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#left = rate.burst;
    this.#at = now;
  }

  /** Takes `amount` if it is there; what is refused costs nothing. */
  take(amount: number, now: number): boolean {
    const refill = (Math.max(0, now - this.#at) / SECOND_MS) * this.#rate.perSecond;
    this.#left = Math.min(this.#rate.burst, this.#left + refill);
    this.#at = now;
    if (this.#left < amount) return false;
    this.#left -= amount;
    return true;
  }
}
