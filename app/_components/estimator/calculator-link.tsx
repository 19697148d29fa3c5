"use client";

import type { MouseEvent, ReactNode } from "react";

/** How the estimator goes from one calculator to another. Null is the list of all. */
export interface Choosing {
  choose: (calculatorId: string | null) => void;
  /** Where calculators have an address of their own. */
  hrefOf?: ((calculatorId: string | null) => string) | undefined;
}

/** A link where there is an address, so that it can be opened beside this page; a button elsewhere. */
export function CalculatorLink({
  to,
  choosing,
  isCurrent = false,
  className,
  children,
}: {
  to: string | null;
  choosing: Choosing;
  isCurrent?: boolean | undefined;
  className?: string | undefined;
  children: ReactNode;
}) {
  const shared = { "aria-current": isCurrent ? ("true" as const) : undefined, className };
  const { choose, hrefOf } = choosing;
  if (!hrefOf)
    return (
      <button type="button" {...shared} onClick={() => choose(to)}>
        {children}
      </button>
    );
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    choose(to);
  };
  return (
    <a href={hrefOf(to)} {...shared} onClick={follow}>
      {children}
    </a>
  );
}
