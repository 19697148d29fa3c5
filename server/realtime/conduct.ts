import type { RefusalCode } from "@/lib/protocol/refusals";
import { Allowance, type Limits, RATE_STRIKE } from "./limits";

/** Refusals that no page of ours causes by itself. */
const STRIKES: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  "malformed",
  "empty",
  "too-large",
  "foreign-client",
  "foreign-sender",
  "schema",
]);

/**
 * Requests that read the database or the whole document, or of which everybody in the room is told;
 * a page makes a few of them for each connection.
 */
const COSTLY: ReadonlySet<string> = new Set([
  "connect",
  "room:join",
  "private:join",
  "doc:sync",
  "doc:bind",
  "room:ready",
  "clock:command",
]);

/** How one line behaves: what it may still ask for, and when it has gone too far. */
export class Conduct {
  readonly #now: () => number;
  readonly #requests: Allowance;
  readonly #costly: Allowance;
  readonly #updates: Allowance;
  readonly #updateBytes: Allowance;
  readonly #presence: Allowance;
  readonly #strikes: Allowance;
  readonly #onTooFar: () => void;
  #isOver = false;

  /** @param now milliseconds of a clock that never goes back */
  constructor(limits: Limits, now: () => number, onTooFar: () => void) {
    this.#now = now;
    this.#onTooFar = onTooFar;
    const allowance = (rate: Limits["requests"]) => new Allowance(rate, now());
    this.#requests = allowance(limits.requests);
    this.#costly = allowance(limits.costly);
    this.#updates = allowance(limits.updates);
    this.#updateBytes = allowance(limits.updateBytes);
    this.#presence = allowance(limits.presence);
    this.#strikes = allowance(limits.strikes);
  }

  mayAsk(request: string): boolean {
    return (
      this.#within(this.#requests, 1) && (!COSTLY.has(request) || this.#within(this.#costly, 1))
    );
  }

  mayUpdate(count: number, bytes: number): boolean {
    return this.#within(this.#updates, count) && this.#within(this.#updateBytes, bytes);
  }

  maySayWhere(): boolean {
    return this.#within(this.#presence, 1);
  }

  /** Takes note of a refusal; some of them count against the line. */
  refused(code: RefusalCode): void {
    if (STRIKES.has(code)) this.#strike(1);
  }

  #within(allowance: Allowance, amount: number): boolean {
    const isWithin = allowance.take(amount, this.#now());
    if (!isWithin) this.#strike(RATE_STRIKE);
    return isWithin;
  }

  #strike(weight: number): void {
    if (this.#isOver || this.#strikes.take(weight, this.#now())) return;
    // Once: what is still on its way in must not fill the log.
    this.#isOver = true;
    this.#onTooFar();
  }
}
