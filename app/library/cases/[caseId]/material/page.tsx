import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { Button } from "@/app/_components/button";
import { requireViewer } from "@/server/auth/viewer";
import { loadCaseMaterial } from "@/server/services/library-material";
import { LibraryShell } from "../../../_components/library-shell";
import { MaterialSections } from "./material-sections";

/** Not the case's name: whoever may not open the page is told nothing by its title either. */
export const metadata: Metadata = { title: "Interviewer’s material" };

export default async function MaterialPage({ params }: { params: Promise<{ caseId: string }> }) {
  const viewer = await requireViewer();
  const { caseId } = await params;
  const loaded = await loadCaseMaterial(viewer, caseId);
  if (!loaded.ok) {
    if (loaded.code === "not-found") notFound();
    redirect(`/library/cases/${caseId}?ask=material`);
  }
  const { brief, drawing, timeProfile, phaseNames, failureTitles, terms } = loaded.value;
  return (
    <LibraryShell viewer={viewer} current="cases">
      <p className="text-ink-2 text-sm">Interviewer’s material</p>
      <h1 className="text-xl">
        <Link href={`/library/cases/${brief.id}`} className="text-ink no-underline hover:underline">
          {brief.title}
        </Link>
      </h1>
      <blockquote className="m-0 mt-3 max-w-prose border-accent border-l-2 pl-3">
        {brief.prompt}
      </blockquote>
      {timeProfile ? (
        <p className="mt-3 max-w-prose text-ink-2 text-sm">
          Minutes: {timeProfile.name}. {timeProfile.chooseWhen}
        </p>
      ) : null}
      {brief.responsibility === "gate" ? (
        <p className="mt-1 max-w-prose text-ink-2 text-sm">
          This case has a gate: ask once about privacy, safety and fairness before the end.
        </p>
      ) : null}
      <div className="mt-4 mb-8 flex flex-wrap gap-3">
        <Button href={`/interviews/new?case=${brief.id}&role=interviewer`}>
          Interview somebody with it
        </Button>
        <Button href={`/library/cases/${brief.id}/sheet`}>Sheet to print</Button>
      </div>

      <MaterialSections
        brief={brief}
        drawing={drawing}
        phaseNames={phaseNames}
        failureTitles={failureTitles}
        terms={terms}
      />
    </LibraryShell>
  );
}
