import type { Store } from "./room-state";

/** A value and those who watch it; setting an equal one tells nobody. */
export class ValueStore<T> implements Store<T> {
  #value: T;
  #isSame: (a: T, b: T) => boolean;
  #listeners = new Set<() => void>();

  constructor(value: T, isSame: (a: T, b: T) => boolean) {
    this.#value = value;
    this.#isSame = isSame;
  }

  get = (): T => this.#value;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(value: T): void {
    if (this.#isSame(this.#value, value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Equal in every field by identity. */
export function isShallowSame<T extends object>(a: T, b: T): boolean {
  const keys = Object.keys(a) as (keyof T)[];
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
