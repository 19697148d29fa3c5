import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getViewer } from "@/server/auth/viewer";
import { loadLibraryRubric } from "@/server/services/library-shelf";
import { LibraryShell } from "../../_components/library-shell";
import { RubricView } from "./rubric-view";

interface Props {
  params: Promise<{ rubricId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const loaded = await loadLibraryRubric((await params).rubricId);
  return { title: loaded.ok ? loaded.value.name : "Rubrics" };
}

export default async function RubricPage({ params }: Props) {
  const [viewer, loaded] = await Promise.all([
    getViewer(),
    loadLibraryRubric((await params).rubricId),
  ]);
  if (!loaded.ok) notFound();
  const rubric = loaded.value;
  return (
    <LibraryShell viewer={viewer} current="rubrics">
      <h1 className="text-xl">{rubric.name}</h1>
      <p className="mt-1 mb-8 max-w-prose text-ink-2">{rubric.summary}</p>
      <RubricView rubric={rubric} />
    </LibraryShell>
  );
}
