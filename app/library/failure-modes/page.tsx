import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import { Button } from "@/app/_components/button";
import { EmptyState } from "@/app/_components/empty-state";
import { FAILURE_FAMILIES } from "@/lib/domain/content/failure-mode";
import { getViewer } from "@/server/auth/viewer";
import { listFailureModes } from "@/server/services/library-shelf";
import { LibraryShell } from "../_components/library-shell";
import { LinkChips } from "../_components/link-chips";
import { FAMILY_WORDS, phaseWords } from "../_components/words";
import { FailureMode } from "./failure-mode";

export const metadata: Metadata = { title: "Failure modes" };

const ADDRESS = "/library/failure-modes";

function addressOf(filter: { family: string | null; phase: string | null }): string {
  const params = new URLSearchParams();
  if (filter.family) params.set("family", filter.family);
  if (filter.phase) params.set("phase", filter.phase);
  const query = params.toString();
  return query === "" ? ADDRESS : `${ADDRESS}?${query}`;
}

export default async function FailureModesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const [viewer, { failureModes, phaseNames }, asked] = await Promise.all([
    getViewer(),
    listFailureModes(),
    searchParams,
  ]);
  const phases = [...new Set([...Object.keys(phaseNames), ...failureModes.map((m) => m.phase)])];
  const family = FAILURE_FAMILIES.find((known) => known === asked.family) ?? null;
  const phase = phases.find((known) => known === asked.phase) ?? null;
  const shown = failureModes.filter(
    (mode) => (!family || mode.family === family) && (!phase || mode.phase === phase),
  );
  return (
    <LibraryShell viewer={viewer} current="failure-modes">
      <h1 className="text-xl">Failure modes</h1>
      <p className="mt-1 mb-6 max-w-prose text-ink-2">
        What goes wrong in these interviews, why it costs, and how to get out of it while the clock
        runs.
      </p>
      <div className="flex flex-col gap-2">
        <LinkChips
          label="Family"
          options={[
            { href: addressOf({ family: null, phase }), label: "All", isCurrent: !family },
            ...FAILURE_FAMILIES.map((each) => ({
              href: addressOf({ family: each, phase }),
              label: FAMILY_WORDS[each],
              isCurrent: each === family,
            })),
          ]}
        />
        <LinkChips
          label="Phase"
          options={[
            { href: addressOf({ family, phase: null }), label: "All", isCurrent: !phase },
            ...phases.map((each) => ({
              href: addressOf({ family, phase: each }),
              label: phaseWords(each, phaseNames),
              isCurrent: each === phase,
            })),
          ]}
        />
      </div>
      <p role="status" className="mt-6 mb-3 text-ink-2 text-sm">
        {shown.length === failureModes.length
          ? `${shown.length} failure modes`
          : `${shown.length} of ${failureModes.length} failure modes`}
      </p>
      {shown.length > 0 ? (
        shown.map((mode) => <FailureMode key={mode.id} mode={mode} phaseNames={phaseNames} />)
      ) : (
        <EmptyState
          icon={<SearchX size={20} aria-hidden />}
          action={<Button href={ADDRESS}>Clear filters</Button>}
        >
          No failure mode is in this family and this phase.
        </EmptyState>
      )}
    </LibraryShell>
  );
}
