/**
 * Which tabs of this browser are alive. A tab holds one lock per sender it speaks for;
 * the browser releases them when the tab is gone, however it went.
 */
export interface TabLocks {
  /** @returns whether this tab holds the lock now; never after `releaseAll` */
  tryHold(name: string): Promise<boolean>;
  /** Runs something while no other tab runs something under the same name. */
  alone<T>(name: string, run: () => Promise<T>): Promise<T>;
  releaseAll(): void;
}

/**
 * Over the Web Locks API. A page that is not a secure context (plain http in a local network)
 * has none; then every outbox counts as free. That is safe, only wasteful: an outbox that two
 * tabs send is stored once, since the server knows its numbers.
 */
export function browserTabLocks(): TabLocks {
  const releases: (() => void)[] = [];
  let isOver = false;
  const locks = typeof navigator === "undefined" ? undefined : navigator.locks;
  if (!locks)
    return { tryHold: async () => true, alone: (_, run) => run(), releaseAll: () => undefined };
  return {
    alone: (name, run) => locks.request(name, run),
    tryHold: (name) =>
      new Promise((resolve) => {
        locks
          .request(name, { ifAvailable: true }, (lock) => {
            // Who has left the room meanwhile, but not the page, would hold it until the page closes.
            const isHeld = lock !== null && !isOver;
            resolve(isHeld);
            if (!isHeld) return;
            return new Promise<void>((release) => releases.push(release));
          })
          // A page that is being closed may not take locks any more; nothing is adopted then.
          .catch(() => resolve(false));
      }),
    releaseAll: () => {
      isOver = true;
      for (const release of releases.splice(0)) release();
    },
  };
}

/** What the tabs of one process share in place of a browser's locks. */
export class MemoryLocks {
  readonly held = new Set<string>();
  /** Whoever asks next runs after the last one that was asked. */
  #last: Promise<unknown> = Promise.resolve();

  alone<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#last.then(run);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

/** Locks among tabs that live in one process: headless clients and tests. */
export function memoryTabLocks(shared: MemoryLocks): TabLocks {
  const { held } = shared;
  const mine = new Set<string>();
  let isOver = false;
  return {
    alone: (_, run) => shared.alone(run),
    tryHold: async (name) => {
      if (isOver) return false;
      if (held.has(name)) return mine.has(name);
      held.add(name);
      mine.add(name);
      return true;
    },
    releaseAll: () => {
      isOver = true;
      for (const name of mine) held.delete(name);
      mine.clear();
    },
  };
}
