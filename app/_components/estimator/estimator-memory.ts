import type { Typed } from "@/lib/estimate/estimate";

interface Remembered {
  /** The open calculator where it has no address; null is the list. */
  chosenId: string | null;
  /** By calculator id. */
  typed: Readonly<Record<string, Typed>>;
  /** Where the focus goes once that is there: a calculator, the list (null), or whatever is shown. */
  focus: { to: string | null } | "anywhere" | null;
}

/**
 * What was typed into the calculators, for as long as the page is open. It lives outside the
 * estimator, which comes and goes with its tab, and outside the room's own state, which must not
 * move with every key.
 */
export interface EstimatorMemory {
  subscribe(listener: () => void): () => void;
  get(): Remembered;
  choose(calculatorId: string | null): void;
  type(calculatorId: string, typed: Typed): void;
  askFocus(focus: NonNullable<Remembered["focus"]>): void;
  /** @returns whether the focus was asked for in this calculator, or in the list; it is given once */
  takeFocus(by: string | null): boolean;
}

export function createEstimatorMemory(): EstimatorMemory {
  let remembered: Remembered = { chosenId: null, typed: {}, focus: null };
  const listeners = new Set<() => void>();
  const change = (next: Partial<Remembered>): void => {
    remembered = { ...remembered, ...next };
    for (const listener of listeners) listener();
  };
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get: () => remembered,
    choose: (chosenId) => change({ chosenId }),
    type: (id, typed) => change({ typed: { ...remembered.typed, [id]: typed } }),
    askFocus: (focus) => change({ focus }),
    takeFocus(by) {
      const { focus } = remembered;
      const isAsked = focus === "anywhere" || focus?.to === by;
      if (isAsked) change({ focus: null });
      return isAsked;
    },
  };
}
