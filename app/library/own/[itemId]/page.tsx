import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OwnItemId } from "@/lib/domain/content/own-content";
import { requireViewer } from "@/server/auth/viewer";
import { loadOwnEditor } from "@/server/services/own-content-editor";
import { LibraryShell } from "../../_components/library-shell";
import { DeleteDraft } from "./delete-draft";
import { Editor } from "./editor";
import { ItemHeader } from "./item-header";

export const metadata: Metadata = { title: "Edit own content" };

export default async function OwnItemPage({ params }: { params: Promise<{ itemId: string }> }) {
  const viewer = await requireViewer();
  const id = OwnItemId.safeParse((await params).itemId);
  if (!id.success) notFound();
  const loaded = await loadOwnEditor(viewer, id.data);
  if (!loaded.ok) notFound();
  const { draft, checked, phases } = loaded.value;
  return (
    <LibraryShell viewer={viewer} current="own">
      <ItemHeader item={draft} current="edit" />
      <Editor
        key={draft.id}
        itemId={draft.id}
        kind={draft.kind}
        publishedId={draft.contentId}
        start={{ ...checked, revision: draft.revision }}
        phases={phases}
      />
      {draft.publishedVersion === null ? <DeleteDraft itemId={draft.id} /> : null}
    </LibraryShell>
  );
}
