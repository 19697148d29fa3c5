"use client";

import clsx from "clsx";
import { Search } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import type { EstimatorCalculator } from "@/lib/domain/content/estimator-calculator";
import { findCalculators } from "@/lib/estimate/find-calculators";
import { Button } from "../button";
import { TextInput } from "../text-input";
import { CalculatorLink, type Choosing } from "./calculator-link";

/** All calculators by group, narrowed down by what is typed above them. */
export function CalculatorList({
  calculators,
  currentId,
  choosing,
  takeFocus,
}: {
  calculators: readonly EstimatorCalculator[];
  currentId: string | null;
  choosing: Choosing;
  /** Whether the focus should come here now. */
  takeFocus: () => boolean;
}) {
  const id = useId();
  const [query, setQuery] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const groups = findCalculators(calculators, query);
  const count = groups.reduce((sum, group) => sum + group.calculators.length, 0);

  useEffect(() => {
    if (takeFocus()) search.current?.focus();
  });

  return (
    <nav aria-label="Calculators" className="flex flex-col gap-4">
      <div className="relative">
        <label htmlFor={id} className="sr-only">
          Find a calculator
        </label>
        <Search
          size={16}
          aria-hidden
          className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2.5 text-ink-3"
        />
        <TextInput
          ref={search}
          id={id}
          type="search"
          size="room"
          placeholder="Find a calculator"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          className="pl-8"
        />
        <span aria-live="polite" className="sr-only">
          {query.trim() === "" ? "" : `${count} of ${calculators.length} calculators`}
        </span>
      </div>
      {groups.map((group) => (
        <div key={group.group}>
          <p
            id={`${id}-${group.group}`}
            className="mb-1 px-2 font-medium text-ink-3 text-xs leading-normal"
          >
            {group.name}
          </p>
          <ul aria-labelledby={`${id}-${group.group}`} className="m-0 list-none p-0">
            {group.calculators.map((calculator) => (
              <li key={calculator.id}>
                <CalculatorLink
                  to={calculator.id}
                  choosing={choosing}
                  isCurrent={calculator.id === currentId}
                  className={clsx(
                    "flex min-h-8 w-full items-center rounded-control px-2 py-1 text-left text-sm no-underline focus-visible:-outline-offset-2 pointer-coarse:min-h-11",
                    calculator.id === currentId
                      ? "bg-accent-soft font-medium text-accent-ink"
                      : "text-ink hover:bg-sunken",
                  )}
                >
                  {calculator.title}
                </CalculatorLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {count === 0 ? (
        <div className="flex flex-col items-start gap-2 text-ink-2 text-sm">
          <p className="wrap-anywhere">No calculator speaks of “{query.trim()}”.</p>
          <Button size="room" onClick={() => setQuery("")}>
            Show all
          </Button>
        </div>
      ) : null}
    </nav>
  );
}
