import type { Metadata } from "next";
import { getViewer } from "@/server/auth/viewer";
import { listLibraryCases } from "@/server/services/library-cases";
import { CaseBrowser } from "./_cases/case-browser";
import { LibraryShell } from "./_components/library-shell";

export const metadata: Metadata = { title: "Library" };

export default async function LibraryPage() {
  const viewer = await getViewer();
  return (
    <LibraryShell viewer={viewer} current="cases">
      <h1 className="text-xl">Cases</h1>
      <p className="mt-1 mb-6 max-w-prose text-ink-2">
        Problems to practise on. Each page shows what a candidate is told; what the interviewer
        knows stays closed until you interview the case yourself.
      </p>
      <CaseBrowser cases={await listLibraryCases(viewer)} />
    </LibraryShell>
  );
}
