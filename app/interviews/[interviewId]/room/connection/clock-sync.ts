/** Asks the server for its time: several times soon after joining and when the page wakes, then now and then. */
import { ClockOffset } from "./clock-offset";

/** One of these is quick, even on a line that hiccups. */
const BURST = 8;
const BURST_GAP_MS = 150;
/**
 * The answer to joining has told the time already, to half a round trip; what follows keeps out of
 * the way of everybody who joins in the same moment.
 */
const AFTER_JOIN_MS = 1_000;
/** Quartz drifts some 50 µs a second: 3 ms in a minute. */
const REFRESH_EVERY_MS = 60_000;

export interface ClockSyncOptions {
  /** Epoch milliseconds of the server; null when the line is down. */
  ask: () => Promise<number | null>;
  monotonicNow?: () => number;
}

export class ClockSync {
  #ask: () => Promise<number | null>;
  #monotonicNow: () => number;
  #offset = new ClockOffset();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ ask, monotonicNow = () => performance.now() }: ClockSyncOptions) {
    this.#ask = ask;
    this.#monotonicNow = monotonicNow;
  }

  /** Epoch milliseconds of the server's clock; this device's until the server has answered once. */
  now(): number {
    const { offset } = this.#offset;
    return offset === null ? Date.now() : this.#monotonicNow() + offset;
  }

  /** Another answer that carried the server's time. */
  async timed<T>(request: () => Promise<T>, serverNow: (answer: T) => number | null): Promise<T> {
    const sentAt = this.#monotonicNow();
    const answer = await request();
    const receivedAt = this.#monotonicNow();
    const stamp = serverNow(answer);
    if (stamp !== null) this.#offset.add({ sentAt, receivedAt, serverNow: stamp });
    return answer;
  }

  /** Looks again at once; to be called when the page is seen again. */
  refresh(): void {
    this.#measure(BURST);
  }

  /** Looks again in a second or two; to be called when the room has been joined. */
  refreshSoon(): void {
    clearTimeout(this.#timer);
    const delayMs = AFTER_JOIN_MS * (1 + Math.random());
    this.#timer = setTimeout(() => this.#measure(BURST), delayMs);
  }

  /** @param missedMs what the monotonic clock did not count while the device slept */
  woke(missedMs: number): void {
    this.#offset.slept(missedMs);
    this.refresh();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #measure(left: number): void {
    clearTimeout(this.#timer);
    void this.timed(this.#ask, (answer) => answer);
    const again = left > 1;
    this.#timer = setTimeout(
      () => this.#measure(again ? left - 1 : 1),
      again ? BURST_GAP_MS : REFRESH_EVERY_MS,
    );
  }
}
