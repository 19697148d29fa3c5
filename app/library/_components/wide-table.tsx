import clsx from "clsx";
import type { ReactNode } from "react";

/** A table that may be wider than a phone: it scrolls by itself, by keys too, and the page does not. */
export function WideTable({
  label,
  head,
  isNarrow = false,
  children,
}: {
  /** What it is about, for screen readers. */
  label: string;
  head: readonly string[];
  /** A few figures per row: they fit a phone. */
  isNarrow?: boolean | undefined;
  /** Rows, as `tr`. */
  children: ReactNode;
}) {
  return (
    // Keys need something to hold on to, and it needs a name.
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keys
      tabIndex={0}
      className="relative overflow-x-auto rounded-panel border border-line print:overflow-visible"
    >
      <table
        className={clsx(
          "w-full border-collapse text-left text-sm print:min-w-0",
          isNarrow ? null : "min-w-160",
        )}
      >
        <thead className="bg-sunken text-ink-2">
          <tr>
            {head.map((name) => (
              <th key={name} scope="col" className="px-3 py-2 font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line align-top [&_td]:px-3 [&_td]:py-2 [&_th]:px-3 [&_th]:py-2 [&_th]:font-medium">
          {children}
        </tbody>
      </table>
    </section>
  );
}
