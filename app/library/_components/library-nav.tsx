import clsx from "clsx";
import Link from "next/link";

const SECTIONS = [
  { key: "cases", href: "/library", label: "Cases" },
  { key: "frameworks", href: "/library/frameworks", label: "Frameworks" },
  { key: "rubrics", href: "/library/rubrics", label: "Rubrics" },
  { key: "failure-modes", href: "/library/failure-modes", label: "Failure modes" },
  { key: "estimation", href: "/library/estimation", label: "Estimation" },
  { key: "glossary", href: "/library/glossary", label: "Glossary" },
] as const;

/** For whoever may write content. */
const OWN = { key: "own", href: "/library/own", label: "Own content" } as const;

export type LibrarySection = (typeof SECTIONS)[number]["key"] | typeof OWN.key;

/** The parts of the library, as a row of links that scrolls sideways where it is too long. */
export function LibraryNav({
  current,
  hasOwn,
}: {
  current?: LibrarySection | undefined;
  /** Whether the viewer may write content. */
  hasOwn: boolean;
}) {
  const sections = hasOwn ? [...SECTIONS, OWN] : SECTIONS;
  return (
    <nav aria-label="Library" className="-mt-5 print:hidden border-line border-b sm:-mt-8">
      <ul className="m-0 flex list-none gap-1 overflow-x-auto p-0">
        {sections.map(({ key, href, label }) => (
          <li key={key} className="shrink-0">
            <Link
              href={href}
              // "true", not "page": a case is part of the cases, and not their list.
              aria-current={key === current ? "true" : undefined}
              className={clsx(
                "flex h-10 items-center border-b-2 px-2 font-medium text-sm no-underline focus-visible:-outline-offset-2 pointer-coarse:h-11",
                key === current
                  ? "border-accent text-ink"
                  : "border-transparent text-ink-2 hover:text-ink",
              )}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
