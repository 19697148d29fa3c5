import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OwnItemId } from "@/lib/domain/content/own-content";
import { requireViewer } from "@/server/auth/viewer";
import { previewPublication } from "@/server/services/own-content-publishing";
import { Button } from "../../../../_components/button";
import { DateTime } from "../../../../_components/date-time";
import { EmptyState } from "../../../../_components/empty-state";
import { LibraryShell } from "../../../_components/library-shell";
import { Section } from "../../../_components/section";
import { ProblemList } from "../../_components/problem-list";
import { ItemHeader } from "../item-header";
import { PublishButton } from "./publish-button";
import { WithdrawButton } from "./withdraw-button";

export const metadata: Metadata = { title: "Publish own content" };

/** More would hide what they are about: it is another piece of content then. */
const MAX_CHANGES_SHOWN = 60;

export default async function VersionsPage({ params }: { params: Promise<{ itemId: string }> }) {
  const viewer = await requireViewer();
  const id = OwnItemId.safeParse((await params).itemId);
  if (!id.success) notFound();
  const loaded = await previewPublication(viewer, id.data);
  if (!loaded.ok) notFound();
  const { draft, problems, nextVersion, changes } = loaded.value;
  const isFirst = draft.publishedVersion === null;
  const canPublish = problems.length === 0 && (isFirst || changes.length > 0);
  const file = `/library/own/${draft.id}/yaml`;
  return (
    <LibraryShell viewer={viewer} current="own">
      <ItemHeader item={draft} current="versions" />
      <Section
        id="publish"
        title={`Version ${nextVersion}`}
        intro="A version never changes once it is published. It is offered to new interviews; interviews that exist keep the one they have."
      >
        <div className="flex flex-col items-start gap-4">
          <ProblemList problems={problems} />
          {changes.length > 0 ? (
            <div>
              <h3 className="text-base">What differs from version {nextVersion - 1}</h3>
              <ul className="m-0 mt-2 flex list-disc flex-col gap-1 pl-5 text-sm">
                {changes.slice(0, MAX_CHANGES_SHOWN).map(({ where, what }) => (
                  <li key={`${where} ${what}`} className="[overflow-wrap:anywhere]">
                    {where}: {what}
                  </li>
                ))}
              </ul>
              {changes.length > MAX_CHANGES_SHOWN ? (
                <p className="mt-1 text-ink-2 text-sm">
                  and {changes.length - MAX_CHANGES_SHOWN} more
                </p>
              ) : null}
            </div>
          ) : null}
          {problems.length === 0 && !canPublish ? (
            <p className="text-ink-2">
              Nothing that an interview reads differs from version {nextVersion - 1}.
            </p>
          ) : null}
          {canPublish ? (
            <PublishButton itemId={draft.id} revision={draft.revision} version={nextVersion} />
          ) : null}
        </div>
      </Section>

      <Section id="versions" title="Published versions">
        {draft.versions.length === 0 ? (
          <EmptyState>Each version that was published will be here, with its file.</EmptyState>
        ) : (
          <ul className="m-0 list-none divide-y divide-line border-line border-y p-0">
            {draft.versions.map(({ version, publishedAt }) => (
              <li key={version} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-2 py-2">
                <span className="min-w-0 flex-1 basis-40">
                  <span className="font-medium">Version {version}</span>
                  {version === draft.publishedVersion && !draft.isWithdrawn ? (
                    <span className="text-ink-2 text-sm"> · offered now</span>
                  ) : null}
                </span>
                <span className="text-ink-2 text-sm">
                  <DateTime value={publishedAt} />
                </span>
                <Button
                  size="room"
                  href={`${file}?version=${version}`}
                  download
                  aria-label={`Export version ${version}`}
                >
                  Export
                </Button>
              </li>
            ))}
          </ul>
        )}
        <div className="mt-4 flex flex-wrap gap-3">
          <Button href={file} download>
            Export the draft
          </Button>
          {isFirst ? null : <WithdrawButton itemId={draft.id} isWithdrawn={draft.isWithdrawn} />}
        </div>
      </Section>
    </LibraryShell>
  );
}
