"use client";

import clsx from "clsx";
import { Eraser, Info, ListRestart } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import type { EstimatorCalculator } from "@/lib/domain/content/estimator-calculator";
import { type Estimate, estimate, exampleOf, type Typed } from "@/lib/estimate/estimate";
import { Button } from "../button";
import { CopyButton } from "../copy-button";
import { CalculatorLink, type Choosing } from "./calculator-link";
import { InsertButton, type InsertOutcome } from "./insert-button";
import { QuantityField } from "./quantity-field";
import { ResultList } from "./result-list";
import { useSettled } from "./use-settled";

/** Longer than the pause between two keys: half a number is neither wrong nor worth announcing. */
const SETTLED_AFTER_MS = 800;

/** One calculator: its fields, what comes out as one types, and how to say it. */
export function CalculatorSheet({
  calculator,
  layout,
  titleOf,
  typed,
  onType,
  choosing,
  onInsert,
  takeFocus,
}: {
  calculator: EstimatorCalculator;
  layout: "panel" | "page";
  /** The title of another calculator, null when there is none by that id. */
  titleOf: (id: string) => string | null;
  typed: Typed;
  onType: (typed: Typed) => void;
  choosing: Choosing;
  /** Where there is a document to write into. */
  onInsert?: ((line: string) => InsertOutcome) | undefined;
  /** Whether the focus should come here now. */
  takeFocus: () => boolean;
}) {
  const result = useMemo(() => estimate(calculator, typed), [calculator, typed]);
  const settled = useSettled(typed, SETTLED_AFTER_MS);
  const heading = useRef<HTMLHeadingElement>(null);
  const firstField = useRef<HTMLDivElement>(null);
  const isEmpty = Object.values(typed).every((text) => text.trim() === "");

  useEffect(() => {
    if (takeFocus()) heading.current?.focus();
  });

  return (
    <div
      className={clsx(
        "flex min-w-0 flex-col gap-6",
        // What comes out stands beside what goes in, so that both are in view.
        layout === "page" && "xl:grid xl:grid-cols-2 xl:items-start xl:gap-x-10 print:flex",
      )}
    >
      <div className="flex flex-col gap-1 xl:col-span-2">
        <h2 ref={heading} tabIndex={-1} className="text-lg outline-none">
          {calculator.title}
        </h2>
        <p className="max-w-prose text-ink-2 text-sm">{calculator.question}</p>
      </div>

      <div ref={firstField} className="flex max-w-md flex-col gap-4">
        {calculator.inputs.map((input) => {
          const read = result.inputs.get(input.id);
          const isSettled = settled[input.id] === typed[input.id];
          return (
            <QuantityField
              key={input.id}
              input={input}
              typed={typed[input.id] ?? ""}
              read={read}
              error={isSettled ? (read?.error ?? null) : null}
              onType={(text) => onType({ ...typed, [input.id]: text })}
            />
          );
        })}
        <div className="flex flex-wrap gap-2 print:hidden">
          <Button
            size="room"
            icon={<ListRestart size={16} aria-hidden />}
            onClick={() => onType(exampleOf(calculator))}
          >
            Use an example
          </Button>
          {isEmpty ? null : (
            <Button
              size="room"
              variant="quiet"
              icon={<Eraser size={16} aria-hidden />}
              onClick={() => {
                onType({});
                // The button goes; the person goes on with the first field.
                firstField.current?.querySelector("input")?.focus();
              }}
            >
              Clear
            </Button>
          )}
        </div>
      </div>

      <div className="flex min-w-0 flex-col gap-6">
        <Part title="Results">
          <ResultList results={result.results} />
          <p role="status" className="sr-only">
            {settled === typed ? spoken(result) : ""}
          </p>
        </Part>

        {result.line === null ? null : (
          <Part title="Say it aloud">
            {result.aloud ? (
              <blockquote className="m-0 max-w-prose border-accent border-l-2 pl-3">
                {result.aloud}
              </blockquote>
            ) : (
              <p className="text-ink-3 text-sm">
                The sentence still waits for: {result.aloudNeeds.join(", ")}.
              </p>
            )}
            <div className="mt-3 flex flex-wrap items-center gap-2 print:hidden">
              {onInsert ? <InsertButton line={result.line} onInsert={onInsert} /> : null}
              <CopyButton size="room" text={result.text ?? result.line} label="Copy as text" />
            </div>
          </Part>
        )}

        <Part title="Good to know">
          <ul className="m-0 flex list-none flex-col gap-2 p-0 text-ink-2 text-sm">
            {result.cautions.map((caution) => (
              <li key={caution} className="flex max-w-prose items-start gap-2 text-ink">
                <Info size={16} aria-hidden className="mt-0.5 shrink-0 text-ink-3" />
                {caution}
              </li>
            ))}
            {calculator.ranges.map((says) => (
              <li key={says} className="max-w-prose">
                {says}
              </li>
            ))}
          </ul>
        </Part>

        <Part title="See also" isPrinted={false}>
          <ul className="m-0 flex list-none flex-wrap gap-x-4 gap-y-1 p-0 text-sm">
            {calculator.seeAlso.map((id) => (
              <li key={id}>
                <CalculatorLink
                  to={id}
                  choosing={choosing}
                  className="link inline-flex min-h-6 items-center text-left pointer-coarse:min-h-11"
                >
                  {titleOf(id)}
                </CalculatorLink>
              </li>
            ))}
          </ul>
        </Part>
      </div>
    </div>
  );
}

function Part({
  title,
  isPrinted = true,
  children,
}: {
  title: string;
  isPrinted?: boolean | undefined;
  children: ReactNode;
}) {
  return (
    <section className={isPrinted ? undefined : "print:hidden"}>
      <h3 className="mb-2 text-sm">{title}</h3>
      {children}
    </section>
  );
}

/** What a screen reader hears of the results once somebody has stopped typing. */
function spoken({ results, cautions }: Estimate): string {
  const figures = results.flatMap(({ label, figure }) =>
    figure ? [`${label}: ${figure.rounded ?? figure.exact}.`] : [],
  );
  return [...figures, ...cautions].join(" ");
}
