import type { ReactNode } from "react";

/** A part of a long page, with an anchor to link to. */
export function Section({
  id,
  title,
  intro,
  children,
}: {
  id: string;
  title: string;
  intro?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={id} className="mt-10 first:mt-0">
      <h2 id={id} className="scroll-mt-16 text-lg">
        {title}
      </h2>
      {intro ? <p className="mt-1 max-w-prose text-ink-2 text-sm">{intro}</p> : null}
      <div className="mt-3">{children}</div>
    </section>
  );
}
