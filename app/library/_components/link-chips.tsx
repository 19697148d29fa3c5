import clsx from "clsx";
import Link from "next/link";

/** One choice out of a few, as links, so that it is in the address and works without scripts. */
export function LinkChips({
  label,
  options,
}: {
  label: string;
  options: readonly { href: string; label: string; isCurrent: boolean }[];
}) {
  return (
    <nav aria-label={label} className="flex min-w-0 flex-col gap-1 sm:flex-row sm:gap-3">
      <span aria-hidden className="shrink-0 text-ink-3 text-sm sm:w-20 sm:leading-10">
        {label}
      </span>
      <ul className="-mx-4 m-0 flex min-w-0 list-none gap-1.5 overflow-x-auto px-4 py-1 sm:mx-0 sm:flex-wrap sm:overflow-visible sm:px-0">
        {options.map((option) => (
          <li key={option.href} className="shrink-0">
            <Link
              href={option.href}
              scroll={false}
              aria-current={option.isCurrent ? "true" : undefined}
              className={clsx(
                "flex h-8 items-center rounded-full border px-3 text-sm no-underline pointer-coarse:h-11",
                option.isCurrent
                  ? "border-accent bg-accent-soft text-accent-ink"
                  : "border-line-strong bg-surface text-ink hover:bg-sunken",
              )}
            >
              {option.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
