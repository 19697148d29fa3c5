import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { SheetPage } from "@/app/_components/sheet/sheet-page";
import { requireViewer } from "@/server/auth/viewer";
import { loadCaseSheet } from "@/server/services/library-sheets";
import { LibraryShell } from "../../../_components/library-shell";

/** Not the case's name: whoever may not open the page is told nothing by its title either. */
export const metadata: Metadata = { title: "Interviewer’s sheet" };

export default async function CaseSheetPage({ params }: { params: Promise<{ caseId: string }> }) {
  const viewer = await requireViewer();
  const { caseId } = await params;
  const loaded = await loadCaseSheet(viewer, caseId);
  const here = `/library/cases/${caseId}`;
  if (!loaded.ok) {
    if (loaded.code === "not-found") notFound();
    redirect(`${here}?ask=material`);
  }
  return (
    <LibraryShell viewer={viewer} current="cases">
      <SheetPage
        sheet={loaded.value}
        back={{ href: `${here}/material`, label: "All of the interviewer’s material" }}
        markdownHref={`${here}/sheet/markdown`}
      />
    </LibraryShell>
  );
}
