import { seededRandom } from "@/lib/testing/random";

/** Choices of a seeded generator. */
export function randomness(seed: number) {
  const next = seededRandom(seed);
  return {
    int: (below: number) => Math.floor(next() * below),
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
    /** Whether one of so many times. */
    oneIn: (times: number) => next() * times < 1,
  };
}
export type Random = ReturnType<typeof randomness>;
