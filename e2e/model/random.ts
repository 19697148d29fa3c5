import { seededRandom } from "@/lib/testing/random";

/** All chance of a run, from one seed. */
export class Chance {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = seededRandom(seed);
  }

  next = (): number => this.#next();

  /** A whole number below `limit`. */
  below(limit: number): number {
    return Math.floor(this.#next() * limit);
  }

  is(probability: number): boolean {
    return this.#next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error("There is nothing to pick from");
    return item;
  }

  weighted<T>(weights: ReadonlyMap<T, number>): T {
    const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
    let left = this.#next() * total;
    for (const [item, weight] of weights) {
      left -= weight;
      if (left < 0) return item;
    }
    throw new Error("There is nothing to choose from");
  }
}
