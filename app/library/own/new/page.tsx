import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OWN_PREFIX } from "@/lib/domain/content/own-content";
import { requireViewer } from "@/server/auth/viewer";
import { listCopySources } from "@/server/services/own-content";
import { LibraryShell } from "../../_components/library-shell";
import { Section } from "../../_components/section";
import { CopyForm } from "./copy-form";
import { ImportForm } from "./import-form";
import { StartBlank } from "./start-blank";

export const metadata: Metadata = { title: "New content" };

export default async function NewContentPage() {
  const viewer = await requireViewer();
  const sources = await listCopySources(viewer);
  if (!sources.ok) notFound();
  return (
    <LibraryShell viewer={viewer} current="own" width="text">
      <h1 className="text-xl">New content</h1>
      <p className="mt-1 max-w-prose text-ink-2">
        It starts as a draft that only coaches and administrators see. Its id begins with{" "}
        <code className="font-mono text-sm">{OWN_PREFIX}</code>, so that it never takes the place of
        anything that ships.
      </p>
      <div className="mt-8">
        <Section
          id="copy"
          title="Copy something"
          intro="Everything is filled in already; change what differs. A case you copy shows you its interviewer’s half, so it counts as opened by you."
        >
          <CopyForm sources={sources.value} />
        </Section>
        <Section
          id="import"
          title="Import a file"
          intro="YAML or JSON, such as an export of this page. It may have mistakes: they are listed with their lines."
        >
          <ImportForm />
        </Section>
        <Section id="blank" title="Begin with an empty one">
          <StartBlank />
        </Section>
      </div>
    </LibraryShell>
  );
}
