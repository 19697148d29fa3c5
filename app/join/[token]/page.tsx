import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getViewer } from "@/server/auth/viewer";
import { openInvite } from "@/server/services/join-interview";
import { Banner } from "../../_components/banner";
import { Button } from "../../_components/button";
import { DateTime } from "../../_components/date-time";
import { PageShell } from "../../_components/page-shell";
import { LEVEL_WORDS, personName, ROLE_WORDS } from "../../interviews/_components/words";
import { AcceptForm } from "./accept-form";

export const metadata: Metadata = { title: "Join an interview" };

const WHAT_A_ROLE_DOES = {
  interviewer: "You get a private brief with questions and hints, drive the clock, and score.",
  candidate: "You work on the case in the document and on the canvas, and assess yourself.",
  observer: "You see everything that is shared and change nothing.",
} as const;

export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const viewer = await getViewer();
  const opened = await openInvite(viewer, token);
  if (!opened.ok) notFound();
  const invite = opened.value;
  const here = `/join/${token}`;
  const room = `/interviews/${invite.interviewId}/room`;
  if (invite.myRole === invite.role) redirect(room);

  const isOver = ["debrief", "finished", "cancelled"].includes(invite.status);
  return (
    <PageShell width="narrow" brandHref={viewer ? "/home" : "/"}>
      <p className="text-ink-2">{personName(invite.hostName)} invites you to an interview</p>
      <h1 className="mt-1 text-xl">{invite.caseTitle}</h1>
      <p className="mt-1 text-ink-2">
        {LEVEL_WORDS[invite.level]} · {invite.lengthMinutes} minutes
        {invite.scheduledFor ? (
          <>
            {" · "}
            <DateTime value={invite.scheduledFor} />
          </>
        ) : null}
      </p>
      <div className="mt-6 flex flex-col gap-4">
        {invite.myRole ? (
          <>
            <Banner
              tone="warn"
              title={`You are the ${ROLE_WORDS[invite.myRole].toLowerCase()} here`}
            >
              This link is for the {ROLE_WORDS[invite.role].toLowerCase()}. Send it to the person
              who takes that part, or open it in another browser.
            </Banner>
            <div>
              <Button href={room} variant="primary">
                Go to the room as {ROLE_WORDS[invite.myRole].toLowerCase()}
              </Button>
            </div>
          </>
        ) : isOver ? (
          <Banner tone="info" title="This interview is over">
            Nobody can join it any more.
          </Banner>
        ) : invite.isFull ? (
          <Banner tone="warn" title="This place is taken">
            {invite.role === "candidate"
              ? "Somebody has already joined as the candidate."
              : `There is no free place for another ${ROLE_WORDS[invite.role].toLowerCase()}.`}{" "}
            Ask {personName(invite.hostName)} for another link.
          </Banner>
        ) : (
          <>
            <p>
              You would join as the <strong>{ROLE_WORDS[invite.role].toLowerCase()}</strong>.{" "}
              {WHAT_A_ROLE_DOES[invite.role]}
            </p>
            <p className="text-ink-2 text-sm">
              The document, the canvas and the clock are recorded. Voice and video are not.
            </p>
            {viewer ? (
              <AcceptForm
                token={token}
                role={ROLE_WORDS[invite.role].toLowerCase()}
                name={viewer.name}
              />
            ) : (
              <div className="flex flex-wrap gap-3">
                <Button
                  href={`/practise?callbackUrl=${encodeURIComponent(here)}`}
                  variant="primary"
                >
                  Join with a display name
                </Button>
                <Button href={`/sign-in?callbackUrl=${encodeURIComponent(here)}`}>Sign in</Button>
              </div>
            )}
          </>
        )}
      </div>
    </PageShell>
  );
}
