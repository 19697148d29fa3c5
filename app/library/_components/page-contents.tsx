import type { ReactNode } from "react";

/** A long page beside the list of its parts, which stays in sight: a column, on a phone a row on top. */
export function PageWithContents({
  contents,
  children,
}: {
  contents: readonly { id: string; title: string }[];
  children: ReactNode;
}) {
  return (
    <div className="lg:grid lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-10">
      <nav
        aria-label="On this page"
        className="sticky top-0 z-10 -mx-4 mb-6 self-start border-line border-b bg-canvas px-4 lg:top-4 lg:mx-0 lg:mb-0 lg:max-h-[calc(100dvh-2rem)] lg:overflow-y-auto lg:border-0 lg:px-0 print:hidden"
      >
        <ul className="m-0 flex list-none gap-x-1 overflow-x-auto p-0 lg:flex-col lg:overflow-visible">
          {contents.map(({ id, title }) => (
            <li key={id} className="shrink-0">
              <a
                href={`#${id}`}
                className="flex min-h-10 items-center rounded-control px-2 text-ink-2 text-sm no-underline hover:bg-sunken hover:text-ink focus-visible:-outline-offset-2 lg:min-h-8 pointer-coarse:min-h-11"
              >
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
