import clsx from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { Brand } from "./brand";
import { ThemeToggle } from "./theme-toggle";

export type NavLink = { href: string; label: string; current?: boolean | undefined };

const WIDTHS = { narrow: "max-w-md", text: "max-w-3xl", wide: "max-w-6xl" } as const;

/** The frame of every page but the room: skip link, header, one main landmark. */
export function PageShell({
  children,
  brandHref,
  nav = [],
  userMenu,
  width = "text",
}: {
  children: ReactNode;
  /** Where the brand leads: the landing page, or home for who is signed in. */
  brandHref?: string | undefined;
  nav?: readonly NavLink[] | undefined;
  /** At the right end of the header: who is signed in, or the way in. */
  userMenu?: ReactNode;
  width?: keyof typeof WIDTHS | undefined;
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only z-50 rounded-control bg-surface px-3 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2 print:hidden"
      >
        Skip to content
      </a>
      <header className="print:hidden border-line border-b">
        <div className="mx-auto flex h-14 max-w-6xl items-center gap-2 px-4 sm:gap-4">
          <Brand href={brandHref} isShort={nav.length > 0} />
          {nav.length > 0 ? (
            <nav aria-label="Main" className="flex min-w-0 items-center overflow-x-auto sm:gap-1">
              {nav.map((link) => (
                <Link
                  key={link.href}
                  href={link.href}
                  aria-current={link.current ? "page" : undefined}
                  className={clsx(
                    "flex h-8 shrink-0 items-center rounded-control px-1.5 text-sm sm:px-2 no-underline hover:bg-sunken focus-visible:-outline-offset-2 pointer-coarse:h-11",
                    link.current ? "font-medium text-ink" : "text-ink-2",
                  )}
                >
                  {link.label}
                </Link>
              ))}
            </nav>
          ) : null}
          <div className="ml-auto flex shrink-0 items-center gap-2">
            <ThemeToggle />
            {userMenu}
          </div>
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className={clsx("mx-auto w-full flex-1 px-4 py-8 outline-none sm:py-12", WIDTHS[width])}
      >
        {children}
      </main>
    </div>
  );
}
