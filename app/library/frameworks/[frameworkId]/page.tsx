import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Button } from "@/app/_components/button";
import { getViewer } from "@/server/auth/viewer";
import { loadLibraryFramework } from "@/server/services/library-shelf";
import { LibraryShell } from "../../_components/library-shell";
import { FrameworkView } from "./framework-view";

interface Props {
  params: Promise<{ frameworkId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const loaded = await loadLibraryFramework((await params).frameworkId);
  return { title: loaded.ok ? loaded.value.framework.name : "Frameworks" };
}

export default async function FrameworkPage({ params }: Props) {
  const [viewer, loaded] = await Promise.all([
    getViewer(),
    loadLibraryFramework((await params).frameworkId),
  ]);
  if (!loaded.ok) notFound();
  const { framework, commonChecklist, terms } = loaded.value;
  return (
    <LibraryShell viewer={viewer} current="frameworks">
      <h1 className="text-xl">{framework.name}</h1>
      <p className="mt-1 max-w-prose text-ink-2">{framework.summary}</p>
      {framework.chooseWhen ? <p className="mt-3 max-w-prose">{framework.chooseWhen}</p> : null}
      <p className="mt-3 max-w-prose text-ink-3 text-sm">{framework.origin}</p>
      <div className="mt-4 mb-8 flex flex-wrap gap-3">
        <Button href={`/library/frameworks/${framework.id}/sheet`}>Cheat sheet</Button>
      </div>
      <FrameworkView framework={framework} commonChecklist={commonChecklist} terms={terms} />
    </LibraryShell>
  );
}
