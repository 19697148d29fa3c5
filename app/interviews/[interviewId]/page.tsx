import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { InterviewId } from "@/lib/domain/ids";
import { requireViewer } from "@/server/auth/viewer";
import { loadInterview } from "@/server/services/load-interview";
import { Button } from "../../_components/button";
import { Chip } from "../../_components/chip";
import { DateTime } from "../../_components/date-time";
import { SignedInShell } from "../../_components/signed-in-shell";
import { LEVEL_WORDS, ROLE_WORDS, STATUS_TONES, STATUS_WORDS } from "../_components/words";
import { InterviewActions } from "./interview-actions";
import { JoinLinks } from "./join-links";
import { PeopleList } from "./people-list";

export const metadata: Metadata = { title: "Interview" };

export default async function InterviewPage({
  params,
}: {
  params: Promise<{ interviewId: string }>;
}) {
  const id = InterviewId.safeParse((await params).interviewId);
  if (!id.success) notFound();
  const viewer = await requireViewer();
  const loaded = await loadInterview(viewer, id.data);
  if (!loaded.ok) notFound();
  const interview = loaded.value;
  const { can } = interview;

  return (
    <SignedInShell viewer={viewer}>
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="min-w-0 text-xl">{interview.caseTitle}</h1>
        <Chip tone={STATUS_TONES[interview.status]}>{STATUS_WORDS[interview.status]}</Chip>
      </div>
      <p className="mt-1 text-ink-2">
        {interview.myRole ? `${ROLE_WORDS[interview.myRole]} · ` : ""}
        {LEVEL_WORDS[interview.level]} · {interview.lengthMinutes} minutes ·{" "}
        {interview.scheduledFor ? (
          <>
            planned for <DateTime value={interview.scheduledFor} />
          </>
        ) : (
          <>
            created <DateTime value={interview.createdAt} />
          </>
        )}
      </p>
      <div className="mt-5 flex flex-wrap gap-3">
        {can.enter ? (
          <Button href={`/interviews/${interview.id}/room`} variant="primary">
            {interview.status === "debrief" ? "Go to the debrief" : "Go to the room"}
          </Button>
        ) : null}
        {can.review ? (
          <Button href={`/interviews/${interview.id}/review`} variant="primary">
            Open the review
          </Button>
        ) : null}
        {interview.callLink && can.enter ? (
          <Button href={interview.callLink} target="_blank" rel="noreferrer">
            Open the call
          </Button>
        ) : null}
      </div>

      {interview.links ? <JoinLinks interviewId={interview.id} links={interview.links} /> : null}

      <PeopleList interviewId={interview.id} people={interview.people} canRemove={can.remove} />

      <InterviewActions
        interviewId={interview.id}
        caseTitle={interview.caseTitle}
        otherPeople={interview.people.filter((person) => !person.isMe && !person.hasLeft).length}
        can={{ cancel: can.cancel, leave: can.leave, delete: can.delete }}
      />
    </SignedInShell>
  );
}
