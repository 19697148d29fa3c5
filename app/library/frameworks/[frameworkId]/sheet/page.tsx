import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SheetPage } from "@/app/_components/sheet/sheet-page";
import { getViewer } from "@/server/auth/viewer";
import { loadFrameworkSheet } from "@/server/services/library-sheets";
import { LibraryShell } from "../../../_components/library-shell";

interface Props {
  params: Promise<{ frameworkId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const loaded = await loadFrameworkSheet((await params).frameworkId);
  return { title: loaded.ok ? `${loaded.value.title}: cheat sheet` : "Cheat sheet" };
}

export default async function FrameworkSheetPage({ params }: Props) {
  const { frameworkId } = await params;
  const [viewer, loaded] = await Promise.all([getViewer(), loadFrameworkSheet(frameworkId)]);
  if (!loaded.ok) notFound();
  const here = `/library/frameworks/${frameworkId}`;
  return (
    <LibraryShell viewer={viewer} current="frameworks">
      <SheetPage
        sheet={loaded.value}
        back={{ href: here, label: "All of this framework" }}
        markdownHref={`${here}/sheet/markdown`}
      />
    </LibraryShell>
  );
}
