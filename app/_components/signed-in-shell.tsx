import type { ReactNode } from "react";
import { Chip } from "./chip";
import { PageShell } from "./page-shell";

const LINKS = [
  { key: "home", href: "/home", label: "Home" },
  { key: "new", href: "/interviews/new", label: "New interview" },
  { key: "library", href: "/library", label: "Library" },
  { key: "settings", href: "/settings", label: "Settings" },
] as const;

/** The frame of pages for somebody who is signed in, account or guest. */
export function SignedInShell({
  viewer,
  current,
  width,
  children,
}: {
  viewer: { name: string; isGuest: boolean };
  current?: (typeof LINKS)[number]["key"] | undefined;
  width?: "narrow" | "text" | "wide" | undefined;
  children: ReactNode;
}) {
  return (
    <PageShell
      brandHref="/home"
      width={width}
      nav={LINKS.map(({ key, href, label }) => ({ href, label, current: key === current }))}
      userMenu={
        <span className="hidden min-w-0 items-center gap-2 text-ink-2 text-sm sm:flex">
          <span className="max-w-40 truncate">{viewer.name}</span>
          {viewer.isGuest ? <Chip>This browser only</Chip> : null}
        </span>
      }
    >
      {children}
    </PageShell>
  );
}
