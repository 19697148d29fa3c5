import type { Metadata } from "next";
import { getViewer } from "@/server/auth/viewer";
import { listGlossary } from "@/server/services/library-shelf";
import { LibraryShell } from "../_components/library-shell";

export const metadata: Metadata = { title: "Glossary" };

export default async function GlossaryPage() {
  const viewer = await getViewer();
  const entries = listGlossary();
  return (
    <LibraryShell viewer={viewer} current="glossary">
      <h1 className="text-xl">Glossary</h1>
      <p className="mt-1 mb-6 max-w-prose text-ink-2">
        Words that come up in briefs and checklists. There, a dotted line under a word opens its
        meaning.
      </p>
      <dl className="m-0 grid gap-x-10 md:grid-cols-2">
        {entries.map(({ id, term, short, more }) => (
          <div key={id} className="border-line border-t py-4">
            <dt id={id} className="scroll-mt-6 font-medium">
              {term}
            </dt>
            <dd className="m-0 max-w-prose">
              <p>{short}</p>
              <p className="mt-1 text-ink-2 text-sm">{more}</p>
            </dd>
          </div>
        ))}
      </dl>
    </LibraryShell>
  );
}
