import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OwnItemId } from "@/lib/domain/content/own-content";
import { requireViewer } from "@/server/auth/viewer";
import { loadOwnPreview } from "@/server/services/own-content-editor";
import { LibraryShell } from "../../../_components/library-shell";
import { BriefSection } from "../../../cases/[caseId]/brief-section";
import { MaterialSections } from "../../../cases/[caseId]/material/material-sections";
import { FrameworkView } from "../../../frameworks/[frameworkId]/framework-view";
import { RubricView } from "../../../rubrics/[rubricId]/rubric-view";
import { ProblemList } from "../../_components/problem-list";
import { ItemHeader } from "../item-header";

export const metadata: Metadata = { title: "Preview of own content" };

/** The saved draft, in the very components its readers will see it in. */
export default async function PreviewPage({ params }: { params: Promise<{ itemId: string }> }) {
  const viewer = await requireViewer();
  const id = OwnItemId.safeParse((await params).itemId);
  if (!id.success) notFound();
  const loaded = await loadOwnPreview(viewer, id.data);
  if (!loaded.ok) notFound();
  const preview = loaded.value;
  return (
    <LibraryShell viewer={viewer} current="own">
      <ItemHeader item={preview.draft} current="preview" />
      {preview.shows === "problems" ? (
        <div className="flex flex-col gap-4">
          <p className="max-w-prose text-ink-2">
            There is nothing to look at yet: the saved draft has problems.
          </p>
          <ProblemList problems={preview.problems} />
        </div>
      ) : (
        <Shown preview={preview} />
      )}
    </LibraryShell>
  );
}

type Readable = Exclude<
  Extract<Awaited<ReturnType<typeof loadOwnPreview>>, { ok: true }>["value"],
  { shows: "problems" }
>;

function Shown({ preview }: { preview: Readable }) {
  switch (preview.shows) {
    case "case": {
      const { brief, drawing, phaseNames, failureTitles, terms } = preview;
      return (
        <>
          <h2 className="mb-4 text-lg">As the candidate</h2>
          {/* The first section of a box begins at its top. */}
          <div>
            <BriefSection view={brief} terms={terms} />
          </div>
          <h2 className="mt-12 mb-4 border-line border-t pt-8 text-lg">As the interviewer</h2>
          <MaterialSections
            brief={brief}
            drawing={drawing}
            phaseNames={phaseNames}
            failureTitles={failureTitles}
            terms={terms}
          />
        </>
      );
    }
    case "framework": {
      const { framework, commonChecklist, terms } = preview;
      return (
        <FrameworkView framework={framework} commonChecklist={commonChecklist} terms={terms} />
      );
    }
    case "rubric":
      return <RubricView rubric={preview.rubric} />;
    default:
      return preview satisfies never;
  }
}
