"use client";

import clsx from "clsx";
import { ArrowLeft } from "lucide-react";
import { useSyncExternalStore } from "react";
import type { EstimatorCalculator } from "@/lib/domain/content/estimator-calculator";
import type { Typed } from "@/lib/estimate/estimate";
import { CalculatorLink, type Choosing } from "./calculator-link";
import { CalculatorList } from "./calculator-list";
import { CalculatorSheet } from "./calculator-sheet";
import type { EstimatorMemory } from "./estimator-memory";
import type { InsertOutcome } from "./insert-button";

const NOTHING_TYPED: Typed = {};

/**
 * The calculators. In a panel it shows the list or one of them; on a page both stand side by side
 * where there is room, and the first one is open from the start.
 */
export function Estimator({
  calculators,
  chosenId,
  choosing,
  memory,
  layout,
  onInsert,
}: {
  calculators: readonly EstimatorCalculator[];
  /** Null, or one that does not exist: the list. */
  chosenId: string | null;
  choosing: Choosing;
  memory: EstimatorMemory;
  layout: "panel" | "page";
  onInsert?: ((line: string) => InsertOutcome) | undefined;
}) {
  const { typed } = useSyncExternalStore(memory.subscribe, memory.get, memory.get);
  const chosen = calculators.find(({ id }) => id === chosenId);
  const isPage = layout === "page";
  const shown = chosen ?? (isPage ? calculators[0] : undefined);
  const shownTyped = (shown && typed[shown.id]) ?? NOTHING_TYPED;
  const isBlank = Object.values(shownTyped).every((text) => text.trim() === "");
  const moving: Choosing = {
    ...choosing,
    choose: (id) => {
      // What was pressed may go away with this; the focus goes to what takes its place.
      memory.askFocus({ to: id });
      choosing.choose(id);
    },
  };
  return (
    <div
      className={
        isPage
          ? "grid items-start gap-8 lg:grid-cols-[15rem_minmax(0,1fr)] print:block"
          : "flex flex-col gap-3 p-4"
      }
    >
      {isPage || !shown ? (
        <div className={clsx("print:hidden", chosen && "max-lg:hidden")}>
          <CalculatorList
            calculators={calculators}
            currentId={shown?.id ?? null}
            choosing={moving}
            takeFocus={() => memory.takeFocus(null)}
          />
        </div>
      ) : null}
      {shown ? (
        <div
          className={clsx(
            "flex min-w-0 flex-col gap-3",
            isPage && !chosen && "max-lg:hidden",
            // Empty fields are of no use on paper; the figures below are.
            isBlank && "print:hidden",
          )}
        >
          <CalculatorLink
            to={null}
            choosing={moving}
            className={clsx(
              "-ml-1 inline-flex min-h-8 items-center gap-1.5 self-start rounded-control px-1 text-ink-2 text-sm no-underline hover:bg-sunken hover:text-ink pointer-coarse:min-h-11 print:hidden",
              isPage && "lg:hidden",
            )}
          >
            <ArrowLeft size={16} aria-hidden />
            All calculators
          </CalculatorLink>
          <CalculatorSheet
            key={shown.id}
            calculator={shown}
            layout={layout}
            titleOf={(id) => calculators.find((each) => each.id === id)?.title ?? null}
            typed={shownTyped}
            onType={(next) => memory.type(shown.id, next)}
            choosing={moving}
            onInsert={onInsert}
            takeFocus={() => memory.takeFocus(shown.id)}
          />
        </div>
      ) : null}
    </div>
  );
}
