import type { Metadata } from "next";
import Link from "next/link";
import { Chip } from "@/app/_components/chip";
import { getViewer } from "@/server/auth/viewer";
import { listLibraryRubrics } from "@/server/services/library-shelf";
import { LibraryShell } from "../_components/library-shell";

export const metadata: Metadata = { title: "Rubrics" };

export default async function RubricsPage() {
  const [viewer, { rubrics, defaultId }] = await Promise.all([getViewer(), listLibraryRubrics()]);
  return (
    <LibraryShell viewer={viewer} current="rubrics">
      <h1 className="text-xl">Rubrics</h1>
      <p className="mt-1 mb-6 max-w-prose text-ink-2">
        What is rated, and what each score looks like at each level.
      </p>
      <ul className="m-0 list-none divide-y divide-line border-line border-y p-0">
        {rubrics.map((rubric) => (
          <li key={rubric.id} className="px-2 py-4">
            <h2 className="flex flex-wrap items-center gap-2 text-base">
              <Link href={`/library/rubrics/${rubric.id}`} className="link">
                {rubric.name}
              </Link>
              {rubric.id === defaultId ? <Chip>Default</Chip> : null}
            </h2>
            <p className="mt-1 max-w-prose text-ink-2 text-sm">{rubric.summary}</p>
            <p className="mt-1 max-w-prose text-ink-2 text-sm">
              {rubric.competencies.map(({ name }) => name).join(" · ")}
            </p>
          </li>
        ))}
      </ul>
    </LibraryShell>
  );
}
