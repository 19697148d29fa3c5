import type { ReactNode } from "react";
import type { Viewer } from "@/lib/domain/viewer";
import { Button } from "../../_components/button";
import { PageShell } from "../../_components/page-shell";
import { SignedInShell } from "../../_components/signed-in-shell";
import { LibraryNav, type LibrarySection } from "./library-nav";

/** The frame of the library's pages, for somebody who is signed in and for a visitor. */
export function LibraryShell({
  viewer,
  current,
  width = "wide",
  children,
}: {
  /** Null for a visitor, who may read everything but the interviewer's half. */
  viewer: Pick<Viewer, "name" | "isGuest" | "isAdmin" | "isCoach"> | null;
  current?: LibrarySection | undefined;
  width?: "text" | "wide" | undefined;
  children: ReactNode;
}) {
  const content = (
    <>
      <LibraryNav
        current={current}
        hasOwn={viewer !== null && (viewer.isCoach || viewer.isAdmin)}
      />
      <div className="pt-6 print:pt-0">{children}</div>
    </>
  );
  if (viewer)
    return (
      <SignedInShell viewer={viewer} current="library" width={width}>
        {content}
      </SignedInShell>
    );
  return (
    <PageShell
      width={width}
      nav={[{ href: "/library", label: "Library", current: true }]}
      userMenu={
        <Button href="/sign-in" size="room">
          Sign in
        </Button>
      }
    >
      {content}
    </PageShell>
  );
}
