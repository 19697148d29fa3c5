/**
 * Time that passes only when a run says so, for everything in the process: the product's timers,
 * socket.io's heartbeats on both sides, and every clock that is read.
 */
import { createRequire } from "node:module";

type Run = (...args: unknown[]) => void;

/** Where timers are looked up: engine.io's server takes them from the module, all else from the globals. */
const timersModule = createRequire(import.meta.url)("node:timers") as Record<string, unknown>;
const nativeImmediate = setImmediate;
const nativeSetTimeout = setTimeout;

/** Wednesday noon, far from every limit of a clock. */
const START_MS = Date.UTC(2030, 0, 2, 12);

/** One turn of the real event loop: whatever was to happen without waiting has happened then. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => nativeImmediate(resolve));
}

/** For work outside the process, which takes as long as it takes. */
export function realPause(ms: number): Promise<void> {
  return new Promise((resolve) => nativeSetTimeout(resolve, ms));
}

class VirtualTimer {
  constructor(
    private readonly time: VirtualTime,
    readonly run: () => void,
    readonly delayMs: number,
    readonly isRepeated: boolean,
  ) {}

  ref = () => this;
  unref = () => this;
  hasRef = () => true;
  refresh = () => {
    this.time.schedule(this);
    return this;
  };
}

export class VirtualTime {
  #now = START_MS;
  #order = 0;
  #due = new Map<VirtualTimer, { at: number; order: number }>();
  #restore: (() => void)[] = [];

  get now(): number {
    return this.#now;
  }

  install(): void {
    const setTimer =
      (isRepeated: boolean) =>
      (run: Run, delayMs = 0, ...args: unknown[]) => {
        const timer = new VirtualTimer(this, () => run(...args), Math.max(1, delayMs), isRepeated);
        this.schedule(timer);
        return timer;
      };
    const clear = (timer: VirtualTimer | undefined) => {
      if (timer) this.#due.delete(timer);
    };
    const timers = {
      setTimeout: setTimer(false),
      setInterval: setTimer(true),
      clearTimeout: clear,
      clearInterval: clear,
    };
    for (const [name, value] of Object.entries(timers)) {
      this.#replace(globalThis as unknown as Record<string, unknown>, name, value);
      this.#replace(timersModule, name, value);
    }
    this.#replace(Date as unknown as Record<string, unknown>, "now", () => this.#now);
    const clock = performance as unknown as Record<string, unknown>;
    this.#replace(clock, "now", () => this.#now - START_MS);
  }

  uninstall(): void {
    for (const restore of this.#restore.splice(0).reverse()) restore();
    this.#due.clear();
  }

  schedule(timer: VirtualTimer): void {
    this.#order += 1;
    this.#due.set(timer, { at: this.#now + timer.delayMs, order: this.#order });
  }

  /** Lets time pass, one timer after another. @param settle waits for what a timer has set off */
  async advance(ms: number, settle: () => Promise<void>): Promise<void> {
    const until = this.#now + ms;
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#now = Math.max(this.#now, this.#due.get(next)?.at ?? 0);
      if (next.isRepeated) this.schedule(next);
      else this.#due.delete(next);
      next.run();
      await settle();
    }
    this.#now = until;
  }

  #next(until: number): VirtualTimer | null {
    let first: VirtualTimer | null = null;
    let best = { at: until, order: Number.POSITIVE_INFINITY };
    for (const [timer, due] of this.#due) {
      if (due.at > best.at || (due.at === best.at && due.order > best.order)) continue;
      first = timer;
      best = due;
    }
    return first;
  }

  #replace(target: Record<string, unknown>, name: string, value: unknown): void {
    const had = Object.getOwnPropertyDescriptor(target, name);
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
    this.#restore.push(() => {
      if (had) Object.defineProperty(target, name, had);
      else Reflect.deleteProperty(target, name);
    });
  }
}
