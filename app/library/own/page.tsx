import { FilePlus2 } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { OWN_KINDS } from "@/lib/domain/content/own-content";
import { requireViewer } from "@/server/auth/viewer";
import { listOwnContent } from "@/server/services/own-content";
import { Button } from "../../_components/button";
import { DateTime } from "../../_components/date-time";
import { EmptyState } from "../../_components/empty-state";
import { LibraryShell } from "../_components/library-shell";
import { StateChips } from "./_components/state-chips";
import { KIND_WORDS, titleWords } from "./_components/words";

export const metadata: Metadata = { title: "Own content" };

export default async function OwnContentPage() {
  const viewer = await requireViewer();
  const listed = await listOwnContent(viewer);
  if (!listed.ok) notFound();
  const items = listed.value;
  return (
    <LibraryShell viewer={viewer} current="own">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h1 className="text-xl">Own content</h1>
          <p className="mt-1 max-w-prose text-ink-2">
            Cases, frameworks and rubrics of this installation. What is published can be chosen for
            new interviews; interviews that exist keep the version they have.
          </p>
        </div>
        <Button href="/library/own/new" variant="primary">
          New
        </Button>
      </div>
      {items.length === 0 ? (
        <div className="mt-6">
          <EmptyState
            icon={<FilePlus2 size={20} aria-hidden />}
            action={
              <div className="flex flex-wrap gap-3">
                <Button href="/library/own/new#copy">Start from a shipped case</Button>
                <Button href="/library/own/new#import">Import a file</Button>
              </div>
            }
          >
            There is none yet. The quickest way to a case of your own is a copy of one that ships,
            changed where yours differs.
          </EmptyState>
        </div>
      ) : null}
      {OWN_KINDS.map((kind) => {
        const ofKind = items.filter((item) => item.kind === kind);
        if (ofKind.length === 0) return null;
        return (
          <section key={kind} aria-labelledby={`own-${kind}`} className="mt-8">
            <h2 id={`own-${kind}`} className="text-lg">
              {KIND_WORDS[kind].many}
            </h2>
            <ul className="m-0 mt-3 list-none divide-y divide-line border-line border-y p-0">
              {ofKind.map((item) => (
                <li key={item.id}>
                  <Link
                    href={`/library/own/${item.id}`}
                    className="flex flex-wrap items-center gap-x-4 gap-y-1 px-2 py-3 text-ink no-underline hover:bg-sunken focus-visible:-outline-offset-2"
                  >
                    <span className="min-w-0 flex-1 basis-60">
                      <span className="block break-words font-medium">
                        {titleWords(item.title, kind)}
                      </span>
                      <span className="block break-words text-ink-2 text-sm">
                        {item.contentId ?? "Not published yet"}
                      </span>
                    </span>
                    <span className="text-ink-2 text-sm">
                      <DateTime value={item.updatedAt} />
                    </span>
                    <StateChips item={item} />
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </LibraryShell>
  );
}
