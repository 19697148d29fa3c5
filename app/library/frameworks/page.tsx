import type { Metadata } from "next";
import Link from "next/link";
import { Chip } from "@/app/_components/chip";
import { getViewer } from "@/server/auth/viewer";
import { listLibraryFrameworks } from "@/server/services/library-shelf";
import { LibraryShell } from "../_components/library-shell";
import { Section } from "../_components/section";
import { TimeProfiles } from "./time-profiles";

export const metadata: Metadata = { title: "Frameworks" };

export default async function FrameworksPage() {
  const [viewer, { frameworks, defaultId, timeProfiles, phaseNames }] = await Promise.all([
    getViewer(),
    listLibraryFrameworks(),
  ]);
  return (
    <LibraryShell viewer={viewer} current="frameworks">
      <h1 className="text-xl">Frameworks</h1>
      <p className="mt-1 mb-6 max-w-prose text-ink-2">
        Orders in which to work through a problem. All of them ask for the same things, so
        interviews that followed different ones can be compared.
      </p>
      <ul className="m-0 list-none divide-y divide-line border-line border-y p-0">
        {frameworks.map((framework) => (
          <li key={framework.id} className="px-2 py-4">
            <h2 className="flex flex-wrap items-center gap-2 text-base">
              <Link href={`/library/frameworks/${framework.id}`} className="link">
                {framework.name}
              </Link>
              {framework.id === defaultId ? <Chip>Default</Chip> : null}
            </h2>
            <p className="mt-1 max-w-prose text-ink-2 text-sm">{framework.summary}</p>
            {framework.chooseWhen ? (
              <p className="mt-1 max-w-prose text-sm">{framework.chooseWhen}</p>
            ) : null}
          </li>
        ))}
      </ul>
      <div className="mt-10">
        <Section
          id="time-profiles"
          title="Where the minutes go"
          intro="In an interview of 45 minutes. Prompt and recap take three more, in each of them."
        >
          <TimeProfiles profiles={timeProfiles} phaseNames={phaseNames} />
        </Section>
      </div>
    </LibraryShell>
  );
}
