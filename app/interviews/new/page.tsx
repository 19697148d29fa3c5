import type { Metadata } from "next";
import { HostRole, NEW_INTERVIEW_DEFAULTS } from "@/lib/domain/new-interview";
import { requireViewer } from "@/server/auth/viewer";
import { listChoices } from "@/server/services/list-choices";
import { SignedInShell } from "../../_components/signed-in-shell";
import { NewInterviewForm } from "./new-interview-form";

export const metadata: Metadata = { title: "New interview" };

export default async function NewInterviewPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const viewer = await requireViewer();
  const { with: company, case: wanted, role } = await searchParams;
  const askedRole = HostRole.safeParse(role);
  const startRole = askedRole.success ? askedRole.data : company === "peer" ? "candidate" : "solo";
  const choices = await listChoices(viewer);
  // Without a wish, one that is still a test of this person.
  const unknown = choices.cases.filter(({ knownFrom }) => knownFrom === null);
  const startCase =
    choices.cases.find(({ id }) => id === wanted) ??
    unknown.find(({ id }) => id === NEW_INTERVIEW_DEFAULTS.caseId) ??
    unknown[0];
  return (
    <SignedInShell viewer={viewer} current="new">
      <h1 className="text-xl">New interview</h1>
      <p className="mt-1 text-ink-2">
        Everything is filled in. Press <em>Create</em>, or change what you like.
      </p>
      <NewInterviewForm {...choices} startRole={startRole} startCaseId={startCase?.id} />
    </SignedInShell>
  );
}
