import { CalendarClock, Users } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { z } from "zod";
import { InterviewId } from "@/lib/domain/ids";
import { requireViewer } from "@/server/auth/viewer";
import { type InterviewSummary, listInterviews } from "@/server/services/list-interviews";
import { Button } from "../_components/button";
import { Chip } from "../_components/chip";
import { DateTime } from "../_components/date-time";
import { EmptyState } from "../_components/empty-state";
import { SignedInShell } from "../_components/signed-in-shell";
import {
  LEVEL_WORDS,
  personName,
  RECOMMENDATION_TONES,
  RECOMMENDATION_WORDS,
  ROLE_WORDS,
  STATUS_TONES,
  STATUS_WORDS,
} from "../interviews/_components/words";

export const metadata: Metadata = { title: "Home" };

/** Where an older page of the list begins: after the last interview of the page before. */
const After = z.object({ at: z.iso.datetime().transform((at) => new Date(at)), id: InterviewId });

export default async function HomePage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const viewer = await requireViewer();
  const after = After.safeParse(await searchParams);
  const page = await listInterviews(
    viewer,
    after.success ? { joinedAt: after.data.at, id: after.data.id } : undefined,
  );
  const upNext = page.interviews.filter((interview) =>
    ["scheduled", "lobby", "live", "debrief"].includes(interview.status),
  );
  const past = page.interviews.filter((interview) => !upNext.includes(interview));

  return (
    <SignedInShell viewer={viewer} current="home">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-xl">Home</h1>
        <Button href="/interviews/new" variant="primary">
          Start an interview
        </Button>
      </div>

      <section aria-labelledby="up-next" className="mt-8">
        <h2 id="up-next" className="text-lg">
          Up next
        </h2>
        {upNext.length > 0 ? (
          <InterviewList interviews={upNext} />
        ) : (
          <div className="mt-3">
            <EmptyState icon={<CalendarClock size={20} aria-hidden />}>
              Interviews that are planned, running or waiting for scores will be here.
            </EmptyState>
          </div>
        )}
      </section>

      <section aria-labelledby="past" className="mt-10">
        <h2 id="past" className="text-lg">
          Past interviews
        </h2>
        {past.length > 0 ? (
          <InterviewList interviews={past} />
        ) : (
          <div className="mt-3">
            <EmptyState
              icon={<Users size={20} aria-hidden />}
              action={
                <Button href="/library" variant="secondary">
                  Choose a case
                </Button>
              }
            >
              Finished interviews will be here, with their scores and minutes.
            </EmptyState>
          </div>
        )}
        {page.next ? (
          <p className="mt-4">
            <Link
              className="link"
              href={{
                pathname: "/home",
                query: { at: page.next.joinedAt.toISOString(), id: page.next.id },
              }}
            >
              Older interviews
            </Link>
          </p>
        ) : null}
      </section>
    </SignedInShell>
  );
}

function InterviewList({ interviews }: { interviews: InterviewSummary[] }) {
  return (
    <ul className="mt-3 divide-y divide-line border-line border-y">
      {interviews.map((interview) => (
        <li key={interview.id}>
          <Link
            href={`/interviews/${interview.id}`}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 px-2 py-3 text-ink no-underline hover:bg-sunken"
          >
            <span className="min-w-0 flex-1 basis-60">
              <span className="block truncate font-medium">{interview.caseTitle}</span>
              <span className="block truncate text-ink-2 text-sm">
                {ROLE_WORDS[interview.role]}
                {interview.others.length > 0
                  ? ` with ${interview.others.map(personName).join(", ")}`
                  : ""}
                {` · ${LEVEL_WORDS[interview.level]} · ${interview.lengthMinutes} min`}
              </span>
            </span>
            <span className="flex items-center gap-3">
              <span className="text-ink-2 text-sm">
                {interview.scheduledFor && interview.status === "scheduled" ? (
                  <DateTime value={interview.scheduledFor} />
                ) : (
                  <DateTime value={interview.createdAt} shape="date" />
                )}
              </span>
              {interview.recommendation ? (
                <Chip tone={RECOMMENDATION_TONES[interview.recommendation]}>
                  {RECOMMENDATION_WORDS[interview.recommendation]}
                </Chip>
              ) : (
                <Chip tone={STATUS_TONES[interview.status]}>{STATUS_WORDS[interview.status]}</Chip>
              )}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
